/**
 * A test that needs something which a machine may lack. Then it counts as skipped, and its name says what to install.
 */
export function testWith(missing: string | undefined): (name: string, run: () => Promise<void>) => void {
  return (name, run) => {
    if (missing === undefined) test(name, run);
    else test.skip(`${name} (to run it: ${missing})`, run);
  };
}
