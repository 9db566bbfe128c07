import type { HttpBindings } from "@hono/node-server";
import { Hono, type Context } from "hono";
import { streamSSE } from "hono/streaming";
import { readControlBody, TooLarge } from "../api/body";
import type { Emulator } from "../emulator";
import { guard } from "../server";
import { operations } from "./operations";

/** The emulator's interface for other processes. Each route is one function of the module. */
export function controlRoutes(emulator: Emulator): Hono<{ Bindings: HttpBindings }> {
  const app = new Hono<{ Bindings: HttpBindings }>();
  app.use(guard);
  for (const { method, path, input, run } of operations) {
    app.on(method, path, async (c) => {
      const body: unknown = input ? await readControlBody(c.req) : undefined;
      const result = run(emulator, c.req.param(), body);
      return c.json(result ?? {});
    });
  }
  app.get("/events", (c) => streamEvents(c, emulator));
  app.all("*", (c) => c.json({ error: `no control route ${c.req.method} ${c.req.path}` }, 404));
  app.onError((error, c) => c.json({ error: error.message }, error instanceof TooLarge ? 413 : 400));
  return app;
}

const KEEP_ALIVE_MS = 15_000;

/** `GET /__emulator/events`: an event for each call that ends and each change, for as long as the reader stays. */
function streamEvents(c: Context, emulator: Emulator): Response {
  return streamSSE(c, async (stream) => {
    const send = (event: string, data: object) => void stream.writeSSE({ event, data: JSON.stringify(data) });
    const stops = [
      emulator.on("call", ({ index, route, status }) => send("call", { index, route, status })),
      emulator.on("change", (change) => send("change", change)),
    ];
    const over = new Promise<void>((resolve) => {
      stream.onAbort(resolve);
      void emulator.closed.then(resolve);
    });
    await stream.writeSSE({ event: "ready", data: "{}" });
    const timer = setInterval(() => void stream.writeSSE({ event: "alive", data: "{}" }), KEEP_ALIVE_MS);
    await over;
    clearInterval(timer);
    for (const stop of stops) stop();
  });
}
