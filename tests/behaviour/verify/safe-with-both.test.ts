import type { Call } from "../../../emulator";
import type { FaultSpec } from "../../../emulator/faults/fault";
import type { defaultSettings } from "../../../emulator/settings";
import { QUESTIONS } from "../../../verify/questions";
import { judge } from "../../../verify/question";
import { CHAT, CREATE, LIST, openScene, PUBLISH, READ, UPDATE, type Scene } from "../../harness/engine/scene";
import { botOf, questionOf } from "./test-bot";
import { blockOf, callsOfLife, dataOf, draftsIn, listsIn, live, namesIn, program } from "./life";

const lasting = (route: string, kind: object): FaultSpec => ({ route, times: Infinity, ...kind }) as FaultSpec;
const answer = (data: unknown) => ({ status: 200, body: { code: 0, msg: "", data } });

/** Fails where the emulator answers a question as expected. */
async function expectOther(t: Scene, id: string): Promise<void> {
  expect(await judge(botOf(t.emulator), questionOf(id))).toMatchObject({ verdict: "differs" });
}

/** A setting with which Coze gives the other answer, and whether the package was given it. */
interface Other {
  readonly quirks: Partial<typeof defaultSettings.quirks>;
  readonly isMet: (calls: readonly Call[]) => boolean;
}

const LIVES: Readonly<Record<string, Other>> = {
  // The newest bot is on the second page.
  "list-order": {
    quirks: { oldestFirst: true },
    isMet: (calls) => listsIn(calls, { page_num: "2" }).some((list) => namesIn(list).includes("Support")),
  },
  "tool-ids": {
    quirks: { zeroApiIds: true },
    isMet: (calls) => draftsIn(calls).some((draft) => JSON.stringify(draft).includes('"api_id":"0"')),
  },
  "onboarding-case": {
    quirks: { pascalOnboarding: true },
    isMet: (calls) => draftsIn(calls).some((draft) => "Prologue" in blockOf(draft, "onboarding_info")),
  },
  "empty-blocks": {
    quirks: { omitEmptyBlocks: true },
    isMet: (calls) => draftsIn(calls).some((draft) => !("workflow_info_list" in draft)),
  },
  "questions-when-disabled": {
    quirks: { hideQuestionsWhenDisabled: true },
    isMet: (calls) => draftsIn(calls).some((draft) => !("suggested_questions" in blockOf(draft, "onboarding_info"))),
  },
  "model-switches-readable": {
    quirks: { hideModelSwitches: true },
    isMet: (calls) => draftsIn(calls).some((draft) => !("sp_anti_leak" in blockOf(draft, "model_info"))),
  },
};

