import type { Context } from "hono";
import { streamSSE } from "hono/streaming";
import type { Emulator } from "../emulator";

const KEEP_ALIVE_MS = 15_000;

/** `GET /__emulator/events`: an event for each call that ends and each change, for as long as the reader stays. */
export function streamEvents(c: Context, emulator: Emulator): Response {
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
