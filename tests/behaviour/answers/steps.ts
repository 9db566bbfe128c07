import { hosted, type HostedProvider } from "../../../provider/host/dynamic";
import type { ResourceKind } from "../../../provider/kinds";
import type { Props } from "../../../provider/lifecycle";
import { ask } from "../../../provider/lookup/ask";
import { botTestLifecycle } from "../../../provider/resources/bot-test/lifecycle";
import { botLifecycle } from "../../../provider/resources/bot/lifecycle";
import { datasetLifecycle } from "../../../provider/resources/dataset/lifecycle";
import { documentLifecycle } from "../../../provider/resources/document/lifecycle";
import { fileLifecycle } from "../../../provider/resources/file/lifecycle";
import { callbackKind } from "../../../provider/resources/callback/lifecycle";
import { memberKind } from "../../../provider/resources/member/lifecycle";
import { publicationLifecycle } from "../../../provider/resources/publication/lifecycle";
import type { Session } from "../../../provider/session/session";
import { textAsset } from "../../unit/file/samples";
import { APP, BOT, SPACE, USER } from "./replies";

export type Run = (session: Session) => Promise<unknown>;

const LIFECYCLES = {
  Bot: botLifecycle,
  Publication: publicationLifecycle,
  Dataset: datasetLifecycle,
  Document: documentLifecycle,
  File: fileLifecycle,
  BotTest: botTestLifecycle,
  WorkspaceMember: memberKind.lifecycle,
  Callback: callbackKind.lifecycle,
} satisfies Partial<Record<ResourceKind, (session: Session) => unknown>>;
export type Kind = keyof typeof LIFECYCLES;

function provider(kind: Kind, session: Session): HostedProvider {
  return hosted(kind, LIFECYCLES[kind](session), session);
}

const bot = {
  name: "Support",
  spaceId: SPACE,
  promptInfo: { prompt: "Be kind." },
  onboardingInfo: { prologue: "Hi!", suggestedQuestions: ["Where?"] },
  knowledge: { datasetIds: ["71"] },
  plugins: [{ pluginId: "731", apiId: "735" }],
  workflowIds: ["746"],
  modelInfoConfig: { modelId: "9", parameters: { thinkingType: "auto", caching: { type: "enabled" } } },
  suggestReplyInfo: { replyMode: "enable" },
  __resource: "support",
};
const managed = [
  "name",
  "promptInfo.prompt",
  "onboardingInfo.prologue",
  "plugins",
  "workflowIds",
  "knowledge.datasetIds",
];
const source = textAsset("a,b");
const suite = {
  botId: BOT,
  contentHash: "v1:a",
  promotionHash: "v1:b",
  cases: [
    { name: "order", ask: "Where?", expect: [{ contains: "hi" }, { calls: "find" }] },
    { name: "kind", ask: "Who?", expect: [{ judge: { botId: BOT, criteria: "Is kind." } }] },
  ],
};

const alarm = { name: "Alarm", url: "https://a.b/c", events: ["bot.published"] };

/** As the state has them. */
export const RECORDED: Readonly<Record<Kind, Props>> = {
  Bot: {
    ...bot,
    botId: BOT,
    contentHash: "v1:a",
    promotionHash: "v1:b",
    createTime: 1,
    __schema: 1,
    __managed: managed,
  },
  Publication: {
    botId: BOT,
    spaceId: SPACE,
    connectorIds: ["1024", "999"],
    contentHash: "v1:a",
    promotionHash: "v1:b",
    version: "1700000000000",
    publishedAt: "2026-01-01T00:00:00.000Z",
    __schema: 1,
    __resource: "support",
  },
  Dataset: {
    name: "Base",
    spaceId: SPACE,
    formatType: "text",
    datasetId: "71",
    createTime: 1,
    __schema: 1,
    __resource: "base",
  },
  Document: {
    spaceId: SPACE,
    datasetId: "71",
    name: "a.md",
    webUrl: "https://a.b/c",
    documentId: "81",
    createTime: 1,
    status: "processed",
    __schema: 1,
    __resource: "page",
  },
  File: { source, fileId: "61", fileName: "a.csv", bytes: 3, createdAt: 1, __schema: 1, __resource: "file" },
  BotTest: {
    ...suite,
    testId: "t",
    passed: false,
    testedContentHash: "",
    testedPromotionHash: "",
    testedAt: "2026-01-01T00:00:00.000Z",
    chats: 1,
    results: [],
    __schema: 1,
    __resource: "test",
  },
  Callback: {
    ...alarm,
    callbackId: APP,
    verifyToken: "secret",
    __schema: 1,
    __resource: "alarm",
  },
  WorkspaceMember: {
    spaceId: SPACE,
    userId: USER,
    role: "member",
    status: "joined",
    memberId: `${SPACE}_${USER}`,
    __schema: 1,
    __resource: "li",
  },
};
export const IDS = {
  Bot: BOT,
  Publication: BOT,
  Dataset: "71",
  Document: "81",
  File: "61",
  BotTest: "t",
  WorkspaceMember: `${SPACE}_${USER}`,
  Callback: APP,
} as const;

