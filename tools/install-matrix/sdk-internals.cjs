/**
 * Checks that the SDK beside this file has the internals that `provider/program/sdk-internals.ts` uses. A cell of the
 * matrix copies this file into its project.
 */
const { ok, strictEqual } = require("node:assert");
const pulumi = require("@pulumi/pulumi");
const { CozeProvider, getBot } = require("pulumi-coze");

async function main() {
  const mocks = { newResource: ({ name, inputs }) => ({ id: name, state: inputs }), call: () => ({ name: "mocked" }) };
  await pulumi.runtime.setMocks(mocks, "project", "stack", false);
  await pulumi.runtime.runInPulumiStack(async () => {
    strictEqual((await getBot({ botId: "7" })).name, "mocked");
    strictEqual(await pulumi.output(1).isKnown, true);
    errorsOfProgramsHaveNoStack();
  });
  await pulumi.runtime.disconnect();
}

function errorsOfProgramsHaveNoStack() {
  try {
    new CozeProvider("global", { tokn: "t" });
    ok(false, "there is a setting tokn");
  } catch (error) {
    ok(pulumi.RunError.isInstance(error));
    strictEqual(error.stack, error.message);
  }
}

main().then(
  () => console.log("checked"),
  (error) => {
    console.error(error);
    process.exitCode = 1;
  },
);
