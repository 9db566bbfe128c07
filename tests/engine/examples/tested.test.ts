import { CHAT } from "../../harness/routes";
import { CREATE, type Example, openExample, PUBLISH, UPDATE, writesOf } from "./harness";

// `tests/engine/gate/bot-test` has an edit that was mended, and `tests/behaviour/acceptance/gate` how it passes the gate.

type Stack = "staging" | "prod";
const NAMES: Record<Stack, string> = { staging: "Support staging", prod: "Support" };
const CHATS = [CHAT, CHAT, CHAT];

describe("draft, test, publish; then staging, prod", () => {
  let t: Example;
  beforeAll(async () => {
    t = await openExample("tested");
    const { spaceId, otherSpaceId } = t.emulator;
    await t.configure({ "coze:spaceId": spaceId }, "staging");
    await t.configure({ "coze:spaceId": otherSpaceId }, "prod");
  });

  const up = (stack: Stack, options = {}) => {
    t.ws.selectStack(stack);
    return t.up(undefined, options);
  };
  const live = (stack: Stack) => t.botNamed(NAMES[stack]).published["1024"]?.config.prompt_info?.prompt;
  const testedHash = async () => (await t.ws.outputs())["testedPromotionHash"];
  /** The emulated bot answers with the first line of its prompt, and the question. */
  const begin = (line: string) =>
    t.edit("prompts/support.md", (text) => [line, ...text.split("\n").slice(1)].join("\n"));

  test("what passes in staging is published there, and passes the gate of prod", async () => {
    expect(writesOf((await up("staging")).log)).toEqual([CREATE, ...CHATS, PUBLISH]);
    const hash = await testedHash();
    expect(hash).toMatch(/^v1:/);
    expect(writesOf((await up("prod")).log)).toEqual([CREATE, ...CHATS, PUBLISH]);
    expect(await testedHash()).toBe(hash);
    expect(live("prod")).toBe(live("staging"));
  });

  test("what fails in staging is published neither there nor in prod", async () => {
    const before = live("staging");
    await begin("As an AI, you answer questions.");
    const failed = await up("staging", { expect: "failure" });
    expect(writesOf(failed.log)).toEqual([UPDATE, ...CHATS]);
    expect(failed.text).toContain("1 of 2 cases failed");
    expect(failed.text).toContain('notContains "as an AI", ignoring case, does not hold');
    // In the log, and not in the reason, which the state keeps.
    expect(failed.text).toMatch(/answered "As an AI/);
    const refused = await up("prod", { withPreview: true, expect: "failure" });
    expect(refused.text).toContain("requirePromotionHash: the stack that it comes from has published");
    expect(refused.calls).toEqual([]);
    expect([live("staging"), live("prod")]).toEqual([before, before]);
  });
});
