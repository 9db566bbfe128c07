/** An icon's address is signed anew at every read: while it is the same icon the one `known` so far stays. */
export function steadyIcon(known: string | undefined, live: string | undefined): string | undefined {
  const icon = (url: string | undefined): string | undefined => url?.replace(/\?.*$/, "");
  return known !== undefined && icon(known) === icon(live) ? known : live;
}
