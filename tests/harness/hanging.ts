import type { Call, Emulator } from "../../emulator";

// Controls the time limits of requests in this process: a limit passes at once if the server holds the request for
// good, and in real time otherwise. So no test waits for a limit, and no busy machine can miss one.

const limitOf = AbortSignal.timeout.bind(AbortSignal);
const send = globalThis.fetch;

const limits = new WeakMap<AbortSignal, AbortController>();
/** The requests that are under way. */
const sent = new Set<AbortController>();
/** The calls that a server holds. */
const held = new Set<Call>();

function timeout(ms: number): AbortSignal {
  const passed = new AbortController();
  const signal = AbortSignal.any([limitOf(ms), passed.signal]);
  limits.set(signal, passed);
  return signal;
}

globalThis.AbortSignal = new Proxy(AbortSignal, {
  get: (target, key) => (key === "timeout" ? timeout : (Reflect.get(target, key) as unknown)),
});

globalThis.fetch = async (input, init) => {
  const limit = init?.signal ? limits.get(init.signal) : undefined;
  if (!limit) return send(input, init);
  sent.add(limit);
  try {
    return await send(input, init);
  } finally {
    sent.delete(limit);
  }
};

/** Lets the limits of the requests pass that this server holds, once no other request is under way. */
export function endHangs(emulator: Emulator): void {
  emulator.on("begin", (call) => {
    // The call's fault is decided later in the same turn.
    setImmediate(() => {
      if (call.fault?.startsWith("timeout:") !== true) return;
      held.add(call);
      if (held.size === 1) endOfHeld();
    });
  });
}

function endOfHeld(): void {
  for (const call of held) if (call.endedAt !== undefined) held.delete(call);
  if (held.size === 0) return;
  const haveActed = [...held].every(({ fault, handled }) => handled || fault === "timeout:before");
  if (!haveActed || held.size < sent.size) {
    setTimeout(endOfHeld, 1);
    return;
  }
  held.clear();
  for (const limit of sent) limit.abort(new DOMException("The operation was aborted due to timeout", "TimeoutError"));
}
