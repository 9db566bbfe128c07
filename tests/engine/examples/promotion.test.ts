import type { PublishedPromotion } from "../../../provider";
import { CREATE, type Example, openExample, PUBLISH, UPDATE, writesOf } from "./harness";

// `tests/behaviour/acceptance/{gate,promotion}` have the rest, and `tests/unit/package/promotion-from` a stack that has published nothing.

const STACKS = ["dev", "staging", "prod"] as const;
type Stack = (typeof STACKS)[number];
const WORKSPACES = ["Customer service dev", "Customer service staging", "Customer service"];
type Outputs = Record<"version" | "promotionHash" | "versionBefore", string> & { promotion: PublishedPromotion };
const NAMES: Record<Stack, string> = { dev: "Support dev", staging: "Support staging", prod: "Support" };

describe("one program in three stacks", () => {
  let t: Example;

  beforeAll(async () => {
    t = await openExample("promotion");
    const { emulator } = t;
    const spaces = WORKSPACES.map((name) => emulator.addSpace([emulator.token], name));
    for (const spaceId of spaces) {
      // A longer name that holds the right one, and one that nobody has published: neither is the one that is asked for.
      for (const name of ["Support FAQ", "Support FAQ, old"]) emulator.knowledge.createDataset(spaceId, { name });
      emulator.library.createWorkflow(spaceId, { name: "refund_order" });
      emulator.library.createWorkflow(spaceId, { name: "refund_order", version: "v0.0.1" });
    }
    const tools = [{ name: "search" }, { name: "summarize" }];
    emulator.library.createPlugin(emulator.spaceId, { id: "7311989349275530101", name: "Web", tools });
  });

  const bot = (stack: Stack) => t.botNamed(NAMES[stack]);
  const prompt = (stack: Stack) => bot(stack).published["1024"]?.config.prompt_info?.prompt;
  const outputs = async (stack: Stack) => {
    t.ws.selectStack(stack);
    return (await t.ws.outputs()) as Outputs;
  };
  const up = (stack: Stack, options = {}) => {
    t.ws.selectStack(stack);
    return t.up(undefined, options);
  };
  const addLine = (line: string) => t.edit("prompts/support.md", (text) => `${text}- ${line}\n`);

  test("publish the same content, each with what its own space has", async () => {
    for (const stack of STACKS) expect(writesOf((await up(stack)).log)).toEqual([CREATE, UPDATE, PUBLISH]);
    const [dev, staging, prod] = [await outputs("dev"), await outputs("staging"), await outputs("prod")];
    expect([staging.versionBefore, prod.versionBefore]).toEqual([dev.version, staging.version]);
    expect([staging.promotionHash, prod.promotionHash]).toEqual([dev.promotionHash, dev.promotionHash]);
    const { hash, before, ...published } = staging.promotion;
    expect([hash, before?.version, dev.promotion.before]).toEqual([dev.promotionHash, dev.version, undefined]);
    expect(published).toMatchObject({ version: staging.version });
    // What prod has taken over is what staging shows of itself.
    const taken = { ...published, stack: "organization/coze/staging" };
    expect(prod.promotion).toMatchObject({ version: prod.version, hash: prod.promotionHash, before: taken });
    expect(new Set(STACKS.map((stack) => bot(stack).spaceId)).size).toBe(3);
    expect(new Set(STACKS.map((stack) => JSON.stringify(bot(stack).draft.knowledge?.dataset_ids))).size).toBe(3);
    for (const stack of STACKS) {
      const { plugin_id_list: plugins, workflow_id_list: workflows } = bot(stack).draft;
      expect([plugins?.id_list?.length, workflows?.ids?.length]).toEqual([1, 1]);
    }
    for (const stack of STACKS) expect(prompt(stack)).toBe(await t.read("prompts/support.md"));
  });

  test("an edit is refused in prod's preview, before anything is touched", async () => {
    const { promotionHash } = await outputs("staging");
    await addLine("Answer in the language of the question.");
    const { text, log } = await up("prod", { withPreview: true, expect: "failure" });
    const [, required, own] =
      /has published "(v1:\w+)", and this bot is "(v1:\w+)"\. Run `pulumi up` of/.exec(text) ?? [];
    expect(required).toBe(promotionHash);
    expect(own).toMatch(/^v1:[0-9a-f]{64}$/);
    expect(own).not.toBe(required);
    expect(text).toContain("in that stack first, test it there, then run this again");
    expect(writesOf(log)).toEqual([]);
  });
});
