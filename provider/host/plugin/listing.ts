import { ListResponse, type ListRequest } from "@pulumi/pulumi/proto/provider_pb";
import type { Session } from "../../session/session";
import { sentence } from "../../values/problem";
import { ID_RULE, isId, QUOTE_IT } from "../../values/text";
import { containsUnknown } from "../../values/tree";
import type { Props } from "../../lifecycle";
import type { KindSources, Listed, Listing } from "../kind";
import { fromStruct } from "./engine-values";
import { Unanswered } from "./failure";

const { Computed, Continuation, Result } = ListResponse;

/** Lists the objects of a kind. Each list is read whole, and then returned in pages of the requested size. */
export async function list(session: Session, kinds: KindSources, request: ListRequest): Promise<ListResponse[]> {
  const listing = await listingOf(kinds, request.getToken());
  const query = fromStruct(request.getQuery());
  if (containsUnknown(query)) return [new ListResponse().setComputed(new Computed())];
  const all = await listing.list(session, checked(listing, query));
  const place = placeAfter(request.getContinuationToken(), all);
  const left = request.getLimit() > 0 ? Math.max(0, request.getLimit() - place.given) : Infinity;
  const size = Math.min(left, request.getPageSize() > 0 ? request.getPageSize() : Infinity);
  const page = all.slice(place.next, place.next + size);
  const results = page.map(({ id, name }) => new ListResponse().setResult(new Result().setId(id).setName(name)));
  const last = page.at(-1);
  if (last === undefined || page.length >= left || place.next + page.length >= all.length) return results;
  const token = `${place.given + page.length}:${last.id}`;
  return [...results, new ListResponse().setContinuation(new Continuation().setContinuationToken(token))];
}

async function listingOf(kinds: KindSources, token: string): Promise<Listing> {
  const kind = /^coze:index:(\w+)$/.exec(token)?.[1] ?? "";
  if (!Object.hasOwn(kinds, kind)) throw new Error(`${token}: there is no such resource in the package coze`);
  const listing = (await kinds[kind]?.())?.listing;
  if (listing) return listing;
  throw new Unanswered(`${token}: Coze has no list of these`);
}

/**
 * The position of a page, and the number of objects on the pages before. A page begins after the last returned object,
 * which stays right if other objects come or go.
 */
function placeAfter(token: string, all: readonly Listed[]): { readonly next: number; readonly given: number } {
  if (token === "") return { next: 0, given: 0 };
  const [, given, id] = /^(\d+):(.+)$/.exec(token) ?? [];
  const at = all.findIndex((one) => one.id === id);
  if (at < 0) throw new Error("The list has changed since its last page, whose last object is gone: list anew.");
  return { next: at + 1, given: Number(given) };
}

function checked({ query }: Listing, given: Props): Readonly<Record<string, string>> {
  const unknown = Object.keys(given).filter((key) => !Object.hasOwn(query, key));
  const missing = Object.keys(query).filter((key) => query[key]?.isRequired && given[key] === undefined);
  const wrong = Object.keys(query).filter((key) => given[key] !== undefined && !isGivenId(given[key]));
  const problems = [
    ...unknown.map((key) => ({ path: [key], rule: "there is no such input of this list" })),
    ...missing.map((key) => ({ path: [key], rule: "is required" })),
    ...wrong.map((key) => ({
      path: [key],
      rule: typeof given[key] === "number" ? `must be a string: ${QUOTE_IT}` : ID_RULE,
    })),
  ];
  if (problems.length > 0) throw new Error(problems.map(sentence).join("\n"));
  return given as Record<string, string>;
}

function isGivenId(value: unknown): boolean {
  return typeof value === "string" && isId(value);
}
