/** A test of something that a machine may lack. There it is counted as skipped, by its name and with what to install. */
export function testWith(missing: string | undefined): (name: string, run: () => Promise<void>) => void {
  return (name, run) => {
    if (missing === undefined) test(name, run);
    else test.skip(`${name} (to run it: ${missing})`, run);
  };
}
