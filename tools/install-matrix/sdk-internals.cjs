/**
 * Checks what `provider/program/sdk-internals.ts` uses of the SDK that is installed beside this file. A cell of the matrix copies it into
 * its project.
 */
const { match, ok, strictEqual } = require("node:assert");
const pulumi = require("@pulumi/pulumi");
const { CozeBot, CozeProvider, getBot } = require("pulumi-coze");

async function main() {
  const mocks = { newResource: ({ name, inputs }) => ({ id: name, state: inputs }), call: () => ({ name: "mocked" }) };
  await pulumi.runtime.setMocks(mocks, "project", "stack", false);
  await pulumi.runtime.runInPulumiStack(async () => {
    stacksArePaused();
    undeclaredOutputsAreShared();
    strictEqual((await getBot({ botId: "7" })).name, "mocked");
    strictEqual(await pulumi.output(1).isKnown, true);
    errorsOfProgramsHaveNoStack();
  });
  await pulumi.runtime.disconnect();
}

/** The SDK formats stacks in a constructor, and with the limit at 0 none of them has a frame but that of the source position. */
function stacksArePaused() {
  const withFrames = (construct) => {
    let count = 0;
    Error.prepareStackTrace = (error, frames) => {
      if (frames.length > 0) count++;
      return String(error);
    };
    construct();
    Error.prepareStackTrace = undefined;
    return count;
  };
  const limit = Error.stackTraceLimit;
  const paused = withFrames(() => new CozeBot("support", { name: "Support" }));
  strictEqual(Error.stackTraceLimit, limit);
  process.env.PULUMI_DEBUG_PROMISE_LEAKS = "1";
  const formatted = withFrames(() => new CozeBot("support", { name: "Support" }));
  delete process.env.PULUMI_DEBUG_PROMISE_LEAKS;
  ok(paused <= 2, `${paused} stacks are formatted`);
  ok(formatted > 20, `only ${formatted} stacks are formatted without the pause`);
  try {
    new CozeBot("", { name: "Support" });
    ok(false, "a resource needs no name");
  } catch (error) {
    match(error.stack, /Missing resource name[^]*sdk-internals\.cjs/);
  }
}

/** Two outputs that no program declares are the same object, unless the state may have a value for them. */
function undeclaredOutputsAreShared() {
  const sharesOutputs = (opts) => {
    const { description, plugins } = new CozeBot("support", { name: "Support" }, opts);
    return description === plugins;
  };
  strictEqual(sharesOutputs(), true);
  strictEqual(sharesOutputs({ ignoreChanges: ["description"] }), false);
  pulumi.runtime.registerStackTransformation(() => undefined);
  strictEqual(sharesOutputs(), false);
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
