import { CREATE, CREATE_DOCUMENT, LIST, openScene, PUBLISH, UPDATE, type Scene } from "../../harness/engine/scene";
import { until } from "../../harness/until";

// `tests/engine/crash` kills the real processes at some of these points.

const HELD_MS = 600_000;

const program = (prompt = "Be kind.", more = "") => `
  const bot = new CozeBot("support", {
    name: "Support", promptInfo: { prompt: ${JSON.stringify(prompt)} }, knowledge: { datasetIds: ["71"] }, ${more}
  });
  new CozeBotPublication("support", { bot, connectorIds: ["1024", "999"] });
`;

type Moment = "before" | "after";

/** Runs that nobody sees the end of. They end once their servers are closed, which the scene does first. */
const cutOff: Promise<unknown>[] = [];
afterAll(() => Promise.all(cutOff));

const openTested = (): Promise<Scene> => openScene({ config: { allowSameName: "false" } });

/**
 * Runs `up` and cuts it off at a call: `after` the server has acted on it and has not answered yet, or `before` it has acted,
 * which is when the answer to the call before it has arrived and nothing else has.
 */
async function crash(t: Scene, source: string, route: string, when: Moment): Promise<void> {
  const fault = t.emulator.fault({ route, kind: { delayMs: HELD_MS, when } });
  cutOff.push(t.up(source, { expect: "any" }).catch(() => undefined));
  const held = () => t.emulator.calls.some((call) => call.route === route && call.fault !== undefined);
  await until(() => held() && (when === "before" || t.emulator.calls.at(-1)?.handled === true));
  expect(fault.hits).toBe(1);
  t.crash();
}

async function expectOneConsistentBot(t: Scene, versions: number): Promise<void> {
  const [bot, ...others] = t.emulator.bots;
  expect(others).toEqual([]);
  const resources = t.resources();
  expect(resources["Bot support"]?.id).toBe(bot?.id);
  expect(resources["Publication support"]?.outputs["version"]).toBe(bot?.versions[0]?.version);
  expect(bot?.versions).toHaveLength(versions);
  expect(bot?.draft.knowledge).toMatchObject({ dataset_ids: ["71"] });
  await t.expectSilence();
}

test.each([
  { route: LIST, when: "after" },
  { route: CREATE, when: "before" },
] as const)(
  "killed $when the server acted on $route, nothing was made, and the next up makes it",
  async ({ route, when }) => {
    const t = await openTested();
    await crash(t, program(), route, when);
    expect(t.emulator.bots).toHaveLength(0);
    await t.up();
    await expectOneConsistentBot(t, 1);
  },
);

test.each([
  { route: CREATE, when: "after" },
  { route: UPDATE, when: "before" },
  { route: UPDATE, when: "after" },
] as const)(
  "killed $when the server acted on $route, the next up names the bot, and adopting it leaves one",
  async ({ route, when }) => {
    const t = await openTested();
    await crash(t, program(), route, when);
    expect(t.emulator.bots).toHaveLength(1);
    expect(t.resources()).toEqual({});
    const id = t.emulator.bots[0]?.id ?? "";

    const { text } = await t.up(undefined, { expect: "failure" });
    expect(text).toContain("a run before this one may have been cut off before it could record it");
    expect(text).toContain(`Adopt it with botId: "${id}"`);
    expect(t.emulator.bots).toHaveLength(1);

    await t.up(program("Be kind.", `botId: "${id}"`));
    await expectOneConsistentBot(t, 1);
    await t.expectSilence(program());
  },
);

test("after such a crash coze:allowSameName makes another bot, as asked", async () => {
  const t = await openTested();
  await crash(t, program(), CREATE, "after");
  const [leftover] = t.emulator.bots;
  t.setConfig("coze:allowSameName", "true");
  await t.up();
  expect(t.emulator.bots).toHaveLength(2);
  const { "Bot support": bot } = t.resources();
  expect(bot?.id).toBe(t.emulator.bots[1]?.id);
  expect(bot?.id).not.toBe(leftover?.id);
  await t.expectSilence();
});

test("killed before the server acted on the first publish, the next up publishes, once", async () => {
  const t = await openTested();
  await crash(t, program(), PUBLISH, "before");
  expect(Object.keys(t.resources())).toContain("Bot support");
  await t.up();
  await expectOneConsistentBot(t, 1);
});

test("killed after the server acted on the first publish, the next up publishes the same content once more", async () => {
  const t = await openTested();
  await crash(t, program(), PUBLISH, "after");
  const unrecorded = t.emulator.bots[0]?.versions[0]?.version;
  await t.up();
  await expectOneConsistentBot(t, 2);
  expect(t.emulator.bots[0]?.versions[1]?.version).toBe(unrecorded);
  await t.refresh({ expectNoChanges: true });
});

test("after such a crash adoptVersion records what is live, without another version", async () => {
  const t = await openTested();
  await crash(t, program(), PUBLISH, "after");
  const version = t.emulator.bots[0]?.versions[0]?.version ?? "";
  await t.up(program().replace('["1024", "999"]', `["1024", "999"], adoptVersion: "${version}"`));
  await t.up(program());
  await expectOneConsistentBot(t, 1);
});

test.each([
  { route: UPDATE, when: "before", versions: 2 },
  { route: UPDATE, when: "after", versions: 2 },
  { route: PUBLISH, when: "before", versions: 2 },
  { route: PUBLISH, when: "after", versions: 3 },
] as const)(
  "an edit killed $when the server acted on $route is finished by the next up",
  async ({ route, when, versions }) => {
    const t = await openTested();
    await t.up(program());
    await crash(t, program("Be brief."), route, when);
    await t.up();
    await expectOneConsistentBot(t, versions);
    expect(t.emulator.bots[0]?.published["1024"]?.config.prompt_info).toEqual({ prompt: "Be brief." });
  },
);

test("killed after the server acted on a document, the next up names it, and without it puts the document in once", async () => {
  const t = await openTested();
  const documents = (text: string): string => `
    const faq = new CozeDataset("faq", { name: "FAQ" });
    const source = (text) => new pulumi.asset.StringAsset(text);
    new CozeDocument("hours", { dataset: faq, name: "hours.txt", source: source("On weekdays.") });
    new CozeDocument("prices", { dataset: faq, name: "prices.txt", source: source("${text}") });
  `;
  await t.up(documents("10"));
  const { knowledge } = t.emulator;
  const named = () => knowledge.documents.filter(({ name }) => name === "prices.txt");
  const [recorded] = named();
  await crash(t, documents("12"), CREATE_DOCUMENT, "after");
  const [left] = named().filter(({ id }) => id !== recorded?.id);
  const stopped = await t.up(documents("12"), { expect: "failure" });
  expect(stopped.text).toContain(`Document ${left?.id} of knowledge base`);
  expect(stopped.text).toContain("Delete it in the Coze console, or create another one anyway");
  expect(stopped.calls).not.toContain(CREATE_DOCUMENT);
  t.emulator.knowledge.deleteDocument(left?.id ?? "");
  await t.up();
  expect(named()).toHaveLength(1);
  await t.expectSilence();

  // Of a document that is replaced whatever its diff says, Pulumi does not tell which it is.
  const prices = t.resources()["Document prices"]?.urn ?? "";
  const replaced = await t.up(undefined, { replace: [prices], expect: "failure" });
  expect(replaced.text).toContain("or it is the one that `--replace` is to replace");
  t.setConfig("coze:allowSameName", "true");
  await t.up(undefined, { replace: [prices] });
  expect(named()).toHaveLength(1);
});
