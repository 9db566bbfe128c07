import { request } from "node:http";
import type { Emulator } from "../../../emulator";
import { asCurl } from "../../../emulator/page/calls";
import { compare } from "../../../emulator/page/fields";
import { clientOf, closeAll, open } from "./client";

let emulator: Emulator;
beforeEach(async () => ({ emulator } = await open()));
afterEach(closeAll);

const VIEWS = ["/", "/calls", "/chat", "/knowledge", "/faults", "/state"];
const NASTY = `<img src=x onerror=1>"'&`;

const get = (path: string): Promise<Response> => fetch(emulator.url + path);

test.each(VIEWS)("%s is a page that loads nothing from elsewhere", async (path) => {
  const response = await get(path);
  expect(response.status).toBe(200);
  expect(response.headers.get("content-security-policy")).toMatch(/^default-src 'none'; script-src 'self'; style-src/);
  const body = await response.text();
  const addresses = [...body.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, address]) => address);
  expect(addresses.filter((address) => !/^(\/|#|data:,)/.test(address ?? ""))).toEqual([]);
  expect(body).not.toMatch(/<script(?! src="\/__emulator)| on\w+=| style=/);
});

test("what came from outside is escaped", async () => {
  const id = emulator.console.createDraft(emulator.spaceId, { name: "<b>bot</b>", prompt_info: { prompt: NASTY } });
  const dataset = emulator.knowledge.createDataset(emulator.spaceId, { name: NASTY, description: NASTY });
  emulator.knowledge.addDocument(dataset.id, { name: NASTY, content: { bytes: Buffer.from("x"), fileType: "txt" } });
  emulator.chat.script(id, [{ contains: NASTY, reply: NASTY }]);
  await clientOf(emulator)("POST", `/v1/${encodeURIComponent("<b>")}`, { note: NASTY });
  for (const path of [...VIEWS, `/bots/${id}`]) {
    const body = await (await get(path)).text();
    expect(body).not.toContain("<img");
    expect(body).not.toContain("<b>bot");
  }
  expect(await (await get("/calls")).text()).toContain("&lt;img src=x onerror=1&gt;");
});

test("no page shows the token", async () => {
  await clientOf(emulator)("GET", "/v1/users/me");
  for (const path of VIEWS) expect(await (await get(path)).text()).not.toContain(emulator.token);
});

test("a name that was made to point here gets no page", async () => {
  const { hostname, port } = new URL(emulator.url);
  const status = await new Promise((resolve) => {
    const headers = { host: "evil.example" };
    request({ hostname, port, path: "/", headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    }).end();
  });
  expect(status).toBe(403);
});

test("a bot's address on Coze's website, as a destroy names it, leads to its page", async () => {
  const id = emulator.console.createDraft(emulator.spaceId, { name: "Shop" });
  const { status, url } = await get(`/space/${emulator.spaceId}/bot/${id}`);
  expect([status, url]).toEqual([200, `${emulator.url}/bots/${id}`]);
});

test("a bot that is gone is a 404", async () => {
  expect((await get("/bots/17")).status).toBe(404);
});

test("a draft beside what is live, field by field", () => {
  const draft = { name: "bot", prompt_info: { prompt: "new" }, voice_ids: ["1", "2"] };
  expect(compare(draft, { name: "bot", prompt_info: { prompt: "old" }, description: "" })).toEqual([
    { path: "name", draft: "bot", live: "bot", differs: false },
    { path: "prompt_info.prompt", draft: "new", live: "old", differs: true },
    { path: "voice_ids", draft: "1\n2", live: undefined, differs: true },
    { path: "description", draft: undefined, live: "", differs: false },
  ]);
  expect(compare(draft, undefined).some(({ differs }) => differs)).toBe(false);
});

test("a call as curl, quoted for a shell", async () => {
  await clientOf(emulator)("POST", "/v1/bot/update?x=1", { bot_id: "17", name: "it's" });
  const [call] = emulator.calls;
  expect(call && asCurl(call, "http://127.0.0.1:4700")).toBe(
    [
      `curl -X POST 'http://127.0.0.1:4700/v1/bot/update?x=1'`,
      `-H "Authorization: Bearer $COZE_API_TOKEN"`,
      "-H 'Content-Type: application/json'",
      `-d '{"bot_id":"17","name":"it'\\''s"}'`,
    ].join(" \\\n  "),
  );
});
