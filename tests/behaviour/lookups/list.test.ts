import { createServer } from "node:http";
import { getBots, type GetBotsArgs } from "../../../provider";
import { startEmulator, type Emulator } from "../../../emulator";
import { failureOf } from "../../harness/failure";
import { listen } from "../../harness/listen";
import { askAt } from "./settings";

let emulator: Emulator;
const names = (prefix: string, count: number) => Array.from({ length: count }, (_, i) => `${prefix} ${i}`);
beforeAll(async () => {
  emulator = await startEmulator({ maxPageSize: 20 });
  const make = (name: string) => emulator.console.createDraft(emulator.spaceId, { name });
  names("draft", 60).forEach(make);
  for (const name of names("online", 55)) emulator.console.publish(make(name), ["1024"]);
  for (const name of names("chat", 3)) emulator.console.publish(make(name), ["999"]);
  for (const name of names("newer", 2)) {
    const id = make(name);
    emulator.console.publish(id, ["1024", "999"]);
    emulator.console.editDraft(id, { description: "Newer" });
  }
  emulator.console.createDraft(emulator.otherSpaceId, { name: "elsewhere" });
});
beforeEach(() => askAt(emulator));
afterAll(() => emulator.close());

const lists = {
  all: {},
  explicit: { publishStatus: "all" },
  online: { publishStatus: "published_online" },
  newer: { publishStatus: "published_draft" },
  never: { publishStatus: "unpublished_draft" },
  chat: { publishStatus: "published_online", connectorId: "999" },
  newerChat: { publishStatus: "published_draft", connectorId: "999" },
} satisfies Record<string, GetBotsArgs>;

test("getBots gives every page of every status and channel, each bot once", async () => {
  emulator.clearCalls();
  const all = Object.keys(lists) as (keyof typeof lists)[];
  const found = new Map(await Promise.all(all.map(async (name) => [name, await getBots(lists[name])] as const)));
  const namesOf = (list: keyof typeof lists) =>
    found
      .get(list)
      ?.map(({ name }) => name)
      .sort();
  const everything = [...names("draft", 60), ...names("online", 55), ...names("chat", 3), ...names("newer", 2)];
  expect(namesOf("all")).toEqual(everything.sort());
  expect(namesOf("explicit")).toEqual(everything.sort());
  expect(namesOf("online")).toEqual([...names("online", 55), ...names("newer", 2)].sort());
  expect(namesOf("newer")).toEqual(names("newer", 2));
  expect(namesOf("never")).toEqual(names("draft", 60).sort());
  expect(namesOf("chat")).toEqual([...names("chat", 3), ...names("newer", 2)]);
  expect(namesOf("newerChat")).toEqual(names("newer", 2));
  // 120, 120, 57, 2, 60, 5 and 2 bots in pages of 20. After a full page another one is asked for.
  expect(emulator.calls).toHaveLength(7 + 7 + 3 + 1 + 4 + 1 + 1);

  expect(found.get("newer")?.[0]).toEqual({
    botId: emulator.bots.find(({ draft }) => draft.name === "newer 1")?.id,
    name: "newer 1",
    description: "Newer",
    iconUrl: expect.any(String) as string,
    folderId: "",
    ownerUserId: emulator.userId,
    updatedAt: expect.any(Number) as number,
    isPublished: true,
    publishedAt: expect.any(Number) as number,
  });
});

test("getBots takes the workspace that it is given, and needs one", async () => {
  const elsewhere = await getBots({ spaceId: emulator.otherSpaceId });
  expect(elsewhere.map(({ name }) => name)).toEqual(["elsewhere"]);
  askAt(emulator, { spaceId: undefined });
  const { message } = await failureOf(getBots());
  expect(message).toContain("getBots: spaceId: is required: set it, or the configuration key coze:spaceId");
});

test("a server that gives smaller pages than it was asked for is asked on, and an empty page before the total is no whole list", async () => {
  let told = 45;
  const server = createServer(({ url }, response) => {
    const page = Number(new URL(url ?? "", "http://server").searchParams.get("page_num"));
    const items = Array.from({ length: 45 }, (_, i) => ({ id: String(i) })).slice((page - 1) * 20, page * 20);
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ code: 0, data: { items, total: told } }));
  });
  try {
    askAt(emulator, { baseUrl: await listen(server) });
    const ids = Array.from({ length: 45 }, (_, i) => String(i));
    const list = async () => (await getBots()).map(({ botId }) => botId);
    expect(await list()).toEqual(ids);
    told = 1000;
    expect((await failureOf(list())).message).toContain("its total is 1000, and it has 45 different items, in 3 reads");
  } finally {
    server.close();
  }
});
