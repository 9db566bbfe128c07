import { startEmulator, type Emulator, type EmulatorOptions } from "../../../emulator";

interface Answer {
  status: number;
  headers: Headers;
  code: number;
  msg: string;
  // The tests assert on the shape themselves.
  data: never;
  json: Record<string, unknown>;
}

type Call = (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Answer>;

/** Plain fetch against an emulator, as its full token unless told otherwise. */
export function clientOf(emulator: Emulator): Call {
  return async (method, path, body, headers = {}) => {
    const response = await fetch(emulator.url + path, {
      method,
      headers: { authorization: `Bearer ${emulator.token}`, "content-type": "application/json", ...headers },
      body: body === undefined ? undefined : typeof body === "string" ? body : JSON.stringify(body),
    });
    const json = (await response.json()) as Answer["json"];
    const { code, msg, data } = json as unknown as Pick<Answer, "code" | "msg" | "data">;
    return { status: response.status, headers: response.headers, code, msg, data, json };
  };
}

const started: Emulator[] = [];

/** An emulator that `closeAll` ends, and a client for it. */
export async function open(options: EmulatorOptions = {}): Promise<{ emulator: Emulator; call: Call }> {
  const emulator = await startEmulator(options);
  started.push(emulator);
  return { emulator, call: clientOf(emulator) };
}

export async function closeAll(): Promise<void> {
  await Promise.all(started.splice(0).map((emulator) => emulator.close()));
}

export function containing(text: string): string {
  return expect.stringContaining(text) as string;
}