const OTHERS: Readonly<Record<string, () => Promise<void>>> = {
  "unknown-route": async () => {
    const t = await openScene();
    t.emulator.fault({ route: CREATE, code: 4200 });
    expect((await t.up(program("one"), { expect: "failure" })).text).toContain("4200");
    await live(t);
  },
  "unknown-bot": async () => {
    const t = await openScene();
    await t.up(program("one"));
    t.later();
    t.emulator.fault(lasting(READ, { code: 4101 }));
    expect((await t.refresh({ expect: "failure" })).text).toContain("4101");
    t.emulator.clearFaults();
    expect(Object.keys(t.resources()).sort()).toEqual(["Bot support", "Publication support"]);
    await t.refresh({ expectNoChanges: true });
  },
  "list-total": async () => {
    const t = await openScene({ config: { allowSameName: "false" } });
    t.emulator.fault(lasting(LIST, answer({ items: [] })));
    const { calls } = await t.up(program("one"));
    expect(calls).toContain(LIST);
    await t.expectSilence();
  },
  "newer-reads": async () => {
    const t = await openScene({ emulator: { quirks: { olderReadsOnly: true } } });
    await t.up(program("one").replace(', connectorIds: ["1024", "999"]', ""));
    await t.expectSilence();
    t.later();
    const { text } = await t.refresh({ expect: "failure" });
    expect(text).toContain("that server does not have this call");
    expect(Object.keys(t.resources()).sort()).toEqual(["Bot support", "Publication support"]);
    await t.expectSilence();
  },
  "large-page": async () => {
    const t = await openScene({ emulator: { maxPageSize: 20 } });
    await expectOther(t, "large-page");
    const lists = listsIn(await callsOfLife(t));
    expect(new Set(lists.map(({ query }) => query["page_size"]))).toEqual(new Set(["20"]));
    expect(new Set(lists.map(({ query }) => query["page_num"]))).toEqual(new Set(["1", "2"]));
  },
  "page-past-end": async () => {
    const t = await openScene({ emulator: { quirks: { refusePagesPastEnd: true } } });
    await expectOther(t, "page-past-end");
    const lists = listsIn(await callsOfLife(t, 19));
    // The only page is full, and the refusal of the next one is the end.
    expect(lists.some((list) => namesIn(list).length === 20)).toBe(true);
    expect(new Set(lists.map(({ query }) => query["page_num"]))).toEqual(new Set(["1", "2"]));
  },
  "lists-overlap": async () => {
    const t = await openScene({ emulator: { quirks: { exclusiveLists: true } } });
    await t.up(program("one"));
    t.later();
    // The draft is newer than what is live, and no different.
    t.emulator.console.editDraft(t.bot.id, {});
    const { log } = await t.refresh({ expectNoChanges: true });
    const namesOf = (status: string) => listsIn(log, { connector_id: "999", publish_status: status }).map(namesIn);
    expect([namesOf("published_online"), namesOf("published_draft")]).toEqual([[[]], [["Support"]]]);
    await live(t);
  },
  "server-date": async () => {
    const t = await openScene({ emulator: { clockSkewMs: 300_000 } });
    const { headers } = await fetch(`${t.emulator.url}/v1/users/me`);
    expect(Date.parse(headers.get("date") ?? "") - t.clock.now()).toBeGreaterThan(60_000);
    await live(t);
  },
  "answer-time": async () => {
    const t = await openScene({ emulator: { latencyMs: 3_100 } });
    const sleep = jest.spyOn(t.clock.server, "sleep").mockImplementation((ms) => {
      t.clock.pass(ms);
      return Promise.resolve();
    });
    await live(t);
    expect(sleep.mock.calls.filter(([ms]) => ms === 3_100).length).toBeGreaterThan(10);
  },
  burst: async () => {
    const t = await openScene({ config: { allowSameName: "false" } });
    const fault = t.emulator.fault({ times: 3, status: 429, body: { code: 4013, msg: "Too many requests" } });
    await live(t);
    expect(fault.hits).toBe(3);
  },
  "bot-burst": async () => {
    const t = await openScene();
    await t.up(program("one"));
    t.later();
    t.emulator.fault({ route: READ, times: 3, status: 429, body: { code: 4013, msg: "Too many requests" } });
    const { calls } = await t.refresh({ expectNoChanges: true });
    expect(calls.filter((route) => route === READ).length).toBeGreaterThan(3);
  },
  "default-model": async () => {
    const t = await openScene();
    t.emulator.fault({ route: PUBLISH, code: 702042078 });
    const { text } = await t.up(program("one"), { expect: "failure" });
    expect(text).toContain("modelInfoConfig");
    await t.up();
    await t.expectSilence();
    expect(t.bot.versions).toHaveLength(1);
  },
  "name-characters": async () => {
    const t = await openScene();
    await t.up(program("one"));
    t.emulator.fault({ route: UPDATE, code: 4000 });
    const renamed = program("one").replace('name: "Support"', 'name: "Support 😀"');
    expect((await t.up(renamed, { expect: "failure" })).text).toContain("4000");
    await t.up(renamed);
    await t.expectSilence();
    expect(t.bot.draft.name).toBe("Support 😀");
  },
  "name-too-long": async () => {
    const t = await openScene();
    const { calls } = await t.preview(`new CozeBot("b", { name: "${"x".repeat(21)}" });`, { expect: "failure" });
    expect(calls).toEqual([]);
  },
  "chat-with-draft": async () => {
    const t = await openScene({ emulator: { quirks: { draftChatNeedsPublish: true } } });
    const { text } = await t.up(tested, { expect: "failure" });
    expect(text).toContain("4015");
    expect(t.bot.versions).toEqual([]);
  },
  "chat-unpublished": async () => {
    const t = await openScene();
    t.emulator.fault(lasting(CHAT, { code: 4200 }));
    expect((await t.up(tested, { expect: "failure" })).text).toContain("4200");
    expect(t.bot.versions).toEqual([]);
  },
  "chat-streams": async () => {
    const t = await openScene({ emulator: { quirks: { noStreams: true } } });
    await t.up(tested);
    expect(t.emulator.chat.chats.map(({ isStreamed }) => isStreamed)).toEqual([false]);
    await t.expectSilence();
    expect(t.bot.versions).toHaveLength(1);
  },
  "publish-unchanged": async () => {
    const t = await openScene();
    await t.up(program("one"));
    const [{ version } = { version: "" }] = t.bot.versions;
    t.emulator.fault({ route: PUBLISH, ...answer({ bot_id: t.bot.id, version }) });
    const { log } = await t.up(program("one", ", triggers: { again: 1 }"));
    expect(log.filter(({ route }) => route === PUBLISH).map(dataOf)).toEqual([expect.objectContaining({ version })]);
    await t.expectSilence();
    t.later();
    await t.refresh({ expectNoChanges: true });
  },
  "content-check": async () => {
    const t = await openScene({ emulator: { contentBlockWord: "one" } });
    expect((await t.up(program("one"), { expect: "failure" })).text).toContain("4105");
    expect(t.bot.versions).toEqual([]);
    await t.up(program("two"));
    await t.expectSilence();
    expect(t.bot.versions).toHaveLength(1);
  },
  "unpublished-listed": async () => {
    const t = await openScene({ config: { allowSameName: "false" } });
    await t.up(program("one"));
    await t.destroy();
    t.later();
    const old = t.bot.id;
    // Elsewhere than among the drafts that were never published.
    t.emulator.fault(lasting(LIST, answer({ items: [], total: 0 })));
    const { calls } = await t.up(program("one"));
    expect(calls).toContain(LIST);
    expect(t.emulator.bots.find(({ id }) => id === old)?.published).toEqual({});
    expect(t.emulator.bots).toHaveLength(2);
  },
  "document-processed": async () => {
    const t = await openScene({ emulator: { documentProcessingMs: 60_000 } });
    const documents = `
      const dataset = new CozeDataset("manual", { name: "Manual" });
      new CozeDocument("page", { dataset, name: "page", source: new pulumi.asset.StringAsset("A quiet afternoon.") });`;
    await t.up(documents);
    await t.expectSilence();
    expect(t.clock.sleeps.reduce((sum, ms) => sum + ms, 0)).toBeGreaterThanOrEqual(50_000);
    t.emulator.set({ documentFailWord: "loud" });
    const loud = documents.replace("quiet", "loud");
    expect((await t.up(loud, { expect: "failure" })).text).toContain("Coze could not process document");
    t.emulator.set({ documentFailWord: null });
    await t.up(loud);
    await t.expectSilence();
  },
};

