import type { EmulatorOptions } from "../../../emulator";
import type { FaultSpec } from "../../../emulator/faults/fault";
import { READINGS } from "../../../provider/cli/verify/readings";
import { CHAT, CREATE, LIST, openScene, PUBLISH, READ, UPDATE, type Scene } from "../../harness/engine/scene";

const program = (prompt: string, more = "") => `
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

const lasting = (route: string, kind: object): FaultSpec => ({ route, times: Infinity, ...kind }) as FaultSpec;
const answer = (data: unknown) => ({ status: 200, body: { code: 0, msg: "", data } });

/** A bot and its publication live through everything; nothing is drift, and nothing is done twice. */
async function live(t: Scene): Promise<void> {
  await t.up(program("one"));
  await t.expectSilence();
  t.later();
  await t.refresh({ expectNoChanges: true });
  await t.expectSilence();
  await t.up(program("two"));
  await t.expectSilence();
  t.later();
  await t.refresh({ expectNoChanges: true });
  expect(t.bot.draft.prompt_info?.prompt).toBe("two");
  expect(t.bot.versions).toHaveLength(2);
  expect(Object.keys(t.bot.published).sort()).toEqual(["1024", "999"]);
  await t.destroy();
  expect(t.bot.published).toEqual({});
}

/** With this setting of the emulator, the reading has the other answer. */
const LIVES: Readonly<Record<string, EmulatorOptions>> = {
  "large-page": { maxPageSize: 20 },
  "list-order": { quirks: { oldestFirst: true } },
  "page-past-end": { quirks: { refusePagesPastEnd: true } },
  "tool-ids": { quirks: { zeroApiIds: true } },
  "draft-at-once": { createLagMs: 20 },
  "onboarding-case": { quirks: { pascalOnboarding: true } },
  "empty-blocks": { quirks: { omitEmptyBlocks: true } },
  "questions-when-disabled": { quirks: { hideQuestionsWhenDisabled: true } },
  "model-switches-readable": { quirks: { hideModelSwitches: true } },
  "lists-overlap": { quirks: { exclusiveLists: true } },
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
  "server-date": async () => {
    const t = await openScene();
    const set = t.emulator.set.bind(t.emulator);
    t.emulator.set = (patch) => set({ ...patch, clockSkewMs: (patch.clockSkewMs ?? 0) + 300_000 });
    await live(t);
  },
  "answer-time": async () => {
    const t = await openScene();
    t.emulator.fault({ route: CREATE, delayMs: 3_100 });
    await live(t);
  },
  burst: async () => {
    const t = await openScene({ config: { allowSameName: "false" } });
    t.emulator.fault({ times: 3, status: 429, body: { code: 4013, msg: "Too many requests" } });
    await live(t);
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
    await t.up(program("one", ", triggers: { again: 1 }"));
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
    await t.up(program("one"));
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

test.each(Object.entries(LIVES))("with the other answer to %s it lives just so", async (_id, emulator) => {
  await live(await openScene({ emulator }));
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

test("each reading that the package is said to be safe with has its test here", () => {
  const shown = [...Object.keys(LIVES), ...Object.keys(OTHERS), ...NEVER_ASKED];
  expect(
    READINGS.filter(({ safeWithBoth }) => safeWithBoth)
      .map(({ id }) => id)
      .sort(),
  ).toEqual(shown.sort());
});
