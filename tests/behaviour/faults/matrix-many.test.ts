import { writeSync } from "node:fs";
import type { FaultKind } from "../../../emulator";
import { CREATE, openScene, PUBLISH, READ, UNPUBLISH, UPDATE, type Scene } from "../../harness/engine/scene";
import { dated, FAULT_KINDS } from "./faults";
import { deadAddress } from "../../harness/listen";

// `tests/engine/faults` has the creates through the CLI. Many cells in each `up`: a bot for every fault, and every fault for its own bot.

const decidable = FAULT_KINDS.filter(({ undecidable }) => !undecidable);

let cells = 0;
let stack: Scene;
beforeAll(async () => {
  stack = await openScene();
});
afterAll(() => {
  writeSync(1, `fault matrix, many at once: ${cells} cells converge\n`);
});

/** Bots, of which each is published where `published` says so. */
const program = (prompt: string, published: boolean) => `
  for (let i = 0; i < ${decidable.length}; i++) {
    const bot = new CozeBot("b" + i, { name: "Bot " + i, promptInfo: { prompt: "${prompt}" }, deletionPolicy: "archive" });
    if (${published}) new CozeBotPublication("b" + i, { bot, connectorIds: ["1024", "999"] });
  }
`;

/** The faults, one for each bot at that call, beginning at another one for each call; returns a check that all of them hit. */
function everyBot(route: string, offset: number): () => void {
  const handles = decidable.map((_, i) => {
    const { kind } = decidable[(i + offset) % decidable.length] as { kind: FaultKind };
    const botId = stack.botNamed(`Bot ${i}`).id;
    return stack.emulator.fault({ route, botId, kind: dated(kind, stack.clock.now()) });
  });
  return () => {
    expect(handles.map(({ hits }) => hits)).toEqual(handles.map(() => 1));
    cells += handles.length;
  };
}

function expectOneEach(prompt: string, versions: number): void {
  const resources = stack.resources();
  expect(stack.emulator.bots).toHaveLength(decidable.length);
  for (let i = 0; i < decidable.length; i++) {
    const bot = stack.botNamed(`Bot ${i}`);
    expect(bot.draft.prompt_info).toEqual({ prompt });
    expect(bot.versions).toHaveLength(versions);
    expect(resources[`Bot b${i}`]?.id).toBe(bot.id);
    expect(resources[`Bot b${i}`]?.initErrors ?? []).toEqual([]);
    if (versions === 0) continue;
    expect(resources[`Publication b${i}`]?.outputs["version"]).toBe(bot.versions[0]?.version);
    expect(Object.keys(bot.published).sort()).toEqual(["1024", "999"]);
  }
}

test("creates: every fault that can be decided leaves one bot each", async () => {
  const handles = decidable.map(({ kind }, i) =>
    stack.emulator.fault({ route: CREATE, nth: i + 1, kind: dated(kind, stack.clock.now()) }),
  );
  const { text } = await stack.up(program("One", false));
  expect(text).toContain("looking for the result for up to 10 s");
  expect(handles.map(({ hits }) => hits)).toEqual(handles.map(() => 1));
  cells += handles.length;
  expectOneEach("One", 0);
  await stack.expectSilence();
});

test("first publishes: one version each", async () => {
  const allHit = everyBot(PUBLISH, 3);
  await stack.up(program("One", true));
  allHit();
  expectOneEach("One", 1);
  await stack.expectSilence();
});

test("updates, and the publishes that follow: one more version each", async () => {
  const updates = everyBot(UPDATE, 5);
  const publishes = everyBot(PUBLISH, 11);
  await stack.up(program("Two", true));
  updates();
  publishes();
  expectOneEach("Two", 2);
  await stack.expectSilence();
});

test("refresh: nothing is dropped and no drift is made up", async () => {
  const allHit = everyBot(READ, 7);
  await stack.refresh({ expectNoChanges: true });
  allHit();
  expectOneEach("Two", 2);
});

test("destroy: every channel is left and every draft is archived", async () => {
  const unpublishes = everyBot(UNPUBLISH, 2);
  const archives = everyBot(UPDATE, 9);
  await stack.destroy();
  unpublishes();
  archives();
  expect(stack.resources()).toEqual({});
  expect(stack.emulator.bots.map(({ published }) => published)).toEqual(decidable.map(() => ({})));
  const archived = stack.emulator.bots.map(({ draft }) => draft.name).sort();
  expect(archived).toEqual(decidable.map((_, i) => `del-Bot ${i}`).sort());
});

test("what cannot be decided stops and says what to look for, and the next up converges", async () => {
  const t = await openScene({ config: { allowSameName: "false" } });
  const undecidable = FAULT_KINDS.filter((fault) => fault.undecidable);
  expect(undecidable).toHaveLength(2);
  const program = `
    const a = new CozeBot("a", { name: "A" });
    const b = new CozeBot("b", { name: "B" });
    new CozeBotPublication("a", { bot: a });
    new CozeBotPublication("b", { bot: b });
  `;
  const creates = undecidable.map(({ kind }, i) => t.emulator.fault({ route: CREATE, nth: i + 1, kind }));
  const { text: create } = await t.up(program, { expect: "failure" });
  expect(creates.map(({ hits }) => hits)).toEqual([1, 1]);
  expect(create.match(/Look for a draft of this name in that workspace/g)?.length).toBeGreaterThanOrEqual(2);
  expect(t.emulator.bots).toHaveLength(0);
  expect(t.resources()).toEqual({});

  const publishes = undecidable.map(({ kind }, i) => t.emulator.fault({ route: PUBLISH, nth: i + 1, kind }));
  const { text: publish } = await t.up(undefined, { expect: "failure" });
  expect(publishes.map(({ hits }) => hits)).toEqual([1, 1]);
  expect(publish).toContain("Run `pulumi up` again");
  expect(Object.keys(t.resources()).sort()).toEqual(["Bot a", "Bot b"]);

  await t.up();
  expect(t.emulator.bots.map(({ versions }) => versions.length)).toEqual([1, 1]);
  await t.expectSilence();
  cells += 4;
});

test("an address that refuses every connection leaves nothing behind, and the next up converges", async () => {
  const t = await openScene({ config: { maxRetries: "1", allowSameName: "false" } });
  const COZE_API_BASE = await deadAddress();
  const { text } = await t.up(`new CozeBot("a", { name: "A" });`, { env: { COZE_API_BASE }, expect: "failure" });
  expect(text).toMatch(/no connection \(ECONNREFUSED\)\. Check coze:baseUrl/);
  expect(t.resources()).toEqual({});
  await t.up();
  expect(t.emulator.bots).toHaveLength(1);
  await t.expectSilence();
  cells += 1;
});
