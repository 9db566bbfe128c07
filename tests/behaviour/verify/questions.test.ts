import { startEmulator, type Emulator } from "../../../emulator";
import { defaultSettings, type SettingsPatch } from "../../../emulator/settings";
import { judge } from "../../../verify/question";
import { QUESTIONS } from "../../../verify/questions";
import { botOf, questionOf } from "./test-bot";

type Fault = Parameters<Emulator["fault"]>[0];

/** What makes a question differ: a setting or a fault of the emulator, and the questions that have to be run before. */
interface Cause {
  readonly id: string;
  readonly set?: SettingsPatch;
  readonly faults?: readonly Fault[];
  readonly before?: readonly string[];
  readonly seen: string;
}

const CREATE = ["draft-at-once"];
const PUBLISH = [...CREATE, "publish"];
const USER = "GET /v1/users/me";
const BOT = "GET /v1/bots/:bot_id";
const BOTS = "GET /v1/bots";
const UPDATE = "POST /v1/bot/update";
const PUBLISHING = "POST /v1/bot/publish";
const answer = (data: unknown) => ({ status: 200, body: { code: 0, msg: "", data } });
/** A draft that nothing was done to. */
const stale = (data: object): Pick<Cause, "faults"> => ({
  faults: [{ route: BOT, kind: answer({ bot_id: "1", ...data }) }],
});