const inputsOf = (kind: Kind): Props => {
  const { botId, contentHash, version, publishedAt, createTime, __schema, __managed, datasetId, documentId, ...rest } =
    RECORDED[kind];
  if (kind === "Publication") return { ...rest, botId, contentHash };
  if (kind === "Callback") return { ...alarm, __resource: "alarm" };
  if (kind === "WorkspaceMember") return { spaceId: SPACE, userId: USER, role: "member", __resource: "li" };
  if (kind === "BotTest") return { ...suite, __resource: "test" };
  return kind === "Document" ? { ...rest, datasetId } : rest;
};

const kinds = Object.keys(LIFECYCLES) as Kind[];

/** Reads of what is recorded, by kind. That of a test makes no call. */
export const READS: readonly (readonly [Exclude<Kind, "BotTest">, Run])[] = kinds
  .filter((kind) => kind !== "BotTest")
  .map((kind) => [kind, (session) => provider(kind, session).read(IDS[kind], RECORDED[kind])] as const);

/** All other steps, and the lookups. */
export const STEPS: readonly (readonly [string, Run])[] = [
  ...kinds.flatMap((kind): [string, Run][] => [
    [`create ${kind}`, (session) => provider(kind, session).create(inputsOf(kind))],
    [
      `update ${kind}`,
      (session) =>
        provider(kind, session).update(IDS[kind], RECORDED[kind], { ...inputsOf(kind), name: "New", triggers: 1 }),
    ],
    [
      `delete ${kind}`,
      (session) => provider(kind, session).delete(IDS[kind], { ...RECORDED[kind], deletionPolicy: "archive" }),
    ],
  ]),
  ["adopt, preview", (session) => provider("Bot", session).check({}, { ...bot, botId: BOT })],
  ["adopt", (session) => provider("Bot", session).create({ ...bot, botId: BOT })],
  ["CozeBot.get", (session) => provider("Bot", session).read(BOT, { __resource: "theirs" })],
  ["CozeFile.get", (session) => provider("File", session).read("61", { __resource: "theirs" })],
  [
    "CozeWorkspaceMember.get",
    (session) => provider("WorkspaceMember", session).read(IDS.WorkspaceMember, { __resource: "theirs" }),
  ],
  ["CozeCallback.get", (session) => provider("Callback", session).read(APP, { __resource: "theirs" })],
  ["a new member, preview", (session) => provider("WorkspaceMember", session).check({}, inputsOf("WorkspaceMember"))],
  ["CozeDataset.get", (session) => provider("Dataset", session).read("71", { spaceId: SPACE, __resource: "theirs" })],
  [
    "create Document of a file",
    (session) =>
      provider("Document", session).create({ ...inputsOf("Document"), webUrl: undefined, source: textAsset("# A") }),
  ],
  [
    "adoptVersion",
    (session) => provider("Publication", session).create({ ...inputsOf("Publication"), adoptVersion: "1700000000000" }),
  ],
  ["getBot", (session) => ask("getBot", session, { botId: BOT })],
  ["getBot published", (session) => ask("getBot", session, { botId: BOT, published: true })],
  ["getOnlineInfo", (session) => ask("getOnlineInfo", session, { botId: BOT })],
  ["getBots", (session) => ask("getBots", session, { spaceId: SPACE })],
  ["getBotVersions", (session) => ask("getBotVersions", session, { botId: BOT })],
  ["getWorkspace", (session) => ask("getWorkspace", session, { name: "Shop" })],
  ["getWorkflow", (session) => ask("getWorkflow", session, { name: "Pay", spaceId: SPACE })],
  ["getPlugin", (session) => ask("getPlugin", session, { pluginId: "731" })],
  ["getDataset", (session) => ask("getDataset", session, { name: "Base", spaceId: SPACE })],
];
