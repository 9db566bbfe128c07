import type { Identity, Permission } from "../auth/tokens";
import type { ListFault } from "../faults/lists";
import type { Platform } from "../platform";
import { success, type Reply } from "./reply";

/** A call that has reached its route. */
export interface ApiCall {
  platform: Platform;
  identity: Identity;
  params: Record<string, string>;
  query: Record<string, string>;
  /** Undefined where there was none, or none that could be parsed. */
  body: unknown;
  /** The body as it came, for a route that reads it so. */
  text: string;
  header: (name: string) => string | undefined;
  /** What is wrong with the list that the call asks a page of. */
  list: ListFault | undefined;
}

export interface Route {
  method: "GET" | "POST" | "PUT" | "DELETE";
  path: string;
  /** Points that the token must have; "none": the route authenticates the caller itself. */
  permissions: readonly Permission[] | "none";
  handle: (call: ApiCall) => Reply;
}

/** A route in the ordinary envelope: what the function returns is `data`. */
export function route(
  method: Route["method"],
  path: string,
  permissions: readonly Permission[],
  run: (call: ApiCall) => object | undefined,
): Route {
  return { method, path, permissions, handle: (call) => success(run(call)) };
}
