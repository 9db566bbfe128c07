/** An icon's address is signed anew at every read: while it is the same icon the one `known` so far stays. */
export function steadyIcon(known: unknown, live: unknown): unknown {
  const icon = (url: unknown): unknown => (typeof url === "string" ? url.replace(/\?.*$/, "") : url);
  return known !== undefined && icon(known) === icon(live) ? known : live;
}
