import { isListOf, isNumber, isObject, numberOf, type Check } from "./answers";
import type { Call, Caller } from "./call";

/** 10,000 bots, at 20 a page. The limit stops a list without an end. */
const MAX_PAGES = 500;
/** One page may repeat the page before, if as many objects are new in between. Two in a row mean a list without an end. */
const MAX_STALE_PAGES = 2;
const SILENT_MS = 5_000;

/** A list that Coze returns page by page. */
export interface Listing {
  readonly call: (page: number) => Omit<Call, "expects">;
  /** The list, for messages: `the bots of workspace 736…`. */
  readonly what: string;
  /** The key of the items, and of the id in each. */
  readonly items: string;
  readonly id: string;
  /** Whether an item has the types that it should have. */
  readonly isItem: Check;
  /** The requested number of items. */
  readonly size: number;
  /** The key of the number of all items, or of whether there are more. */
  readonly end: { readonly total: string } | { readonly more: string };
}

/**
 * Every item, once. An incomplete list is an error and never an answer: an object that is missing from it would count as gone.
 */
export async function readPages<T>(caller: Caller, listing: Listing): Promise<T[]> {
  const found = new Map<unknown, T>();
  const began = caller.clock.now();
  let stale = 0;
  for (let page = 1; page <= MAX_PAGES; page++) {
    const { data } = await caller.call({
      ...listing.call(page),
      expects: isObject({ [listing.items]: isListOf(listing.isItem) }),
    });
    const items = (data as Record<string, unknown>)[listing.items] as T[];
    const before = found.size;
    for (const item of items) found.set((item as Record<string, unknown>)[listing.id], item);
    if (items.length === 0 || isLast(listing, data as Record<string, unknown>, items.length, found.size)) {
      return [...found.values()];
    }
    stale = found.size === before ? stale + 1 : 0;
    if (stale === MAX_STALE_PAGES)
      throw endless(listing, `page ${page} has nothing that was not in the pages before it`);
    if (caller.clock.now() - began > SILENT_MS) {
      caller.report(`reading ${listing.what}, page by page: ${found.size} so far`);
    }
  }
  throw endless(listing, `there is no end to it after ${MAX_PAGES} pages`);
}

/** Without a total, a page that is not full is the last one. With a total, a server may return fewer items than requested. */
function isLast({ end, size }: Listing, data: Record<string, unknown>, length: number, found: number): boolean {
  if ("more" in end && typeof data[end.more] === "boolean") return data[end.more] === false;
  const given = "total" in end ? data[end.total] : undefined;
  const total = isNumber(given) ? numberOf(given) : undefined;
  return total === undefined ? length < size : found >= total;
}

function endless({ what }: Listing, reason: string): Error {
  return new Error(
    `Coze could not list ${what}: ${reason}. Check whether something else answers in its place, such as a proxy; if not, run the same ` +
      "command later.",
  );
}
