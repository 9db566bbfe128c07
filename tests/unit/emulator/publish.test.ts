import type { Emulator } from "../../../emulator";
import { clientOf, closeAll, containing, open } from "./client";

const CUSTOM = "7470000000000000009";

let emulator: Emulator;
let call: ReturnType<typeof clientOf>;
let botId: string;
beforeAll(async () => ({ emulator, call } = await open()));
beforeEach(() => (botId = emulator.console.createDraft(emulator.spaceId, { name: "bot", description: "one" })));
afterAll(closeAll);

function bot() {
  const found = emulator.bots.find(({ id }) => id === botId);
  if (!found) throw new Error("no such bot");
  return found;
}

async function publish(connector_ids: unknown = ["1024"], rest: object = {}) {
  return call("POST", "/v1/bot/publish", { bot_id: botId, connector_ids, ...rest });
}

describe("publish", () => {
  test("snapshots the draft per channel and answers the version", async () => {
    const answer = await publish(["1024", CUSTOM], { connectors: { [CUSTOM]: { device_id: '["5"]' } } });
    const { version } = answer.data as { version: string };
    expect(answer).toMatchObject({ code: 0, data: { bot_id: botId } });
    expect(version).toMatch(/^\d{13}$/);
    emulator.console.editDraft(botId, { description: "two" });
    expect(bot().published).toEqual({
      "1024": { version, config: { name: "bot", description: "one" }, publishedAt: expect.any(Number) as number },
      [CUSTOM]: expect.objectContaining({ version, connectors: { device_id: '["5"]' } }) as object,
    });
    expect(bot().draft.description).toBe("two");
  });

  test("versions grow, also within a millisecond, and without a change", async () => {
    const versions = [emulator.console.publish(botId, ["1024"]), emulator.console.publish(botId, ["999"])].map(Number);
    const last = Number(((await publish()).data as { version: string }).version);
    expect(versions[1]).toBeGreaterThan(versions[0] ?? Infinity);
    expect(last).toBeGreaterThan(versions[1] ?? Infinity);
    expect(bot().published["999"]?.version).toBe(String(versions[1]));
  });

  test.each<[string, unknown, object]>([
    ["connector_ids", [], {}],
    ["connector_ids", undefined, {}],
    ["connector_ids[0]", [1024], {}],
    ["connector_ids", ["10000122"], {}],
    ["connector_ids", [CUSTOM], {}],
    ["connectors", ["1024"], { connectors: { [CUSTOM]: { a: "b" } } }],
    [`connectors.${CUSTOM}.a`, ["1024", CUSTOM], { connectors: { [CUSTOM]: { a: ["b"] } } }],
    ["bot_id", ["1024"], { bot_id: 5 }],
  ])("refuses a wrong %s: %j", async (field, ids, rest) => {
    const answer = await publish(ids ?? null, rest);
    expect(answer).toMatchObject({ status: 200, code: 4000, msg: containing(`field ${field}:`) });
    expect(bot().versions).toEqual([]);
  });

  test("an unknown bot is 4200", async () => {
    expect(await publish(["1024"], { bot_id: "1" })).toMatchObject({ status: 200, code: 4200 });
  });

  test("a blocked word anywhere in the draft is 4105", async () => {
    emulator.set({ contentBlockWord: "forbidden" });
    emulator.console.editDraft(botId, { onboarding_info: { suggested_questions: ["a forbidden thing"] } });
    expect(await publish()).toMatchObject({ status: 200, code: 4105 });
    emulator.set({ contentBlockWord: null });
    expect(await publish()).toMatchObject({ code: 0 });
  });
});

describe("unpublish", () => {
  test("takes the bot off that channel, keeps the history, and is repeatable", async () => {
    await publish(["1024", "999"]);
    for (let i = 0; i < 2; i++) {
      const answer = await call("POST", `/v1/bots/${botId}/unpublish`, { connector_id: "1024", unpublish_reason: "x" });
      expect(Object.keys(answer.json).sort()).toEqual(["code", "detail", "msg"]);
      expect(answer.code).toBe(0);
    }
    expect(Object.keys(bot().published)).toEqual(["999"]);
    expect(bot().versions).toHaveLength(1);
    expect(await call("GET", `/v1/bots/${botId}`)).toMatchObject({ code: 4015 });
  });

  test.each([
    ["connector_id", {}],
    ["connector_id", { connector_id: 1024 }],
    ["connector_id", { connector_id: "482431" }],
    ["unpublish_reason", { connector_id: "1024", unpublish_reason: "x".repeat(1025) }],
  ])("refuses a wrong %s: %j", async (field, body) => {
    const answer = await call("POST", `/v1/bots/${botId}/unpublish`, body);
    expect(answer).toMatchObject({ status: 200, code: 4000, msg: containing(`field ${field}:`) });
  });

  test("an unknown bot is 4200", async () => {
    expect(await call("POST", "/v1/bots/1/unpublish", { connector_id: "1024" })).toMatchObject({ code: 4200 });
  });
});

describe("versions", () => {
  test("newest first, in pages, by channel", async () => {
    const [first, second, third] = [["1024"], ["999"], ["1024"]].map((ids) => emulator.console.publish(botId, ids));
    const path = `/v1/bots/${botId}/versions`;
    const page = (await call("GET", `${path}?page_size=2&publish_status=`)).data as { items: object[] };
    expect(page).toMatchObject({ items: [{ version: third }, { version: second }], has_more: true });
    expect(page.items[0]).toEqual({
      version: third,
      changelog: "",
      created_at: Math.floor(Number(bot().versions[0]?.createdAt) / 1000),
      publish_status: "published_online",
      creator: { id: emulator.userId, name: expect.any(String) as string },
    });
    const rest = await call("GET", `${path}?page_size=2&page_num=2`);
    expect(rest.data).toMatchObject({ items: [{ version: first }], has_more: false });
    const ofChannel = await call("GET", `${path}?connector_id=1024`);
    expect(ofChannel.data).toMatchObject({ items: [{ version: third }, { version: first }], has_more: false });
    const drafts = await call("GET", `${path}?publish_status=unpublished_draft`);
    expect(drafts.data).toEqual({ items: [], has_more: false });
  });

  test.each(["page_size=31", "page_size=0", "page_num=x", "publish_status=all"])("refuses %s", async (query) => {
    const answer = await call("GET", `/v1/bots/${botId}/versions?${query}`);
    expect(answer).toMatchObject({ status: 200, code: 4000, msg: containing(query.split("=")[0] ?? "") });
  });
});
