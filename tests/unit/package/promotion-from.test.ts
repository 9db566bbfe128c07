import { spawnSync } from "node:child_process";
import * as pulumi from "@pulumi/pulumi";
import { promotionFrom } from "../../../provider";
import { mockCoze } from "../../../provider/testing";
import { valueOf } from "./mocks";

const OUTPUTS = { promotionHash: "v1:a", testedPromotionHash: "", supportVersion: "17", count: 3 };

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

test("the outputs of the stack before, under their own names or others", async () => {
  const staging = promotionFrom("acme/bots/staging", { version: "supportVersion" });
  expect(await valueOf(staging.promotionHash)).toBe("v1:a");
  // What has not passed is no mistake of the program: the gate stays shut.
  expect(await valueOf(staging.testedPromotionHash)).toBe("");
  expect(await valueOf(staging.version)).toBe("17");
});

test("a reference that the program has already", async () => {
  const staging = promotionFrom(new pulumi.StackReference("acme/bots/staging"));
  expect(await valueOf(staging.promotionHash)).toBe("v1:a");
});

test.each([
  ["version", "{}", "version", "has no output of that name"],
  ["version", '{ version: "count" }', "count", "has one that is not a string"],
])("%s %s: the error names the stack and the output", (key, names, name, problem) => {
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
  expect(stderr).toContain(`promotionFrom: ${name}: stack acme/bots/staging ${problem}. Export it there`);
});
