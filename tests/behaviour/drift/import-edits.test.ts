import type { Outcome, Program } from "../../harness/engine/engine";
import { urnOf } from "../../harness/engine/names";
import { openScene, PUBLISH, UNPUBLISH, UPDATE, writesOf, type Scene } from "../../harness/engine/scene";

type Inputs = Readonly<Record<string, unknown>>;

let t: Scene;
let botId: string;
let version: string;
let stack: Stack;
beforeEach(async () => {
  t = await openScene();
  const content = { name: "Old", description: "Theirs", prompt_info: { prompt: "Be old." } };
  botId = t.emulator.console.createDraft(t.emulator.spaceId, content, { ageSeconds: 600 });
  version = t.emulator.console.publish(botId, ["1024", "999"]);
  stack = new Stack();
});

interface Up {
  /** The kinds of what is updated. */
  readonly updates: readonly string[];
  readonly writes: readonly string[];
}

/** A bot and its publication with the plugin, imported by their first run. */
class Stack {
  lines: readonly string[] = [];

  async up(bot: Inputs = {}, live: Inputs = {}): Promise<Up> {
    t.emulator.clearCalls();
    const outcome = await t.engine.up(this.program(bot, live));
    expect(outcome.error).toBeUndefined();
    this.lines = outcome.lines;
    return { updates: updatesOf(outcome), writes: writesOf(t.emulator.calls) };
  }

  async preview(bot: Inputs, live: Inputs): Promise<readonly string[]> {
    const outcome = await t.engine.preview(this.program(bot, live));
    expect(outcome.error).toBeUndefined();
    this.lines = outcome.lines;
    return updatesOf(outcome);
  }

  /** The run ends after the bot. */
  async upOfBotAlone(bot: Inputs): Promise<void> {
    const outcome = await t.engine.up(this.program(bot, {}), { targets: [urnOf("coze:index:Bot", "old")] });
    expect(outcome.error).toBeUndefined();
  }

  async refresh(): Promise<void> {
    t.later();
    expect((await t.engine.refresh()).error).toBeUndefined();
  }

  outputsOf(kind: string): Inputs {
    return t.engine.state.live.get(urnOf(`coze:index:${kind}`, "old"))?.outputs ?? {};
  }

  private program(bot: Inputs, live: Inputs): Program {
    return async (deployment) => {
      const register = (kind: string, inputs: Inputs, dependencies: string[]) =>
        deployment.register({
          type: `coze:index:${kind}`,
          urn: urnOf(`coze:index:${kind}`, "old"),
          custom: true,
          inputs: { ...inputs, __resource: "old" },
          dependencies,
          propertyDependencies: {},
          import: botId,
        });
      const made = await register("Bot", { name: "Old", promptInfo: { prompt: "Be old." }, ...bot }, []);
      const { contentHash, promotionHash, spaceId } = made.outputs;
      const ofBot = { botId: made.id, contentHash, promotionHash, spaceId };
      await register("Publication", { connectorIds: ["API", "ChatSDK"], ...ofBot, ...live }, [made.urn]);
      return undefined;
    };
  }
}

const updatesOf = ({ steps }: Outcome): string[] =>
  steps.filter(({ op }) => op === "update").map(({ urn }) => /:(\w+)::old$/.exec(urn)?.[1] ?? urn);

const SILENT: Up = { updates: [], writes: [] };

const liveOn = (): string[] => Object.keys(t.bot.published);

test.each([
  ["at once", false],
  ["after a run without a change", true],
])("a channel that leaves the program is one unpublish, which the preview says: %s", async (_when, isSeen) => {
  if (isSeen) expect(await stack.up()).toEqual(SILENT);
  expect(await stack.preview({}, { connectorIds: ["API"] })).toEqual(["Publication"]);
  expect(stack.lines.join()).toContain("the bot is taken off channel 999, which connectorIds does not have");
  const gone = await stack.up({}, { connectorIds: ["API"] });
  expect(gone).toEqual({ updates: ["Publication"], writes: [UNPUBLISH] });
  expect(liveOn()).toEqual(["1024"]);
  expect(stack.outputsOf("Publication")).toMatchObject({ connectorIds: ["1024"], version });
  expect(await stack.up({}, { connectorIds: ["API"] })).toEqual(SILENT);
});

