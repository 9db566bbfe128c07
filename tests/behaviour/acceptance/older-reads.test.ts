import type { Session } from "../../../provider/session/session";
import { LIST, openScene, READ, type Scene } from "../../harness/engine/scene";
import { closeClients, openClient } from "../faults/client";

afterEach(closeClients);

const ONLINE = "GET /v1/bot/get_online_info";
const LIST_PUBLISHED = "GET /v1/space/published_bots_list";
const NOTICE = "this server lacks Coze's newer reads";

const program = `
  for (const name of ["support", "sales"]) {
    const bot = new CozeBot(name, { name });
    new CozeBotPublication(name, { bot });
  }
`;

const countOf = (text: string, words: string): number => text.split(words).length - 1;

async function openOlder(): Promise<Scene> {
  return openScene({
    emulator: { quirks: { olderReadsOnly: true } },
    config: { allowSameName: "false", concurrency: "1" },
  });
}

test("an up needs no draft: it creates and publishes, and says that leftovers are not looked for", async () => {
  const t = await openOlder();
  const { text } = await t.up(program);
  expect(t.emulator.bots.map(({ versions }) => versions.length)).toEqual([1, 1]);
  expect(text).toContain("what an interrupted run may have left behind is not looked for");
  expect(text).toContain("no draft, and no other channel");
  await t.expectSilence();
});

test("a refresh reads publications by the older call, with one line, and says of each bot that it needs the draft", async () => {
  const t = await openOlder();
  await t.up(program);
  t.later();
  const { text, calls } = await t.refresh({ expect: "failure" });
  expect(calls.filter((route) => route === ONLINE)).toHaveLength(2);
  expect(countOf(text, NOTICE)).toBe(1);
  expect(text).toContain(
    "that server does not have this call. Without it only what is live on the API channel can be read: no draft, and no other channel.",
  );
  expect(Object.keys(t.resources())).toHaveLength(4);
});

test("a publication whose bot was unpublished outside is found by the older call", async () => {
  const t = await openOlder();
  await t.up(`new CozeBotPublication("live", { botId: new CozeBot("support", { name: "Support" }).id });`);
  t.emulator.console.unpublish(t.bot.id, "1024");
  t.later();
  await t.refresh({ expect: "any" });
  expect(t.resources()["Publication live"]).toBeUndefined();
});

describe("the client", () => {
  let session: Session;
  let lines: string[];
  let t: Awaited<ReturnType<typeof openClient>>;
  beforeEach(async () => {
    t = await openClient();
    ({ session, lines } = t);
    await session.api().publishBot(t.botId, ["1024"], undefined);
    t.emulator.set({ quirks: { olderReadsOnly: true } });
    t.emulator.clearCalls();
  });
  const routes = (): string[] => t.emulator.calls.map(({ route }) => route);

  test("asks the newer call once, and then the older ones alone", async () => {
    const api = session.api();
    expect(await api.readPublished(t.botId)).toMatchObject({ bot_id: t.botId });
    expect(await api.readPublished(t.botId, "1024")).toMatchObject({ bot_id: t.botId });
    expect(await api.listBots(t.emulator.spaceId, "published_online")).toEqual([
      expect.objectContaining({ id: t.botId, isPublished: true, publishedAt: expect.any(Number) as number }),
    ]);
    expect(routes()).toEqual([READ, ONLINE, ONLINE, LIST_PUBLISHED]);
    expect(lines.filter((line) => line.includes(NOTICE))).toHaveLength(1);
  });

  test("a list is as good a beginning", async () => {
    expect(await session.api().listBots(t.emulator.spaceId, "published_online", "1024")).toHaveLength(1);
    expect(routes()).toEqual([LIST, LIST_PUBLISHED]);
  });

  test("what is not published is refused by the older call as by the newer", async () => {
    await session.api().unpublishBot(t.botId, "1024", undefined);
    await expect(session.api().readPublished(t.botId)).rejects.toThrow("4015");
  });

  test.each<[string, () => Promise<unknown>]>([
    ["a draft", () => session.api().readDraft(t.botId)],
    ["another channel", () => session.api().readPublished(t.botId, "999")],
    ["the list of all", () => session.api().listBots(t.emulator.spaceId, "all")],
  ])("%s has no older call, and the error says so", async (_, ask) => {
    await expect(ask()).rejects.toThrow("no draft, and no other channel");
    expect(routes()).toHaveLength(1);
    expect(lines).toEqual([]);
  });

  test("a server that has neither is not Coze: the error is the newer call's", async () => {
    t.emulator.fault({ route: ONLINE, kind: { status: 404, body: "<h1>Not Found</h1>" } });
    await expect(session.api().readPublished(t.botId)).rejects.toThrow("that server does not have this call");
    expect(lines).toEqual([]);
  });
});
