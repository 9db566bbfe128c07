import { startEmulator, type Change, type Seed } from "../../../emulator";
import { clientOf, closeAll, open } from "./client";

afterEach(closeAll);

const seed: Seed = {
  spaceId: "7400000000000000001",
  bots: [
    {
      id: "7500000000000000001",
      draft: { name: "Support", prompt_info: { prompt: "new" } },
      script: [{ contains: "order", reply: "Order 7" }],
      versions: [
        {
          ...{ version: "1001", connectorIds: ["1024", "999"], createdAt: "2026-01-01T00:00:00Z" },
          content: { name: "Support", prompt_info: { prompt: "old" } },
        },
        { version: "1002", connectorIds: ["1024"], content: { name: "Support", prompt_info: { prompt: "newer" } } },
      ],
    },
  ],
  datasets: [{ id: "7600000000000000001", name: "Manual", documents: [{ name: "page.txt", text: "Turn it on." }] }],
  files: [{ id: "7700000000000000001", fileName: "face.png", base64: "aGVsbG8=" }],
  workflows: [{ id: "7800000000000000001", name: "refund", version: "v0.0.1" }],
  plugins: [{ id: "7900000000000000001", name: "Shop", tools: [{ id: "7900000000000000002", name: "getOrder" }] }],
};

test("a seed fills the first workspace", async () => {
  const { emulator, call } = await open({ seed });
  expect(emulator.spaceId).toBe(seed.spaceId);
  expect(emulator.bots).toMatchObject([
    {
      id: "7500000000000000001",
      draft: { prompt_info: { prompt: "new" } },
      createdAt: Date.parse("2026-01-01T00:00:00Z"),
      published: {
        "1024": { version: "1002", config: { prompt_info: { prompt: "newer" } } },
        "999": { version: "1001", config: { prompt_info: { prompt: "old" } } },
      },
      versions: [{ version: "1002" }, { version: "1001" }],
    },
  ]);
  expect(emulator.knowledge.documents).toMatchObject([{ name: "page.txt", datasetId: "7600000000000000001" }]);
  expect(emulator.files).toMatchObject([{ fileName: "face.png", bytes: 5 }]);
  expect(emulator.library.workflows).toMatchObject([{ name: "refund", version: "v0.0.1" }]);
  expect(emulator.library.plugins).toMatchObject([{ name: "Shop", tools: [{ name: "getOrder" }] }]);
  expect((await call("GET", "/v1/bots/7500000000000000001")).data).toMatchObject({ version: "1002" });
});

test.each<[string, object, string]>([
  [
    "a block",
    { bots: [{ draft: { name: "x", prompt_info: { promt: "p" } } }] },
    'bots[0].draft.prompt_info: Unrecognized key: "promt"',
  ],
  [
    "an item of a list",
    { bots: [{ draft: { name: "x", plugin_id_list: { id_list: [{ plugin_id: "1", api_id: "2", tool: "3" }] } } }] },
    'bots[0].draft.plugin_id_list.id_list[0]: Unrecognized key: "tool"',
  ],
  [
    "a version",
    {
      bots: [
        {
          draft: { name: "x" },
          versions: [{ connectorIds: ["1024"], content: { name: "x", knowledge: { ids: [] } } }],
        },
      ],
    },
    'bots[0].versions[0].content.knowledge: Unrecognized key: "ids"',
  ],
  [
    "a document",
    { datasets: [{ name: "d", documents: [{ name: "x", text: "y", chunkStrategy: { size: 1 } }] }] },
    'datasets[0].documents[0].chunkStrategy: Unrecognized key: "size"',
  ],
  [
    "a rule",
    { bots: [{ draft: { name: "x" }, script: [{ calls: { name: "t", args: {} } }] }] },
    'bots[0].script[0].calls: Unrecognized key: "args"',
  ],
])("an unknown key in %s of a seed is named with its path", async (_name, wrong, message) => {
  await expect(startEmulator({ seed: wrong })).rejects.toThrow(message);
});

