import { saysWrongParameter } from "../errors/errors";
import type { Caller, Request } from "./call";
import type { Schema } from "./schema";

/** Enough for 10,000 bots, at 20 a page. The limit stops a list without an end. */
const MAX_PAGES = 500;
/**
 * One page may repeat the page before it, if many new objects appear in between. Two such pages in a row mean a list
 * without an end.
 */
const MAX_STALE_PAGES = 2;
const SILENT_MS = 5_000;
/** The most reads of a list that is not whole. */
const MAX_READS = 3;
const AGAIN_MS = 500;

/** A list that Coze returns page by page. */
export interface Listing<T> {
  /** The call for a page. `after` is the position that the page before has returned, in a list with positions. */
  readonly call: (page: number, after: string) => Request;
  /** The list, for messages: `the bots of workspace 736…`. */
  readonly what: string;
  readonly answer: Schema<Page<T>>;
  /** The id of an item. */
  readonly id: (item: T) => string;
  /** The requested number of items. */
  readonly size: number;
  /** The number of the first page. `isAgain`: an earlier read was not whole. Default: 1. */
  readonly first?: (isAgain: boolean) => Promise<number>;
}

/** A page. If Coze says so, with the number of all items or whether there are more. */
interface Page<T> {
  readonly items: readonly T[];
  readonly total?: number | undefined;
  readonly more?: boolean | undefined;
  /** The position of the next page, in a list with positions in place of page numbers. */
  readonly next?: string | undefined;
}

/** A list that was read to its end, or the reason why it is not whole. */
type Reading<T> = { readonly items: T[] } | { readonly flaw: string };

/**
 * Every item, once. Only a whole list is an answer: an object that is missing from a list counts as gone. A list is
 * whole if it has as many different items as its total says, and every page says the same total. Objects that move,
 * come or go while the pages are read may break this rule. The list is then read again.
 */
export async function readPages<T>(caller: Caller, listing: Listing<T>): Promise<T[]> {
  for (let read = 1; ; read++) {
    const first = (await listing.first?.(read > 1)) ?? 1;
    const reading = await readOnce(caller, {
      ...listing,
      call: (page, after) => listing.call(first + page - 1, after),
    });
    if ("items" in reading) return reading.items;
    if (read === MAX_READS) throw unusable(listing, `${reading.flaw}, in ${MAX_READS} reads`);
    await caller.clock.sleep(AGAIN_MS * read);
  }
}

async function readOnce<T>(caller: Caller, listing: Listing<T>): Promise<Reading<T>> {
  const found = new Map<string, T>();
  const began = caller.clock.now();
  let stale = 0;
  let total: number | undefined;
  let after = "";
  for (let page = 1; page <= MAX_PAGES; page++) {
    const data = await readPage(caller, listing, { page, after }, found.size === total);
    if (data === "past the end") return wholeOr({ total }, found);
    const before = found.size;
    for (const item of data.items) found.set(listing.id(item), item);
    if (page > 1 && data.total !== total) return { flaw: `page ${page} says another total than the pages before it` };
    total = data.total;
    if (data.items.length === 0 || isLast(data, listing.size, found.size)) return wholeOr(data, found);
    if ("next" in data && !data.next) return { flaw: `page ${page} says that there are more, and not where` };
    after = data.next ?? "";
    stale = found.size === before ? stale + 1 : 0;
    if (stale === MAX_STALE_PAGES)
      throw unusable(listing, `page ${page} has nothing that was not in the pages before it`);
    if (caller.clock.now() - began > SILENT_MS) {
      caller.log.wait(`reading ${listing.what}, page by page: ${found.size} so far`);
    }
  }
  throw unusable(listing, `there is no end to it after ${MAX_PAGES} pages`);
}

/**
 * Without a total, a page that is not full is the last page. With a total, a page may have fewer items than requested,
 * so the total decides. A full page is never the last: the page after it shows whether the total was too low.
 */
function isLast<T>({ items, total, more }: Page<T>, size: number, found: number): boolean {
  if (more !== undefined) return !more;
  return items.length < size && (total === undefined || found >= total);
}

/**
 * Reads a page. A server may refuse a page past the end. The refusal is the end of the list if the pages so far have as
 * many items as their total says.
 */
async function readPage<T>(
  caller: Caller,
  { call, answer }: Listing<T>,
  { page, after }: { readonly page: number; readonly after: string },
  isWhole: boolean,
): Promise<Page<T> | "past the end"> {
  try {
    return (await caller.call({ ...call(page, after), answer })).data;
  } catch (error) {
    if (isWhole && saysWrongParameter(error)) return "past the end";
    throw error;
  }
}

function wholeOr<T>({ total, more }: Omit<Page<T>, "items">, found: ReadonlyMap<string, T>): Reading<T> {
  if (more === true) return { flaw: "an empty page says that there are more" };
  if (total === undefined || total === found.size) return { items: [...found.values()] };
  return { flaw: `its total is ${total}, and it has ${found.size} different items` };
}

function unusable({ what }: { readonly what: string }, reason: string): Error {
  return new Error(
    `Coze could not list ${what}: ${reason}. Check whether something else answers in its place, such as a proxy; if not, run the same ` +
      "command later.",
  );
}