test("the first triggers publish, and so do the next ones", async () => {
  expect(await stack.up()).toEqual(SILENT);
  expect(await stack.up({}, { triggers: [1] })).toEqual({ updates: ["Publication"], writes: [PUBLISH] });
  expect(await stack.up({}, { triggers: [1] })).toEqual(SILENT);
  expect(await stack.up({}, { triggers: [2] })).toEqual({ updates: ["Publication"], writes: [PUBLISH] });
});

test("a reason for the unpublish is recorded without a call, and then given", async () => {
  const reason = { unpublishReason: "Replaced" };
  expect(await stack.up({}, reason)).toEqual({ updates: ["Publication"], writes: [] });
  await stack.up({}, { ...reason, connectorIds: ["API"] });
  const [call] = t.emulator.calls.filter(({ route }) => route === UNPUBLISH);
  expect(call?.body).toMatchObject({ unpublish_reason: "Replaced" });
});

describe("what is no content publishes nothing", () => {
  const fail = { deletionPolicy: "fail" };
  const ofPolicy = { updates: ["Bot"], writes: [] };

  test.each([
    ["at once", (): Promise<void> => Promise.resolve()],
    ["after a run without a change", async () => expect(await stack.up()).toEqual(SILENT)],
    ["after a refresh", () => stack.refresh()],
  ])("the deletion policy, %s, and later a refresh and other settings", async (_when, first) => {
    await first();
    expect(await stack.up(fail)).toEqual(ofPolicy);
    expect(await stack.up(fail)).toEqual(SILENT);
    await stack.refresh();
    expect(await stack.up(fail, { unpublishOnDelete: false })).toEqual({
      ...SILENT,
      updates: ["Publication"],
    });
    expect(await stack.up({}, { unpublishOnDelete: false })).toEqual(ofPolicy);
    // An edit of the content still does.
    expect(await stack.up({ promptInfo: { prompt: "Be new." } }, { unpublishOnDelete: false })).toEqual({
      updates: ["Bot", "Publication"],
      writes: [UPDATE, PUBLISH],
    });
  });

  test("the deletion policy in a run that ends after the bot", async () => {
    await stack.up();
    await stack.upOfBotAlone(fail);
    expect(await stack.up(fail)).toEqual(SILENT);
  });

  test("the deletion policy of a bot that is imported again beside its publication", async () => {
    await stack.up({ promptInfo: { prompt: "Be new." } });
    const again = { promptInfo: { prompt: "Be new." }, ...fail };
    t.engine.state.live.delete(urnOf("coze:index:Bot", "old"));
    expect(await stack.up(again)).toEqual(ofPolicy);
    expect(await stack.up(again)).toEqual(SILENT);
  });
});

test("a field that is no longer declared, in a run that ended after the bot, is published by the next one", async () => {
  const whole = { description: "Theirs", deletionPolicy: "fail" };
  await stack.up(whole);
  expect(await stack.up(whole)).toEqual(SILENT);
  await stack.upOfBotAlone({ deletionPolicy: "fail" });
  expect((await stack.up({ deletionPolicy: "fail" })).writes).toEqual([PUBLISH]);
});

test("a publish from outside is repaired, as without an import", async () => {
  await stack.up();
  t.emulator.console.publish(botId, ["1024", "999"]);
  await stack.refresh();
  expect(await stack.up()).toEqual({ updates: ["Publication"], writes: [PUBLISH] });
  expect(await stack.up()).toEqual(SILENT);
});

test("no gate opens for what may never have been live", async () => {
  t.emulator.console.editDraft(botId, { prompt_info: { prompt: "Never live." } });
  await stack.up({ promptInfo: { prompt: "Never live." } });
  expect(stack.outputsOf("Publication")).toMatchObject({ promotionHash: "" });
  await stack.up({ promptInfo: { prompt: "Never live." } }, { unpublishReason: "Why" });
  expect(stack.outputsOf("Publication")).toMatchObject({ promotionHash: "" });
});