test("reads name the knowledge bases, workflows, plugins and tools that the library has", async () => {
  const draft = {
    name: "Support",
    knowledge: { dataset_ids: ["7600000000000000001", "12"] },
    workflow_id_list: { ids: [{ id: "7800000000000000001" }, { id: "13" }] },
    plugin_id_list: { id_list: [{ plugin_id: "7900000000000000001", api_id: "7900000000000000002" }] },
  };
  const { call } = await open({ seed: { ...seed, bots: [{ id: "75", draft }] } });
  expect((await call("GET", "/v1/bots/75?is_published=false")).data).toMatchObject({
    knowledge: { knowledge_infos: [{ name: "Manual" }, { name: "dataset 12" }] },
    workflow_info_list: [{ name: "refund" }, { name: "workflow 13" }],
    plugin_info_list: [{ name: "Shop", api_info_list: [{ name: "getOrder" }] }],
  });
});

test("a seed that does not fit is refused with all of its paths", async () => {
  const wrong = {
    bots: [{ draft: { name: "" } }],
    datasets: [{ name: "x", documents: [{ name: "empty" }] }],
    extra: 1,
  };
  await expect(startEmulator({ seed: wrong })).rejects.toThrow(
    /bots\[0\]\.draft\.name: length must be 1 to 20 characters; datasets\[0\]\.documents\[0\]: must have one of .*extra/,
  );
});

test("env is what a program needs", async () => {
  const { emulator } = await open();
  const { url, token, spaceId } = emulator;
  const own = { COZE_API_BASE: url, COZE_API_TOKEN: token, COZE_SPACE_ID: spaceId };
  expect(emulator.env).toEqual({ ...own, COZE_EMULATOR: url });
});

test("reset goes back to the seed, its settings, tokens and workspaces", async () => {
  const { emulator, call } = await open({ seed, latencyMs: 1 });
  const before = emulator.snapshot();
  emulator.console.editDraft("7500000000000000001", { name: "other" });
  emulator.console.createDraft(emulator.spaceId, { name: "more" });
  emulator.knowledge.deleteDataset("7600000000000000001");
  emulator.revokeToken(emulator.token);
  emulator.addSpace();
  emulator.set({ latencyMs: 3, quirks: { zeroApiIds: true } });
  emulator.fault({ times: "infinity", status: 503 });
  await call("GET", "/v1/users/me");
  emulator.reset();
  expect(emulator.calls).toEqual([]);
  expect(emulator.faults).toEqual([]);
  expect({ ...emulator.snapshot(), lastId: "" }).toEqual({ ...before, lastId: "" });
  expect(await call("GET", "/v1/users/me")).toMatchObject({ code: 0 });
});

test("a snapshot is JSON, and another emulator can go back to it", async () => {
  const { emulator } = await open({ seed });
  const chat = { bot_id: "7500000000000000001", user_id: "u", stream: false };
  const question = { ...chat, additional_messages: [{ role: "user", content: "order?" }] };
  await clientOf(emulator)("POST", "/v3/chat", question);
  const saved = JSON.parse(JSON.stringify(emulator.snapshot())) as ReturnType<typeof emulator.snapshot>;
  const { emulator: other, call } = await open();
  other.restore(saved);
  expect({ ...other.snapshot(), lastId: "" }).toEqual({ ...saved, lastId: "" });
  expect(other.token).toBe(emulator.token);
  expect(other.bots).toEqual(emulator.bots);
  expect(other.knowledge.documents).toEqual(emulator.knowledge.documents);
  expect(other.chat.chats).toMatchObject([{ answers: ["Order 7"] }]);
  expect(await call("GET", "/v1/users/me")).toMatchObject({ code: 0, data: { user_id: emulator.userId } });
  expect(() => other.restore({ format: 2 } as never)).toThrow("not a snapshot of this emulator: format");
});

