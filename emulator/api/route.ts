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
  /** Undefined if there was none, or it could not be parsed. */
  body: unknown;
  /** The unparsed body. */
  text: string;
  header: (name: string) => string | undefined;
  /** The fault of the list that the call asks a page of. */
  list: ListFault | undefined;
}

export interface Route {
  method: "GET" | "POST" | "PUT" | "DELETE";
  path: string;
  /** The points that the token must have. With "none" the route authenticates the caller itself. */
  permissions: readonly Permission[] | "none";
  handle: (call: ApiCall) => Reply;
}

/** A route with the ordinary envelope: the function returns `data`. */
export function route(
  method: Route["method"],
  path: string,
  permissions: readonly Permission[],
  run: (call: ApiCall) => object | undefined,
): Route {
  return { method, path, permissions, handle: (call) => success(run(call)) };
}
