import type * as z from "zod";
import type { Emulator } from "../emulator";

type Params = Record<string, string>;

/** A function of the module as a route under `/__emulator`. */
export interface Operation {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly path: string;
  /** The name of the function, such as "console.editDraft". */
  readonly name: string;
  readonly input?: z.ZodType;
  /** Its result is the answer, as JSON; `{}` if there is none. */
  readonly run: (emulator: Emulator, params: Params, input: unknown) => unknown;
}

/** A function without a body. */
export function look(
  at: string,
  name: string,
  run: (emulator: Emulator, params: (key: string) => string) => unknown,
): Operation {
  return { ...placeOf(at), name, run: (emulator, params) => run(emulator, (key) => params[key] ?? "") };
}

/** A function whose arguments are in a JSON body. */
export function act<T extends z.ZodType>(
  at: string,
  name: string,
  input: T,
  run: (emulator: Emulator, input: z.output<T>, params: (key: string) => string) => unknown,
): Operation {
  return {
    ...placeOf(at),
    name,
    input,
    run: (emulator, params, body) => run(emulator, input.parse(body), (key) => params[key] ?? ""),
  };
}

function placeOf(at: string): Pick<Operation, "method" | "path"> {
  const [method, path = ""] = at.split(" ");
  return { method: method as Operation["method"], path };
}
