/** Every read signs an icon's address anew. For the same icon, this keeps the `known` address. */
export function steadyIcon(known: string | undefined, live: string | undefined): string | undefined {
  const icon = (url: string | undefined): string | undefined => url?.replace(/\?.*$/, "");
  return known !== undefined && icon(known) === icon(live) ? known : live;
}