/** A question whose other answer cannot reach the package, as it never sends such a call. */
const NEVER_ASKED = ["workspace-parameter", "create-with-knowledge", "publish-nowhere"];

const tested = `
  const bot = new CozeBot("support", { name: "Support", promptInfo: { prompt: "Be kind." } });
  const requireTest = new CozeBotTest("support", { bot, cases: [{ name: "kind", ask: "Are you?", expect: [{ contains: "kind" }] }] });
  new CozeBotPublication("support", { bot, requireTest });
`;

test("with the answers that are expected, a bot lives", async () => {
  await live(await openScene());
});

test.each(Object.entries(LIVES))("with the other answer to %s it lives just so", async (_id, { quirks, isMet }) => {
  expect(isMet(await callsOfLife(await openScene({ emulator: { quirks } })))).toBe(true);
});

test("with the answers that are expected, none of the others is met", async () => {
  const calls = await callsOfLife(await openScene());
  expect(Object.keys(LIVES).filter((id) => LIVES[id]?.isMet(calls))).toEqual([]);
});

test.each(Object.entries(OTHERS))("with the other answer to %s the package does the right thing", async (_id, run) => {
  await run();
});

test(`${NEVER_ASKED.join(", ")}: the package sends no such call`, async () => {
  const t = await openScene({ config: { allowSameName: "false" } });
  const knowing = program("one").replace("promptInfo", 'knowledge: { datasetIds: ["73"] }, promptInfo');
  const { log } = await t.up(knowing);
  const queries = log.filter(({ route }) => route === LIST).map(({ query }) => query);
  expect(queries.length).toBeGreaterThan(0);
  for (const query of queries) expect(query).toEqual(expect.objectContaining({ workspace_id: t.emulator.spaceId }));
  for (const { body } of log.filter(({ route }) => route === CREATE)) expect(body).not.toHaveProperty("knowledge");
  expect(t.bot.draft.knowledge?.dataset_ids).toEqual(["73"]);
  for (const { body } of log.filter(({ route }) => route === PUBLISH)) {
    expect((body as { connector_ids: string[] }).connector_ids).toEqual(["1024", "999"]);
  }
});

test("each question that the package is said to be safe with has its test here", () => {
  const shown = [...Object.keys(LIVES), ...Object.keys(OTHERS), ...NEVER_ASKED];
  expect(
    QUESTIONS.filter(({ safeWithBoth }) => safeWithBoth)
      .map(({ id }) => id)
      .sort(),
  ).toEqual(shown.sort());
});