const CAUSES: readonly Cause[] = [
  { id: "invalid-token", faults: [{ route: USER, kind: { code: 4100 } }], seen: "HTTP 200, code 4100" },
  { id: "unknown-route", faults: [{ kind: { code: 4200 } }], seen: "HTTP 200, code 4200" },
  { id: "unknown-bot", faults: [{ route: BOT, kind: { code: 4101 } }], seen: "code 4101" },
  { id: "workspace-parameter", faults: [{ route: BOTS, kind: answer({ items: [] }) }], seen: "code 0" },
  {
    id: "page-parameter",
    faults: [{ route: BOTS, times: 2, kind: answer({ items: [{ id: "1" }] }) }],
    seen: "page_num has no effect",
  },
  { id: "list-total", faults: [{ route: BOTS, kind: answer({ items: [] }) }], seen: "no total" },
  { id: "newer-reads", set: { quirks: { olderReadsOnly: true } }, seen: "HTTP 404, code 4000" },
  { id: "list-order", set: { quirks: { oldestFirst: true } }, before: CREATE, seen: "in another order" },
  { id: "page-past-end", set: { quirks: { refusePagesPastEnd: true } }, seen: "code 4000" },
  {
    id: "page-past-end",
    faults: [{ route: BOTS, kind: answer({ items: [{ id: "1" }] }) }],
    seen: "a page with bots",
  },
  { id: "large-page", set: { maxPageSize: 50 }, seen: "code 4000" },
  { id: "server-date", set: { clockSkewMs: 300_000 }, seen: "more than a minute off" },
  { id: "answer-time", set: { latencyMs: 3_100 }, seen: "slow" },
  {
    id: "burst",
    set: { rateLimit: { requestsPerSecond: 0.1, burst: 2, retryAfter: "none" } },
    seen: "some are refused: HTTP 429, code 4013, no Retry-After",
  },
  {
    id: "bot-burst",
    set: { rateLimit: { requestsPerSecond: 0.1, burst: 3 } },
    before: CREATE,
    seen: "some are refused: HTTP 429, code 4013, with Retry-After",
  },
  { id: "tool-ids", set: { quirks: { zeroApiIds: true } }, seen: 'tools have the id "0"' },
  {
    id: "create-with-knowledge",
    faults: [{ route: BOT, kind: answer({ bot_id: "1", knowledge: { knowledge_infos: [{ id: "7" }] } }) }],
    before: CREATE,
    seen: "created with knowledge",
  },
  { id: "draft-readable", faults: [{ route: BOT, kind: { code: 4015 } }], before: CREATE, seen: "code 4015" },
  { id: "published-read-of-draft", faults: [{ route: BOT, kind: { code: 4200 } }], before: CREATE, seen: "code 4200" },
  {
    id: "draft-listed",
    faults: [{ route: BOTS, kind: answer({ items: [] }) }],
    before: CREATE,
    seen: "not listed at once",
  },
  { id: "draft-version", ...stale({ version: "7" }), before: CREATE, seen: "version given" },
  { id: "default-model", ...stale({ model_info: { model_id: "0" } }), before: CREATE, seen: "no model" },
  { id: "onboarding-case", set: { quirks: { pascalOnboarding: true } }, before: CREATE, seen: "PascalCase" },
  { id: "empty-blocks", set: { quirks: { omitEmptyBlocks: true } }, before: CREATE, seen: "left out" },
  { id: "suggest-reply-readable", ...stale({}), before: CREATE, seen: "left out" },
  {
    id: "questions-when-disabled",
    set: { quirks: { hideQuestionsWhenDisabled: true } },
    before: CREATE,
    seen: "left out",
  },
  { id: "update-omits", ...stale({ prompt_info: { prompt: "" } }), before: CREATE, seen: "emptied" },
  { id: "update-empties", ...stale({ description: "still here" }), before: CREATE, seen: "kept" },
  {
    id: "model-replaced",
    faults: [{ route: BOT, nth: 2, kind: answer({ bot_id: "1", model_info: { temperature: 0.17 } }) }],
    before: CREATE,
    seen: "kept",
  },
  {
    id: "model-switches-readable",
    set: { quirks: { hideModelSwitches: true } },
    before: CREATE,
    seen: "left out: sp_anti_leak, sp_current_time, cache_type",
  },
  { id: "media-kept", set: { quirks: { hideMediaConfig: true } }, before: CREATE, seen: "not returned" },
  { id: "media-kept", ...stale({ media_config: { is_voice_call_closed: false } }), before: CREATE, seen: "lost" },
  { id: "name-characters", faults: [{ route: UPDATE, kind: { code: 4000 } }], before: CREATE, seen: "code 4000" },
  { id: "name-too-long", faults: [{ route: UPDATE, kind: answer(undefined) }], before: CREATE, seen: "code 0" },
  { id: "chat-with-draft", set: { quirks: { draftChatNeedsPublish: true } }, before: CREATE, seen: "code 4015" },
  {
    id: "chat-draft-with-version",
    faults: [{ route: "POST /v3/chat", kind: answer({ id: "1", status: "in_progress" }) }],
    before: CREATE,
    seen: "code 0",
  },
  {
    id: "chat-unpublished",
    faults: [{ route: "POST /v3/chat", kind: { code: 4200 } }],
    before: CREATE,
    seen: "code 4200",
  },
  { id: "chat-streams", set: { quirks: { noStreams: true } }, before: CREATE, seen: "another answer" },
  {
    id: "publish-nowhere",
    faults: [{ route: PUBLISHING, kind: answer({ version: "1" }) }],
    before: CREATE,
    seen: "code 0",
  },
  { id: "publish", faults: [{ route: PUBLISHING, kind: answer({}) }], before: CREATE, seen: "no version" },
  { id: "published-at-once", set: { publishLagMs: 60_000 }, before: PUBLISH, seen: "later" },
  {
    id: "versions",
    faults: [{ route: "GET /v1/bots/:bot_id/versions", kind: answer({ items: [{ version: "1" }] }) }],
    before: CREATE,
    seen: "in another order, or later",
  },
  {
    id: "publish-unchanged",
    faults: [
      { route: BOT, kind: answer({ bot_id: "1", version: "1" }) },
      { route: PUBLISHING, kind: answer({ version: "1" }) },
    ],
    before: PUBLISH,
    seen: "the same version",
  },
  {
    id: "lists-overlap",
    set: { quirks: { exclusiveLists: true } },
    before: PUBLISH,
    seen: "in published_draft",
  },
  { id: "content-check", set: { contentBlockWord: "quiet" }, before: CREATE, seen: "code 4105" },
  {
    id: "chat-reads-draft",
    set: { quirks: { ignoresPublishStatus: true } },
    before: CREATE,
    seen: "what is live answers",
  },
  {
    id: "unpublish-twice",
    faults: [{ route: "POST /v1/bots/:bot_id/unpublish", nth: 2, kind: { code: 4200 } }],
    before: PUBLISH,
    seen: "code 4200",
  },
  {
    id: "default-read-elsewhere",
    set: { quirks: { defaultReadOfAnyChannel: true } },
    before: CREATE,
    seen: "code 0",
  },
  {
    id: "unpublished-listed",
    faults: [{ route: BOTS, kind: answer({ items: [] }) }],
    before: CREATE,
    seen: "elsewhere",
  },
  { id: "document-processed", set: { documentProcessingMs: 600_000 }, before: CREATE, seen: "still processing" },
  { id: "document-processed", set: { documentFailWord: "quiet" }, before: CREATE, seen: "failed" },
  { id: "draft-at-once", set: { createLagMs: 60_000 }, seen: "later" },
];

