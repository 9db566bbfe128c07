import { OPERATIONS } from "../../../provider/client/http/operation";
import type { CozeApi } from "../../../provider/client/api";
import { READ, UPDATE } from "./cell";
import { closeClients, failure, openClient, routesOf } from "./client";

afterEach(closeClients);

test("where config's token is rejected the environment's is used, with one line that says so", async () => {
  const t = await openClient({
    config: { token: "expired-token" },
    env: (emulator) => ({ COZE_API_TOKEN: emulator.token }),
  });
  const reads = Array.from({ length: 10 }, () => t.session.api().readDraft(t.botId));
  expect(await Promise.all(reads)).toHaveLength(10);
  expect(t.lines).toEqual([
    "coze: the token from the configuration key coze:token was rejected; the one from the environment variable COZE_API_TOKEN " +
      "is used instead",
  ]);
  t.emulator.clearCalls();
  await t.session.api().readDraft(t.botId);
  expect(t.emulator.calls.map(({ status }) => status)).toEqual([200]);
});

test("with no other token a rejected one stops at once, and the error names its source", async () => {
  const t = await openClient({ config: { token: "expired-token" } });
  const error = await failure(t.session.api().readDraft(t.botId));
  expect(error).toContain("The token from the configuration key coze:token was rejected by");
  expect(error).toContain("--run-program");
  expect(error).not.toContain("expired-token");
  expect(routesOf(t, READ)).toBe(1);
});

test("the environment's token is not tried twice, nor config's again", async () => {
  const t = await openClient({ config: { token: "expired-token" }, env: { COZE_API_TOKEN: "expired-as-well" } });
  const error = await failure(t.session.api().readDraft(t.botId));
  expect(error).toContain("The token from the environment variable COZE_API_TOKEN was rejected by");
  expect(routesOf(t, READ)).toBe(2);
});

test("the same token in the environment is no other one", async () => {
  const t = await openClient({ config: { token: "expired-token" }, env: { COZE_API_TOKEN: "expired-token" } });
  expect(await failure(t.session.api().readDraft(t.botId))).toContain("the configuration key coze:token was rejected");
  expect(routesOf(t, READ)).toBe(1);
});

test("the environment's token does not stand in where config's lacks a permission", async () => {
  const t = await openClient({
    config: (emulator) => ({ token: emulator.readOnlyToken }),
    env: { COZE_API_TOKEN: "another-token" },
  });
  expect(await failure(t.session.api().updateBot(t.botId, {}))).toContain("permission point edit");
  expect(routesOf(t, UPDATE)).toBe(1);
  expect(t.lines).toEqual([]);
});

test("without any credentials the error names the key, the variable and the command, and nothing is called", async () => {
  const t = await openClient({ config: { token: undefined } });
  const error = await failure(Promise.resolve().then(() => t.session.api().readDraft(t.botId)));
  for (const part of ["coze:token", "COZE_API_TOKEN", "pulumi config set --secret coze:token"])
    expect(error).toContain(part);
  expect(t.emulator.calls).toEqual([]);
});

test("an OAuth app that is not complete counts for nothing, and the error says what of it is there", async () => {
  const t = await openClient({ config: { token: undefined, oauthAppId: "118", oauthPrivateKey: "very-secret" } });
  const error = await failure(Promise.resolve().then(() => t.session.api().readDraft(t.botId)));
  expect(error).toContain("Only coze:oauthAppId and coze:oauthPrivateKey of an OAuth app are set");
  expect(error).not.toContain("very-secret");
});

test("a complete token in the environment stands in for an incomplete app in config", async () => {
  const t = await openClient({
    config: { token: undefined, oauthAppId: "118" },
    env: (emulator) => ({ COZE_API_TOKEN: emulator.token }),
  });
  expect(await t.session.api().readDraft(t.botId)).toMatchObject({ bot_id: t.botId });
});

