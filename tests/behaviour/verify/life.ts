import type { Call } from "../../../emulator";
import { LIST, READ, type Scene } from "../../harness/engine/scene";

export const program = (prompt: string, more = "") => `
  const bot = new CozeBot("support", {
    name: "Support",
    promptInfo: { prompt: "${prompt}" },
    onboardingInfo: { prologue: "Hello", suggestedQuestions: ["Why?"] },
    plugins: [{ pluginId: "71", apiId: "72" }],
    modelInfoConfig: { modelId: "1", spAntiLeak: true, spCurrentTime: true, cacheType: "closed" },
    suggestReplyInfo: { replyMode: "disable" },
  });
  new CozeBotPublication("support", { bot, connectorIds: ["1024", "999"]${more} });
`;

/** A bot and its publication live through everything; nothing is drift, and nothing is done twice. */
export async function live(t: Scene): Promise<void> {
  await t.up(program("one"));
  await t.expectSilence();
  t.later();
  await t.refresh({ expectNoChanges: true });
  await t.expectSilence();
  await t.up(program("two"));
  await t.expectSilence();
  t.later();
  await t.refresh({ expectNoChanges: true });
  const bot = () => t.botNamed("Support");
  expect(bot().draft.prompt_info?.prompt).toBe("two");
  expect(bot().versions).toHaveLength(2);
  expect(Object.keys(bot().published).sort()).toEqual(["1024", "999"]);
  await t.destroy();
  expect(bot().published).toEqual({});
}

type Block = Readonly<Record<string, unknown>>;
export const dataOf = ({ answer: text = "{}" }: Call): Block => (JSON.parse(text) as { data?: Block }).data ?? {};
export const blockOf = (data: Block, key: string) => data[key] as Block;

/** The drafts that the package has read. */
export const draftsIn = (calls: readonly Call[]): Block[] =>
  calls
    .filter(({ route, query, code }) => route === READ && query["is_published"] === "false" && code === 0)
    .map(dataOf);

export const listsIn = (calls: readonly Call[], query: Block = {}): Call[] =>
  calls.filter(
    ({ route, query: asked }) => route === LIST && Object.entries(query).every(([key, of]) => asked[key] === of),
  );

export const namesIn = (list: Call) => (dataOf(list)["items"] as { name: string }[]).map(({ name }) => name);

/** The calls of a life, with other bots live on the channel whose list the package reads: by default so many that it has a second page. */
export async function callsOfLife(t: Scene, others = 20): Promise<Call[]> {
  for (let i = 1; i <= others; i++) {
    const id = t.emulator.console.createDraft(t.emulator.spaceId, { name: `Other ${i}` });
    t.emulator.console.publish(id, ["999"]);
  }
  const calls: Call[] = [];
  t.emulator.on("call", (call) => calls.push(call));
  await live(t);
  return calls;
}
