import { createServer, type RequestListener, type Server } from "node:http";
import { startEmulator, type Emulator } from "../../../emulator";
import { envOf, Managed } from "../../harness/engine/managed";
import { deadAddress, listen } from "../../harness/listen";

let emulator: Emulator;
let other: Emulator;
const servers: Server[] = [];
beforeAll(async () => {
  [emulator, other] = await Promise.all([startEmulator(), startEmulator()]);
});
afterAll(async () => {
  await Promise.all([emulator.close(), other.close()]);
  for (const server of servers) server.close();
});

let clockSkewMs = 0;
/** Lets time pass: what was made a moment ago may take a while to be seen, and is waited for. */
function later(): void {
  clockSkewMs += 60_000;
  for (const server of [emulator, other]) server.set({ clockSkewMs });
}

function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  servers.push(server);
  return listen(server);
}

const EMPTY = '{"code":0,"msg":""}';
const SOURCE = "the environment variable COZE_API_TOKEN";

/** What stands between a stack and its bots, and what the error has to say; `undefined`: not asked for by that read. */
const cases: Record<string, () => Promise<{ env: Record<string, string>; words: string[] }>> = {
  "a token without access": () => {
    const env = { ...envOf(emulator), COZE_API_TOKEN: emulator.addToken({ spaces: [] }) };
    return Promise.resolve({ env, words: [SOURCE] });
  },
  "a token of other workspaces": () => {
    const env = { ...envOf(emulator), COZE_API_TOKEN: emulator.addToken({ spaces: [emulator.otherSpaceId] }) };
    return Promise.resolve({ env, words: [SOURCE] });
  },
  "a token that does not exist": () => {
    const env = { ...envOf(emulator), COZE_API_TOKEN: "pat_none" };
    return Promise.resolve({ env, words: [SOURCE, emulator.url] });
  },
  "a token without any permission": () => {
    const env = { ...envOf(emulator), COZE_API_TOKEN: emulator.addToken({ permissions: [] }) };
    return Promise.resolve({ env, words: [SOURCE, "4101"] });
  },
  "the account of another region": () => {
    const env = { ...envOf(other), COZE_SPACE_ID: emulator.spaceId };
    return Promise.resolve({ env, words: [SOURCE] });
  },
  "a server that has no such page": async () => {
    const COZE_API_BASE = await serve((_, response) => response.writeHead(404).end("<h1>Not Found</h1>"));
    return { env: { ...envOf(emulator), COZE_API_BASE }, words: [`Check coze:baseUrl (${COZE_API_BASE})`] };
  },
  "a server that answers 200 to everything": async () => {
    const COZE_API_BASE = await serve((_, response) => response.end("<h1>Welcome</h1>"));
    return { env: { ...envOf(emulator), COZE_API_BASE }, words: ["the answer was lost"] };
  },
  "a server that answers with an empty success": async () => {
    const COZE_API_BASE = await serve(({ method }, response) => response.end(method === "GET" ? EMPTY : ""));
    const step = `Check coze:baseUrl (${COZE_API_BASE}): that server does not answer as Coze documents.`;
    return { env: { ...envOf(emulator), COZE_API_BASE }, words: ["the answer has no usable ", step] };
  },
  "a dead port": async () => {
    const COZE_API_BASE = await deadAddress();
    return { env: { ...envOf(emulator), COZE_API_BASE }, words: [`Check coze:baseUrl (${COZE_API_BASE})`] };
  },
};

async function publication(connectorIds: string[]): Promise<Managed> {
  const bot = new Managed("bot", envOf(emulator));
  await bot.up({ name: "Support" });
  const made = new Managed("publication", envOf(emulator));
  await made.up({ botId: bot.id, connectorIds });
  return made;
}

describe.each(Object.entries(cases))("%s", (_name, setUp) => {
  test("drops nothing in a refresh, and the error says whom it asked", async () => {
    const { env, words } = await setUp();
    const bot = new Managed("bot", envOf(emulator));
    await bot.up({ name: "Support" });
    for (const resource of [
      bot,
      await publication(["1024"]),
      await publication(["999"]),
      await publication(["1024", "7470000000000000001"]),
    ]) {
      later();
      const message = await resource.refusal("refresh", env);
      for (const word of words) expect(message).toContain(word);
      expect(message).not.toContain("\n");
      // With the right account everything is as it was.
      expect(await resource.refresh()).toEqual([]);
    }
  });

  test("unpublishes nothing in a destroy, and does not take it for done", async () => {
    const { env, words } = await setUp();
    const live = await publication(["1024", "999"]);
    later();
    const message = await live.refusal("destroy", env);
    for (const word of words) expect(message).toContain(word);
    expect(await live.refresh()).toEqual([]);
  });
});

test("a channel whose list is empty says nothing while the bot itself may not be read", async () => {
  const live = await publication(["999"]);
  later();
  const none = JSON.stringify({ code: 0, msg: "", data: { items: [], total: 0 } });
  const refused = JSON.stringify({ code: 4101, msg: "no permission" });
  const url = await serve(({ url: path = "" }, response) => {
    response.setHeader("date", new Date(Date.now() + clockSkewMs).toUTCString());
    response.end(path.startsWith("/v1/bots?") ? none : refused);
  });
  const message = await live.refusal("refresh", { ...envOf(emulator), COZE_API_BASE: url });
  expect(message).toContain("no permission");
  expect(await live.refresh()).toEqual([]);
});

test("where the list that would confirm it cannot be read, the error names token, address and workspace", async () => {
  const bot = new Managed("bot", envOf(emulator));
  await bot.up({ name: "Support" });
  later();
  const message = await bot.refusal("refresh", { ...envOf(other), COZE_SPACE_ID: emulator.spaceId });
  expect(message).toContain(`Bot ${bot.id} was not found at ${other.url} with the token from ${SOURCE}`);
  expect(message).toContain(`workspace ${emulator.spaceId}`);
});