const calls: Record<keyof typeof OPERATIONS, (api: CozeApi, botId: string, spaceId: string) => Promise<unknown>> = {
  createBot: (api, _botId, spaceId) => api.createBot(spaceId, { name: "A" }),
  updateBot: (api, botId) => api.updateBot(botId, {}),
  publishBot: (api, botId) => api.publishBot(botId, ["1024"], undefined),
  unpublishBot: (api, botId) => api.unpublishBot(botId, "1024", undefined),
  readBot: (api, botId) => api.readDraft(botId),
  readOnline: (api, botId) => api.readOnlineInfo(botId),
  listPublished: (api, _botId, spaceId) => api.listPublished(spaceId),
  listBots: (api, _botId, spaceId) => api.listBots(spaceId, "all"),
  listVersions: (api, botId) => api.newestVersion(botId),
  readUser: (api) => api.currentUser(),
  createDataset: (api, _botId, spaceId) => api.knowledge.createDataset(spaceId, 0, { name: "A" }),
  updateDataset: (api) => api.knowledge.updateDataset("1", { name: "A" }),
  deleteDataset: (api) => api.knowledge.deleteDataset("1"),
  listDatasets: (api, _botId, spaceId) => api.knowledge.listDatasets(spaceId),
  createDocument: (api) =>
    api.knowledge.createDocument({
      dataset_id: "1",
      format_type: 0,
      chunk_strategy: { chunk_type: 0 },
      document_bases: [],
    }),
  updateDocument: (api) => api.knowledge.updateDocument("1", "A", undefined),
  updateCaption: (api) => api.knowledge.updateCaption("1", "2", "A"),
  deleteDocument: (api) => api.knowledge.deleteDocument("1"),
  listDocuments: (api) => api.knowledge.listDocuments("1"),
  listWorkflows: (api, _botId, spaceId) => api.library.listWorkflows(spaceId, { publishStatus: "all" }),
  listWorkspaces: (api) => api.library.listWorkspaces(),
  listMembers: (api, _botId, spaceId) => api.members.listMembers(spaceId),
  addMember: (api, _botId, spaceId) => api.members.addMember(spaceId, "2069720456000", "member"),
  updateMember: (api, _botId, spaceId) => api.members.updateMember(spaceId, "2069720456000", "admin"),
  removeMember: (api, _botId, spaceId) => api.members.removeMember(spaceId, "2069720456000"),
  createCallback: (api) => api.callbacks.create("A"),
  updateCallback: (api) => api.callbacks.update("1", { name: "A" }),
  deleteCallback: (api) => api.callbacks.delete("1"),
  listCallbacks: (api) => api.callbacks.list(),
  listSubscriptions: (api) => api.callbacks.listEvents("1"),
  subscribe: (api) => api.callbacks.subscribe("1", ["bot.deleted"]),
  unsubscribe: (api) => api.callbacks.unsubscribe("1", ["bot.deleted"]),
  readPlugin: (api) => api.library.readPlugin("731"),
  readProgress: (api) => api.knowledge.readProgress("1", "2"),
  uploadFile: (api) => api.files.upload(new Blob(["content"]), "a.csv"),
  chat: (api, botId) => {
    const messages = [{ role: "user", content: "Hi" }] as const;
    return api.chats.ask({ botId, source: "draft", messages, customVariables: {}, timeoutMs: 60_000 });
  },
  readChat: (api) => api.chats.retrieve({ id: "1", conversation_id: "2" }),
  listMessages: (api) => api.chats.listMessages({ id: "1", conversation_id: "2" }),
  cancelChat: (api) => api.chats.cancel({ id: "1", conversation_id: "2" }),
  deleteConversation: (api) => api.chats.deleteConversation("2"),
  readFile: (api) => api.files.retrieve("7390000000000000001"),
};

test.each(Object.entries(OPERATIONS).filter(([, { permission }]) => permission !== "none"))(
  "a token that may do nothing is told which permission point %s needs",
  async (name, { permission }) => {
    const t = await openClient({ config: (emulator) => ({ token: emulator.addToken({ permissions: [] }) }) });
    const error = await failure(calls[name as keyof typeof calls](t.session.api(), t.botId, t.emulator.spaceId));
    expect(error).toContain(`4101`);
    expect(error).toContain(`needs the permission point ${permission}, and access to the workspace`);
    const missing = / the permission (.*) for this operation/.exec(error)?.[1];
    expect(permission.split(" and ")).toEqual(missing?.split(", "));
    expect(t.emulator.calls).toHaveLength(1);
  },
);

test("a server that quotes the token has it taken out of the error and of what is printed", async () => {
  const t = await openClient({ random: () => 0.999 });
  const { token } = t.emulator;
  t.emulator.fault({
    route: UPDATE,
    kind: { status: 429, retryAfter: "5", body: { code: 4013, msg: `too often, ${token}` } },
  });
  t.emulator.fault({ route: UPDATE, nth: 2, kind: { code: 4000, msg: `no Bearer ${token}, and no "${token}"` } });
  const error = await failure(t.session.api().updateBot(t.botId, {}));
  expect(error).toContain('no Bearer [token], and no "[token]"');
  expect(t.lines).toHaveLength(1);
  expect(t.lines[0]).toContain("too often, [token]");
  expect([error, ...t.lines].join()).not.toContain(token);
});

test("the error of a failed connection holds the token nowhere", async () => {
  const t = await openClient({ config: { maxRetries: "0" } });
  t.emulator.fault({ kind: { reset: "before" }, times: Infinity });
  const error: unknown = await t.session
    .api()
    .readDraft(t.botId)
    .catch((reason: unknown) => reason);
  const { inspect } = await import("node:util");
  expect(inspect(error, { depth: 20, showHidden: true })).toContain("answer was lost");
  expect(inspect(error, { depth: 20, showHidden: true })).not.toContain(t.emulator.token);
});

test("what the server says stays on one line, however many it has", async () => {
  const t = await openClient();
  t.emulator.fault({ route: UPDATE, kind: { code: 4000, msg: "first\r\nsecond\n\n  third" } });
  const error = await failure(t.session.api().updateBot(t.botId, {}));
  expect(error).toContain('"first second third"');
  expect(error).not.toMatch(/[\r\n]/);
});
