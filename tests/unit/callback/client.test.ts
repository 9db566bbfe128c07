import { createHash } from "node:crypto";
import { createServer, type IncomingHttpHeaders } from "node:http";
import { startEmulator, type Emulator } from "../../../emulator";
import { withLive } from "../../../provider/resources/callback/state";
import { Session } from "../../../provider/session/session";
import { LIST_CALLBACKS } from "../../harness/routes";
import { listen } from "../../harness/listen";
import { until } from "../../harness/until";

let emulator: Emulator;
beforeEach(async () => {
  emulator = await startEmulator();
});
afterEach(() => emulator.close());

function callbacks() {
  const session = new Session({ env: emulator.env, write: () => undefined });
  return session.api().callbacks;
}

test("a list is read to its last page", async () => {
  for (let i = 0; i < 120; i++) emulator.console.addCallback(`App ${i}`);
  expect(await callbacks().list()).toHaveLength(120);
  expect(emulator.calls.map(({ query }) => query["page_token"] ?? "")).toEqual(["", "2", "3"]);
});

test.each([
  ["says that there are more, and not where", { items: [], has_more: true }],
  ["comes again and again", { items: [{ id: "1" }], has_more: true, next_page_token: "2" }],
])("a list whose page %s is none", async (_what, data) => {
  emulator.fault({ route: LIST_CALLBACKS, times: Infinity, kind: { status: 200, body: { code: 0, data } } });
  await expect(callbacks().list()).rejects.toThrow("Coze could not list the callback apps of the token's user");
});

test("a read keeps what means the same as the user wrote it", () => {
  const recorded = { name: "Alarm", url: "https://a.example", events: ["bot.deleted", "bot.published"] };
  const live = { id: "1", name: "Alarm", url: "https://a.example" };
  expect(withLive(recorded, live, ["bot.published", "bot.deleted"])).toEqual(recorded);
  expect(withLive(recorded, { ...live, name: "Other" }, ["bot.unpublished", "bot.published"])).toEqual({
    ...recorded,
    name: "Other",
    events: ["bot.published", "bot.unpublished"],
  });
  expect(withLive(recorded, { id: "1" }, recorded.events)).toEqual({ ...recorded, url: "" });
});

test("the emulator posts the events that an app subscribes to, signed as Coze signs them", async () => {
  const received: { headers: IncomingHttpHeaders; body: string }[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      received.push({ headers: request.headers, body: Buffer.concat(chunks).toString("utf8") });
      response.end();
    });
  });
  const url = await listen(server);
  try {
    const events = ["bot.published", "bot.unpublished", "bot.deleted"] as const;
    const { id, verifyToken } = emulator.console.addCallback("Alarm", { url, events: [...events] });
    emulator.console.addCallback("Far away", { url: "https://nowhere.invalid", events: [...events] });
    const botId = emulator.console.createDraft(emulator.spaceId, { name: "Support" });
    const version = emulator.console.publish(botId, ["1024"]);
    await until(() => received.length === 1);
    emulator.console.unpublish(botId, "1024");
    await until(() => received.length === 2);
    emulator.console.deleteBot(botId);
    await until(() => received.length === 3);
    const told = received.map(({ body }) => JSON.parse(body) as { header: object; event: object });
    expect(told).toMatchObject([
      { header: { event_type: events[0], api_app_id: id }, event: { bot_name: "Support", bot_id_str: botId, version } },
      { header: { event_type: events[1] }, event: { bot_id: botId, connector_id: "1024" } },
      { header: { event_type: events[2] }, event: { bot_id: botId, bot_name: "Support" } },
    ]);
    for (const { headers, body } of received) {
      const signed = `${String(headers["x-coze-timestamp"])}${String(headers["x-coze-nonce"])}${verifyToken}${body}`;
      expect(headers["x-coze-signature"]).toBe(createHash("sha1").update(signed).digest("hex"));
    }
  } finally {
    server.close();
  }
});
