import type { HttpBindings } from "@hono/node-server";
import { Hono } from "hono";
import type { Emulator } from "../emulator";
import { streamEvents } from "./events";
import { guard } from "./guard";
import { operations } from "./operations";

/** The emulator's own interface for another process: each route is one function of the module. */
export function controlRoutes(emulator: Emulator): Hono<{ Bindings: HttpBindings }> {
  const app = new Hono<{ Bindings: HttpBindings }>();
  app.use(guard);
  for (const { method, path, input, run } of operations) {
    app.on(method, path, async (c) => {
      const body: unknown = input ? parseBody(await c.req.text()) : undefined;
      const result = run(emulator, c.req.param(), body);
      return c.json(result ?? {});
    });
  }
  app.get("/events", (c) => streamEvents(c, emulator));
  app.all("*", (c) => c.json({ error: `no control route ${c.req.method} ${c.req.path}` }, 404));
  app.onError((error, c) => c.json({ error: error.message }, 400));
  return app;
}

function parseBody(text: string): unknown {
  return text === "" ? {} : (JSON.parse(text) as unknown);
}