let emulator: Emulator;
beforeEach(async () => {
  emulator = await startEmulator();
  emulator.console.createDraft(emulator.spaceId, { name: "First" });
  const plugins = { id_list: [{ plugin_id: "71", api_id: "72" }] };
  emulator.console.createDraft(emulator.spaceId, { name: "Second", plugin_id_list: plugins });
});
afterEach(() => emulator.close());

test("all questions are as expected by default, and those that write say so", async () => {
  const bot = botOf(emulator);
  const unannounced: string[] = [];
  for (const question of QUESTIONS) {
    emulator.clearCalls();
    expect(await judge(bot, question)).toMatchObject({ id: question.id, verdict: "as expected" });
    if (!question.writes && emulator.calls.some(({ method }) => method !== "GET")) unannounced.push(question.id);
  }
  expect(unannounced).toEqual([]);
});

test.each(CAUSES.map((cause) => [cause.id, JSON.stringify(cause.set ?? cause.faults), cause] as const))(
  "%s differs by %s",
  async (id, _, { set, faults = [], before = [], seen }) => {
    const bot = botOf(emulator);
    if (set) emulator.set(set);
    for (const earlier of before) {
      expect(await judge(bot, questionOf(earlier))).toMatchObject({ id: earlier, verdict: "as expected" });
    }
    for (const fault of faults) emulator.fault(fault);
    expect(await judge(bot, questionOf(id))).toMatchObject({ verdict: "differs", seen });
  },
);

test("each question can differ", () => {
  const differing = new Set(CAUSES.map(({ id }) => id));
  expect(QUESTIONS.map(({ id }) => id).filter((id) => !differing.has(id))).toEqual([]);
});

test("each setting and each quirk of the emulator makes a question differ", () => {
  const { quirks, ...settings } = defaultSettings;
  const used = CAUSES.flatMap(({ set: { quirks: switched = {}, ...others } = {} }) =>
    Object.keys({ ...switched, ...others }),
  );
  // No question adds another user to the workspace.
  const asked = ["personalPlan", ...used];
  expect([...Object.keys(quirks), ...Object.keys(settings)].filter((name) => !asked.includes(name))).toEqual([]);
});

test("without a live bot on the Chat SDK's channel, its read of the API channel proves nothing", async () => {
  const bot = botOf(emulator);
  await judge(bot, questionOf("draft-at-once"));
  emulator.set({ publishLagMs: 60_000 });
  expect(await judge(bot, questionOf("default-read-elsewhere"))).toMatchObject({
    verdict: "not run",
    seen: "what was published to the Chat SDK's channel could not be read within 20 s",
  });
  expect(emulator.bots.find(({ id }) => id === bot.id)?.published).toEqual({});
});

test("a call that is refused makes a question refused, not different", async () => {
  emulator.fault({ route: "POST /v1/bot/create", kind: { code: 4101 } });
  const bot = botOf(emulator);
  expect(await judge(bot, questionOf("draft-at-once"))).toMatchObject({
    verdict: "refused",
    seen: expect.stringMatching(/^POST \/v1\/bot\/create: 4101 /) as string,
  });
  expect(await judge(bot, questionOf("draft-version"))).toMatchObject({
    verdict: "not run",
    seen: "the run's bot could not be made",
  });
});
