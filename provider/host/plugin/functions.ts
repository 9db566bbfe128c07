import { InvokeResponse, type InvokeRequest } from "@pulumi/pulumi/proto/provider_pb";
import type { Session } from "../../session/session";
import type { Props } from "../../lifecycle";
import { fromStruct, markedIn, toStruct } from "./engine-values";
import { secret } from "../../values/marks";
import { containsSecret } from "../../values/marks";

/** Answers one lookup. */
type Lookup = (session: Session, args: never) => Promise<unknown>;
/** Finds a lookup by its name; `undefined` if there is none. */
export type FindLookup = (name: string) => Promise<Lookup | undefined>;

/** Answers a lookup by its token, `coze:index:getBot`. */
export async function invoke(session: Session, find: FindLookup, request: InvokeRequest): Promise<InvokeResponse> {
  const token = request.getTok();
  const name = /^coze:index:(\w+)$/.exec(token)?.[1] ?? "";
  const lookup = await find(name);
  if (!lookup) throw new Error(`${token}: there is no such function in the package coze`);
  const answer = await lookup(session, fromStruct(request.getArgs()) as never);
  const result = Array.isArray(answer) ? { [listNameOf(name)]: answer as unknown[] } : (answer as object);
  const isSecret = containsSecret(markedIn(request.getArgs()));
  const returned = Object.entries(result as Props).map(([key, value]) => [key, isSecret ? secret(value) : value]);
  return new InvokeResponse().setReturn(toStruct(Object.fromEntries(returned) as Props));
}

/**
 * The name of a list in the result of a lookup: `bots` for `getBots`. A function of the protocol must return an object.
 */
export function listNameOf(lookup: string): string {
  return lookup.charAt(3).toLowerCase() + lookup.slice(4);
}
