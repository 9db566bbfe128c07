import type { HttpBindings } from "@hono/node-server";
import { once } from "node:events";
import type { Call } from "../events";
import { failure, json, type Reply } from "../api/reply";
import type { FaultKind } from "./fault";
import type { ListFault } from "./lists";

interface Exchange {
  call: Call;
  outgoing: HttpBindings["outgoing"];
  /** Lets the API act, and returns its answer. */
  handle: (list?: ListFault) => Promise<Reply>;
  pause: (ms: number) => Promise<void>;
}

/** Coze Studio's answer to a call that it does not know: it expects the session of its website. */
const NO_SESSION = "missing session_key in cookie";
const OLDER = { code: 700012006, msg: NO_SESSION };

/** The answer under a fault. Undefined if the fault broke or held the connection. */
export async function serveWithFault(kind: FaultKind, exchange: Exchange): Promise<Reply | undefined> {
  const { call, outgoing, handle, pause } = exchange;
  const after = "handled" in kind ? kind.handled === true : Object.values(kind).includes("after");

  if ("list" in kind) return handle(kind);
  if ("lacks" in kind) return kind.lacks === true ? json(401, { code: 401, msg: NO_SESSION }) : json(200, OLDER);
  if ("delayMs" in kind) {
    if (!after) await pause(kind.delayMs);
    const reply = await handle();
    if (after) await pause(kind.delayMs);
    return reply;
  }
  if ("garbage" in kind) {
    await handle();
    const body = kind.garbage === true ? "<html><body>upstream hiccup</body></html>" : kind.garbage;
    return { status: 200, headers: { "content-type": kind.contentType ?? "text/html; charset=utf-8" }, body };
  }
  if ("truncated" in kind) {
    const { status, headers, body } = await handle();
    const bytes = Buffer.from(body);
    call.status = status;
    outgoing.writeHead(status, { ...headers, "content-length": bytes.length });
    outgoing.write(bytes.subarray(0, bytes.length >> 1), () => outgoing.destroy());
    return undefined;
  }

  if (after) await handle();
  if ("reset" in kind) {
    outgoing.socket?.resetAndDestroy();
    return undefined;
  }
  if ("timeout" in kind) {
    if (!outgoing.destroyed) await once(outgoing, "close");
    return undefined;
  }
  if ("code" in kind) return failure(200, kind.code, kind.msg ?? "injected by the emulator");

  const headers = { ...kind.headers, ...(kind.retryAfter !== undefined && { "retry-after": kind.retryAfter }) };
  if (typeof kind.body === "string") return { status: kind.status, headers, body: kind.body };
  return json(kind.status, kind.body ?? { code: kind.status, msg: "injected by the emulator" }, headers);
}
