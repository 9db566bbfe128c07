/** The newest of the versions; `undefined` if there are none. */
export function newestOf(versions: readonly string[]): string | undefined {
  return versions.reduce<string | undefined>(
    (newest, version) => (isNewer(version, newest) ? version : newest),
    undefined,
  );
}

/** Versions are decimal numbers that grow, longer than a JavaScript number holds. */
export function isNewer(version: string, known: string | undefined): boolean {
  if (known === undefined) return version !== "";
  if (!/^\d+$/.test(version) || !/^\d+$/.test(known)) return version !== known;
  return BigInt(version) > BigInt(known);
}
