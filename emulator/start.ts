import type { HttpBindings } from "@hono/node-server";
import { Hono, type MiddlewareHandler } from "hono";
import { COZE } from "./api/dialect";
import { notEmulated } from "./api/not-emulated";
import { routes } from "./api/routes";
import { serve } from "./api/serve";
import type { KeyPair } from "./auth/keys";
import { deliverEvents } from "./callbacks/deliveries";
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

/** The options of an emulator. */
export type EmulatorOptions = SettingsPatch & {
  /** The port on 127.0.0.1. Default 0: any free one. */
  port?: number;
  /** Whether it answers as the server of Coze Studio, with that server's calls and shapes. Default: as Coze's cloud. */
  studio?: boolean;
  /** Its content at the start, and after `reset`. Default: nothing. */
  seed?: Seed;
  /**
   * A data file, which is loaded if it exists. Each change by a call is saved before the call is answered, and each
   * change by this module within a second. Default: nothing is saved.
   */
  data?: string;
  /** The emulator's clock. Default: the machine's. */
  clock?: Clock;
  /** How many of the newest calls are kept. Default: 10,000. */
  callLogSize?: number;
  /** The key pair of the OAuth app. Default: a new one, made at its first use. */
  oauthKeys?: KeyPair;
};

/** Starts an emulator; resolves when it accepts calls. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const { port = 0, studio = false, seed = {}, data, clock, callLogSize, oauthKeys, ...settings } = options;
  const parsed = parseSeed(seed);
  const platform = new Platform({ clock, callLogSize, oauthKeys, spaceId: parsed.spaceId });
  deliverEvents(platform);
  platform.set(settings);
  sow(platform, parsed);
  const initial = platform.dump();
  const app = new Hono<{ Bindings: HttpBindings }>();
  const server = new HttpServer(app, port);
  const file = data === undefined ? undefined : new DataFile(data, platform);
  const emulator = new Emulator(platform, server, initial, file);
  if (file) app.use(savedFirst(file));
  // A client that breaks off is no event. The answer has the message of any other error.
  app.onError((error, c) => c.json({ code: 5000, msg: error.message, error: error.message }, 500));
  addRoutes(app, emulator, platform, studio);
  try {
    await file?.upToDate();
    await emulator.accept();
  } catch (error) {
    await file?.close().catch(() => undefined);
    throw error;
  }
  return emulator;
}

/** Answers a change only after the file has it. A call whose change cannot be saved is refused. */
function savedFirst(file: DataFile): MiddlewareHandler {
  return async (c, next) => {
    const before = file.losses;
    await next();
    if (c.req.method === "GET") return;
    await file.upToDate();
    if (file.losses !== before) throw new Error("the change was taken back, since the data file could not be saved");
  };
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
