import * as fc from "fast-check";
import { isLogged, logged, versionsIn, type LoggedVersion } from "../../../provider/resources/publication/log";

const HASH = `v1:${"0123456789abcdef".repeat(4)}`;
const FULL: LoggedVersion = {
  version: "1764123456789",
  contentHash: HASH,
  promotionHash: HASH,
  commit: "a1b2c3d4e5f60718293a4b5c6d7e8f9012345678",
  dirty: false,
  branch: "main",
  repository: "github.com/acme/bots",
  run: "16012345678",
  tested: { passed: 60, of: 60 },
};

/** The text of a state, as the engine's JSON has it. */
const bytesOf = (log: string): number => Buffer.byteLength(JSON.stringify(log)) - 2;

test("what is logged is read again, newest first", () => {
  const first = logged(undefined, FULL, 50);
  const log = logged(first, { ...FULL, version: "1764123456790", dirty: true, tested: undefined, run: undefined }, 50);
  expect(log).toBe(
    "1764123456790 0123456789 0123456789 a1b2c3d4e5f6+ - main - =\n" +
      "1764123456789 0123456789 0123456789 a1b2c3d4e5f6 60/60 main 16012345678 github.com/acme/bots",
  );
  const [newest, oldest] = versionsIn(log);
  expect(newest).toMatchObject({ version: "1764123456790", dirty: true, tested: undefined });
  expect(newest).toMatchObject({ repository: "github.com/acme/bots", commit: "a1b2c3d4e5f6" });
  expect(oldest).toMatchObject({ version: "1764123456789", dirty: false, tested: { passed: 60, of: 60 } });
  expect(isLogged(HASH, oldest?.contentHash)).toBe(true);
  expect(isLogged(`v1:${"f".repeat(64)}`, oldest?.contentHash)).toBe(false);
});

test("the oldest leave, and the repository stays with those that shared its name", () => {
  const versions = Array.from({ length: 60 }, (_, i) => String(1764123456000 + i));
  const log = versions.reduce<string | undefined>(
    (before, version) => logged(before, { ...FULL, version }, 50),
    undefined,
  );
  const kept = versionsIn(log);
  expect(kept.map(({ version }) => version)).toEqual(versions.slice(10).reverse());
  expect(new Set(kept.map(({ repository }) => repository))).toEqual(new Set(["github.com/acme/bots"]));
  expect(logged(log, FULL, 0)).toBeUndefined();
});

test("a version that was published again by an attempt whose answer was lost is there once", () => {
  expect(versionsIn(logged(logged(undefined, FULL, 50), FULL, 50))).toHaveLength(1);
});

test("a version without a source takes little", () => {
  expect(logged(undefined, { version: "1764123456789" }, 50)).toBe("1764123456789 - - - - - - -");
});

test("what was taken over is in the line, as far as there is room for it", () => {
  const before = { version: "1764123456000", commit: "0f0f0f0f0f0f-dirty", tested: { passed: 9, of: 9 } };
  const log = logged(undefined, { ...FULL, repository: undefined, before: { ...before, stack: "acme/b/staging" } }, 50);
  expect(log).toMatch(/ - 1764123456000,0f0f0f0f0f0f\+,9\/9,staging$/);
  expect(versionsIn(log)[0]?.before).toEqual({ ...before, stack: "staging" });
  const repository = "example.com/a-long-name/of-a-repository";
  const branch = "release/12";
  const narrow = logged(undefined, { ...FULL, branch, repository, before: { ...before, stack: "acme/b/staging" } }, 50);
  expect(narrow).toMatch(/-repository 1764123456000,0f0f0f0f0f0f\+$/);
  const { tested: _tested, ...withoutTest } = before;
  expect(versionsIn(narrow)[0]?.before).toEqual(withoutTest);
  // A version of this package that does not know it reads the line as before.
  expect(narrow?.split(" ").slice(0, 8).join(" ")).toBe(logged(undefined, { ...FULL, branch, repository }, 50));
});

const before = fc.record(
  {
    version: fc.stringMatching(/^[\w-]{1,64}$/),
    commit: fc.string({ minLength: 1, maxLength: 64 }),
    tested: fc.record({ passed: fc.nat(9_999_999), of: fc.nat(9_999_999) }),
    stack: fc.string({ unit: "binary", minLength: 1, maxLength: 300 }),
  },
  { requiredKeys: ["version"] },
);
const odd = fc.string({ unit: "binary", maxLength: 80 });
const entry: fc.Arbitrary<LoggedVersion> = fc.record({
  version: fc.stringMatching(/^\d{1,20}$/),
  contentHash: fc.option(fc.constant(HASH), { nil: undefined }),
  promotionHash: fc.option(fc.constantFrom(HASH, ""), { nil: undefined }),
  commit: fc.option(odd, { nil: undefined }),
  dirty: fc.option(fc.boolean(), { nil: undefined }),
  branch: fc.option(odd, { nil: undefined }),
  repository: fc.option(fc.oneof(odd, fc.constantFrom("=", "-", "github.com/acme/bots")), { nil: undefined }),
  run: fc.option(odd, { nil: undefined }),
  tested: fc.option(fc.record({ passed: fc.nat(999), of: fc.nat(999) }), { nil: undefined }),
  before: fc.option(before, { nil: undefined }),
});

test("no line is longer than 150 bytes, no character controls a terminal, and each part is read as it was, or its beginning", () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(entry, { selector: ({ version }) => version, minLength: 1, maxLength: 5 }),
      (entries) => {
        const log = entries.reduce<string | undefined>((before, each) => logged(before, each, 50), undefined) ?? "";
        expect(bytesOf(log) + 2).toBeLessThanOrEqual(150 * entries.length);
        expect(log).toMatch(/^[\x21-\x7e \n]*$/);
        const read = versionsIn(log).reverse();
        expect(read.map(({ version }) => version)).toEqual(entries.map(({ version }) => version));
        for (const [i, { branch = "", tested, repository = "" }] of entries.entries()) {
          expect(read[i]?.tested).toEqual(tested);
          const { version = "" } = read[i]?.before ?? {};
          expect(entries[i]?.before?.version ?? "").toMatch(new RegExp(`^${version.replace(/\u2026$/, "")}`));
          for (const [whole, found = ""] of [
            [branch, read[i]?.branch],
            [repository, read[i]?.repository],
          ] as const) {
            expect(
              Buffer.from(whole)
                .toString()
                .startsWith(found.replace(/\u2026$/, "").replace(/\ufffd+$/, "")),
            ).toBe(true);
          }
        }
      },
    ),
    { numRuns: 500 },
  );
});

test("a log that a person has edited is read as far as it is one", () => {
  expect(versionsIn(undefined)).toEqual([]);
  expect(versionsIn(7)).toEqual([]);
  const read = versionsIn("1764123456790 a b c\n\n1764123456789 - - - x/y %E4%B8 - =\nno line\n");
  expect(read.map(({ version }) => version)).toEqual(["1764123456789"]);
  expect(read[0]).toMatchObject({ tested: undefined, repository: undefined });
});
