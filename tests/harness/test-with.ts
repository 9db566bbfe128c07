/** A test that needs something which a machine may lack. There it fails, and says what to install. */
export function testWith(missing: string | undefined): (name: string, run: () => Promise<void>) => void {
  return (name, run) => {
    test(name, () => (missing === undefined ? run() : Promise.reject(new Error(`to run this test: ${missing}`))));
  };
}