test("a fault is asked for in one line", async () => {
  const { emulator, call } = await open({ seed });
  const botId = "7500000000000000001";
  emulator.fault({ route: "POST /v1/bot/publish", status: 503, after: true });
  const publish = { bot_id: botId, connector_ids: ["1024"] };
  expect(await call("POST", "/v1/bot/publish", publish)).toMatchObject({ status: 503 });
  expect(emulator.bots[0]?.versions).toHaveLength(3);
  emulator.fault({ code: 4013 });
  expect(await call("POST", "/v1/bot/publish", publish)).toMatchObject({ status: 200, code: 4013 });
  expect(emulator.bots[0]?.versions).toHaveLength(3);
  emulator.fault({ reset: true, after: true });
  await expect(call("POST", "/v1/bot/publish", publish)).rejects.toThrow();
  expect(emulator.bots[0]?.versions).toHaveLength(4);
  expect(emulator.faults).toMatchObject([
    { armed: false, hits: 1, fault: { route: "POST /v1/bot/publish", kind: { status: 503, handled: true } } },
    { armed: false, hits: 1, fault: { kind: { code: 4013 } } },
    { armed: false, hits: 1, fault: { kind: { reset: "after" } } },
  ]);
  expect(() => emulator.fault({ status: 503, colour: "red" } as never)).toThrow();
});

test("each call and each change is an event", async () => {
  const { emulator, call } = await open({ seed });
  const [calls, changes]: [string[], Change[]] = [[], []];
  emulator.on("call", ({ route, code }) => calls.push(`${route} ${code ?? ""}`));
  const stop = emulator.on("change", (change) => changes.push(change));
  const id = "7500000000000000001";
  await call("POST", "/v1/bot/update", { bot_id: id, name: "by API" });
  emulator.console.publish(id, ["1024"]);
  stop();
  emulator.console.deleteBot(id);
  expect(calls).toEqual(["POST /v1/bot/update 0"]);
  expect(changes).toEqual([
    { kind: "bot", action: "edited", id },
    { kind: "bot", action: "published", id },
  ]);
});

test("time is the clock's", async () => {
  let time = Date.parse("2030-01-01T00:00:00Z");
  const slept: number[] = [];
  const clock = { now: () => time, sleep: (ms: number) => Promise.resolve(void slept.push(ms)) };
  const { emulator, call } = await open({ clock, latencyMs: 60_000, createLagMs: 1_000 });
  const { data } = await call("POST", "/v1/bot/create", { space_id: emulator.spaceId, name: "bot" });
  const path = `/v1/bots/${(data as { bot_id: string }).bot_id}?is_published=false`;
  expect(await call("GET", path)).toMatchObject({ code: 4200 });
  time += 1_000;
  expect(await call("GET", path)).toMatchObject({ code: 0, data: { create_time: 1_893_456_000 } });
  expect(slept).toEqual([60_000, 60_000, 60_000]);
});

test("the log is a ring of the newest calls", async () => {
  const { emulator, call } = await open({ callLogSize: 3 });
  for (let i = 0; i < 5; i++) await call("GET", `/v1/users/me?i=${i}`);
  expect(emulator.calls.map(({ index, query }) => [index, query["i"]])).toEqual([2, 3, 4].map((i) => [i, String(i)]));
  emulator.clearCalls();
  await call("GET", "/v1/users/me");
  expect(emulator.calls).toMatchObject([{ index: 0 }]);
});

test("an access token is in no answer of the log", async () => {
  const { emulator } = await open();
  const token = "czs_secretsecretsecret1234";
  const body = JSON.stringify({ access_token: token, expires_in: 1 });
  emulator.fault({ status: 200, body });
  await fetch(`${emulator.url}/api/permission/oauth2/token`, { method: "POST", body: "{}" });
  expect(emulator.calls[0]?.answer).toContain('"access_token":"…1234"');
});

test("`await using` closes it", async () => {
  let url: string;
  {
    await using emulator = await startEmulator();
    ({ url } = emulator);
    expect((await fetch(`${url}/__emulator`)).status).toBe(200);
  }
  await expect(fetch(url)).rejects.toThrow();
});
