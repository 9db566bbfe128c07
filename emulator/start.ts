import type { HttpBindings } from "@hono/node-server";
import { Hono } from "hono";
import { COZE } from "./api/dialect";
import { notEmulated } from "./api/not-emulated";
import { routes } from "./api/routes";
import { serve } from "./api/serve";
import type { KeyPair } from "./auth/keys";
import type { Clock } from "./context";
import { controlRoutes } from "./control/routes";
import { Emulator } from "./emulator";
import { pageRoutes } from "./page/routes";
import { Platform } from "./platform";
import { parseSeed, type Seed } from "./seed/schema";
import { sow } from "./seed/sow";
import { HttpServer } from "./server";
import type { SettingsPatch } from "./settings";
import { DataFile } from "./state/data-file";
import { STUDIO } from "./studio/dialect";
import { studioRoutes } from "./studio/routes";

/** How an emulator starts. */
export type EmulatorOptions = SettingsPatch & {
  /** The port on 127.0.0.1. Default 0: any free one. */
  port?: number;
  /** Answers as the server of Coze Studio, with the calls and the shapes that it has. Default: as Coze's cloud. */
  studio?: boolean;
  /** Its content at the start, and after `reset`. Default: nothing. */
  seed?: Seed;
  /** A file that it loads where there is one, and saves after each change and at its end. Default: it keeps nothing. */
  data?: string;
  /** Time as the emulator has it. Default: the machine's. */
  clock?: Clock;
  /** How many calls are kept, the newest ones. Default: 10,000. */
  callLogSize?: number;
  /** The key pair of the OAuth app. Default: a new one, when it is first asked for. */
  oauthKeys?: KeyPair;
};

/** Starts an emulator; resolves when it accepts calls. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const { port = 0, studio = false, seed = {}, data, clock, callLogSize, oauthKeys, ...settings } = options;
  const parsed = parseSeed(seed);
  const platform = new Platform({ clock, callLogSize, oauthKeys, spaceId: parsed.spaceId });
  platform.set(settings);
  sow(platform, parsed);
  const initial = platform.dump();
  const app = new Hono<{ Bindings: HttpBindings }>();
  const server = new HttpServer(app, port);
  const emulator = new Emulator(
    platform,
    server,
    initial,
    data === undefined ? undefined : new DataFile(data, platform),
  );
  addRoutes(app, emulator, platform, studio);
  await emulator.accept();
  return emulator;
}

/** The page for people, the control interface, and the API under every other path. */
function addRoutes(
  app: Hono<{ Bindings: HttpBindings }>,
  emulator: Emulator,
  platform: Platform,
  studio: boolean,
): void {
  pageRoutes(app, emulator);
  app.route("/__emulator", controlRoutes(emulator));
  const dialect = studio ? STUDIO : COZE;
  for (const route of studio ? studioRoutes : routes) {
    app.on(route.method, route.path, (c) => serve(c, platform, route, dialect));
  }
  const otherwise = (method: string, path: string) => (studio ? undefined : notEmulated(method, path, routes));
  app.all("*", (c) => serve(c, platform, otherwise(c.req.method, c.req.path), dialect));
}
