import { spawnSync } from "node:child_process";
import * as pulumi from "@pulumi/pulumi";
import { promotionFrom } from "../../../provider";
import { mockCoze } from "../../../provider/testing";
import { valueOf } from "./mocks";

const OUTPUTS = {
  promotionHash: "v1:a",
  testedPromotionHash: "",
  supportVersion: "17",
  count: 3,
  versions: { support: "18", sales: "19" },
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
  const { status, stderr } = spawnSync(process.execPath, ["-e", program], { encoding: "utf8" });
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
