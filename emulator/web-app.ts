import type { HttpBindings } from "@hono/node-server";
import { Hono } from "hono";
import { notEmulated } from "./api/not-emulated";
import { routes } from "./api/routes";
import { serve } from "./api/serve";
import { controlRoutes } from "./control/routes";
import type { Emulator } from "./emulator";
import { pageRoutes } from "./page/routes";
import type { Platform } from "./platform";

/** All that the server answers: the page for people, the control interface, and the API under every other path. */
export function webApp(emulator: Emulator, platform: Platform): Hono<{ Bindings: HttpBindings }> {
  const app = new Hono<{ Bindings: HttpBindings }>();
  pageRoutes(app, emulator);
  app.route("/__emulator", controlRoutes(emulator));
  for (const route of routes) app.on(route.method, route.path, (c) => serve(c, platform, route));
  app.all("*", (c) => serve(c, platform, notEmulated(c.req.method, c.req.path, routes)));
  return app;
}
