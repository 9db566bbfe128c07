import { spawnSync } from "node:child_process";
import * as pulumi from "@pulumi/pulumi";
import { promotionFrom } from "../../../provider";
import { mockCoze } from "../../../provider/testing";
import { LATE_MODULES } from "../../harness/cli/environment";
import { valueOf } from "./mocks";

const OUTPUTS = {
  promotionHash: "v1:a",
  testedPromotionHash: "",
  supportVersion: "17",
  count: 3,
  versions: { support: "18", sales: "19" },
  published: {
    hash: "v1:b",
    version: "17",
    commit: "a1b2c3d4e5f6",
    tested: { passed: 2, of: 2 },
    before: { version: "9" },
  },
  inLoop: { support: { hash: "v1:c", version: "18" }, odd: "v1:d" },
  hashes: { support: "v1:e" },
};

beforeEach(() =>
  pulumi.runtime.setMocks(
    mockCoze({
      others: {
        newResource: ({ name, inputs }) => ({
          id: name,
          state: { ...(inputs as object), name, outputs: OUTPUTS, secretOutputNames: [] },
        }),
        call: () => ({}),
      },
    }),
    "bots",
    "prod",
  ),
);

/** What a program prints that uses the output. */
function failureOf(key: string, names: string): string {
  const program = `
    const pulumi = require("@pulumi/pulumi");
    const { promotionFrom } = require("pulumi-coze");
    const outputs = ${JSON.stringify(OUTPUTS)};
    const newResource = ({ name, inputs }) => ({ id: name, state: { ...inputs, name, outputs, secretOutputNames: [] } });
    pulumi.runtime.setMocks({ newResource, call: () => ({}) }).then(() => {
      promotionFrom("acme/bots/staging", ${names}).${key}.apply(() => undefined);
    });`;
  const { status, stderr } = spawnSync(process.execPath, ["-e", program], {
    env: { NODE_OPTIONS: LATE_MODULES },
    encoding: "utf8",
  });
  expect(status).not.toBe(0);
  return stderr;
}

test("the outputs of the stack before, under their own names or others", async () => {
  const staging = promotionFrom("acme/bots/staging", { version: "supportVersion" });
  expect(await valueOf(staging.promotionHash)).toBe("v1:a");
  // What has not passed is no mistake of the program: the gate stays shut.
  expect(await valueOf(staging.testedPromotionHash)).toBe("");
  expect(await valueOf(staging.version)).toBe("17");
});

test("of bots that are made in a loop, one by its key", async () => {
  const staging = promotionFrom("acme/bots/staging", { version: "versions" });
  expect(await valueOf(staging.of("support").version)).toBe("18");
  expect(await valueOf(staging.of("sales").version)).toBe("19");
});

test("the whole promotion, with the name of its stack", async () => {
  const staging = promotionFrom("acme/bots/staging", { promotion: "published" });
  expect(await valueOf(staging.promotion)).toEqual({ ...OUTPUTS.published, stack: "acme/bots/staging" });
  const inLoop = promotionFrom("acme/bots/loop", { promotion: "inLoop", promotionHash: "hashes" });
  expect(await valueOf(inLoop.of("support").promotion)).toMatchObject({ hash: "v1:c", stack: "acme/bots/loop" });
});

test("of a stack that exports the hash alone, the promotion has the hash alone", async () => {
  expect(await valueOf(promotionFrom("acme/bots/staging").promotion)).toEqual({ hash: "v1:a" });
  const inLoop = promotionFrom("acme/bots/loop", { promotionHash: "hashes" });
  expect(await valueOf(inLoop.of("support").promotion)).toEqual({ hash: "v1:e" });
});

test("a reference that the program has already", async () => {
  const staging = promotionFrom(new pulumi.StackReference("acme/bots/staging"));
  expect(await valueOf(staging.promotionHash)).toBe("v1:a");
});

test.each([
  ["version", "{}", "version", "has no output of that name"],
  ["version", '{ version: "count" }', "count", "has one that is not a string"],
  ["of('support').version", "{}", "version", "has no output of that name"],
])("%s %s: the error names the stack and the output", (key, names, name, problem) => {
  expect(failureOf(key, names)).toContain(
    `promotionFrom: ${name}: stack acme/bots/staging ${problem}. Export it there`,
  );
});
test.each([
  ["version", "versions", "has a record. Name the bot by its key there, as in `promotionFrom(…).of(key)`"],
  ["of('other').version", "versions", 'has no text for "other" in it. Export a record there'],
  ["of('support').version", "supportVersion", 'has no text for "support" in it. Export a record there'],
])("%s of %s: the error says how to name a bot", (key, name, problem) => {
  expect(failureOf(key, `{ version: "${name}" }`)).toContain(
    `promotionFrom: ${name}: stack acme/bots/staging ${problem}`,
  );
});

test.each([
  ["promotion", "inLoop", "has a record. Name the bot by its key there"],
  ["of('odd').promotion", "inLoop", 'has no promotion for "odd" in it. Export a record there'],
  ["promotion", "count", "has one that is not the `promotion` of a publication. Export it there"],
])("%s of %s: the error says what is to be exported", (key, name, problem) => {
  expect(failureOf(key, `{ promotion: "${name}" }`)).toContain(
    `promotionFrom: ${name}: stack acme/bots/staging ${problem}`,
  );
});
test("neither a promotion nor a hash: the error names the promotion", () => {
  expect(failureOf("promotion", '{ promotionHash: "none" }')).toContain(
    "promotionFrom: promotion: stack acme/bots/staging has no output of that name",
  );
});
