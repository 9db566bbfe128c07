import { writeSync } from "node:fs";
import { CREATE } from "../../harness/routes";
import { dated, FAULT_KINDS } from "../../behaviour/faults/faults";
import { closeStacks, FAILS, openStack, startOnReservedPort, textOf, type Stack } from "../../harness/cli/scene";

// Many cells in each `up`: a bot for every fault, and every fault for its own bot.

const decidable = FAULT_KINDS.filter(({ undecidable }) => !undecidable);

jest.setTimeout(300_000);

let cells = 0;
let stack: Stack;
beforeAll(async () => {
  stack = await openStack({ timeoutSeconds: "3", allowSameName: "true" });
});
afterAll(async () => {
  await closeStacks();
  writeSync(1, `fault matrix, through the CLI: ${cells} cells converge\n`);
});

/** Bots, of which each is published where `published` says so. */
const program = (prompt: string, published: boolean) => `
  for (let i = 0; i < ${decidable.length}; i++) {
    const bot = new CozeBot("b" + i, { name: "Bot " + i, promptInfo: { prompt: "${prompt}" }, deletionPolicy: "archive" });
    if (${published}) new CozeBotPublication("b" + i, { bot, connectorIds: ["1024", "999"] });
  }
`;

async function expectOneEach(prompt: string, versions: number): Promise<void> {
  const resources = await stack.resources();
  expect(stack.emulator.bots).toHaveLength(decidable.length);
  for (let i = 0; i < decidable.length; i++) {
    const bot = stack.botNamed(`Bot ${i}`);
    expect(bot.draft.prompt_info).toEqual({ prompt });
    expect(bot.versions).toHaveLength(versions);
    expect(resources[`Bot b${i}`]?.id).toBe(bot.id);
    expect(resources[`Bot b${i}`]?.initErrors ?? []).toEqual([]);
    if (versions === 0) continue;
    expect(resources[`Publication b${i}`]?.outputs?.version).toBe(bot.versions[0]?.version);
    expect(Object.keys(bot.published).sort()).toEqual(["1024", "999"]);
  }
}

test("creates: every fault that can be decided leaves one bot each", async () => {
  const handles = decidable.map(({ kind }, i) =>
    stack.emulator.fault({ route: CREATE, nth: i + 1, kind: dated(kind, Date.now()) }),
  );
  await stack.write(program("One", false));
  const text = await textOf(stack.ws.up());
  expect(text).toContain("looking for the result for up to 10 s");
  expect(handles.map(({ hits }) => hits)).toEqual(handles.map(() => 1));
  cells += handles.length;
  await expectOneEach("One", 0);
  await stack.expectSilence();
});

test("a server that refuses every connection leaves nothing behind, and the next up converges", async () => {
  const t = await openStack({ maxRetries: "1" }, undefined, startOnReservedPort);
  await t.write(`new CozeBot("a", { name: "A" });`);
  await t.emulator.refuse();
  expect(await textOf(t.ws.up(FAILS))).toMatch(/no connection \(ECONNREFUSED\)\. Check coze:baseUrl/);
  expect(await t.resources()).toEqual({});
  await t.emulator.accept();
  await t.ws.up();
  expect(t.emulator.bots).toHaveLength(1);
  await t.expectSilence();
  cells += 1;
});
