import type { Emulator } from "../../../emulator";
import { clientOf, closeAll, open } from "./client";

const CUSTOM = "7470000000000000009";

let emulator: Emulator;
let call: ReturnType<typeof clientOf>;
let botId: string;
beforeEach(async () => {
  ({ emulator, call } = await open());
  botId = emulator.console.createDraft(emulator.spaceId, { name: "bot" });
});
afterEach(closeAll);

async function control(method: string, path: string, body?: object): Promise<unknown> {
  const init = { method, body: body ? JSON.stringify(body) : null };
  return (await fetch(`${emulator.url}/__emulator${path}`, init)).json();
}

async function publish(): Promise<string> {
  const answer = await call("POST", "/v1/bot/publish", { bot_id: botId, connector_ids: ["1024", CUSTOM] });
  return (answer.data as { version: string }).version;
}

/** The version that the channel serves; the code where it serves none. */
async function live(channel: string): Promise<string | number> {
  const { code, data } = await call("GET", `/v1/bots/${botId}?is_published=true&connector_id=${channel}`);
  return code === 0 ? (data as { version: string }).version : code;
}

const review = () => emulator.bots[0]?.reviews?.[CUSTOM];

test("a publish is live on a channel with a review after its verdict alone", async () => {
  emulator.console.reviewChannels([CUSTOM]);
  const first = await publish();
  expect([await live("1024"), await live(CUSTOM)]).toEqual([first, 4015]);
  expect(review()).toEqual({ version: first, auditStatus: 1 });
  expect(emulator.bots[0]?.versions[0]?.connectorIds).toEqual(["1024", CUSTOM]);
  emulator.console.review(botId, CUSTOM, "pass");
  expect(await live(CUSTOM)).toBe(first);
  expect(review()).toEqual({ version: first, auditStatus: 2 });
});

test("while a newer publish waits, and after it was rejected, the channel serves the one before", async () => {
  const first = await publish();
  emulator.console.reviewChannels([CUSTOM]);
  const second = await publish();
  expect([await live("1024"), await live(CUSTOM)]).toEqual([second, first]);
  emulator.console.review(botId, CUSTOM, "reject", "too long");
  expect(await live(CUSTOM)).toBe(first);
  expect(review()).toEqual({ version: second, auditStatus: 3, reason: "too long" });
  expect(() => emulator.console.review(botId, CUSTOM, "pass")).toThrow("nothing waits for a review");
});

test("a snapshot keeps what waits; an unpublish drops it", async () => {
  emulator.console.reviewChannels([CUSTOM]);
  const version = await publish();
  const saved = emulator.snapshot();
  emulator.console.unpublish(botId, CUSTOM);
  expect(review()).toBeUndefined();
  emulator.reset();
  expect(emulator.console.reviewedChannels).toEqual([]);
  emulator.restore(saved);
  expect(emulator.console.reviewedChannels).toEqual([CUSTOM]);
  emulator.console.review(botId, CUSTOM, "pass");
  expect(await live(CUSTOM)).toBe(version);
});

test("by control routes", async () => {
  await control("PUT", "/channels/review", { connectorIds: [CUSTOM] });
  expect(await control("GET", "/channels/review")).toEqual([CUSTOM]);
  const version = await publish();
  const verdict = { connectorId: CUSTOM, verdict: "reject", reason: "no" };
  expect(await control("POST", `/bots/${botId}/review`, verdict)).toEqual({});
  expect(review()).toEqual({ version, auditStatus: 3, reason: "no" });
  expect(await control("POST", `/bots/${botId}/review`, { ...verdict, verdict: "maybe" })).toHaveProperty("error");
});

describe("the status of a document", () => {
  test.each([0, 1, 2, 3, 4, 5, 9, 1000, 77])("%i, with a reason, until it is taken back", async (status) => {
    const { id } = emulator.knowledge.createDataset(emulator.spaceId, { name: "Manual" });
    const content = { bytes: Buffer.from("x"), fileType: "txt" };
    const document = emulator.knowledge.addDocument(id, { name: "page", content });
    const progress = async () =>
      (await call("POST", `/v1/datasets/${id}/process`, { document_ids: [document.id] })).data as { data: object[] };
    const listed = async () =>
      (await call("POST", "/open_api/knowledge/document/list", { dataset_id: id })).json["document_infos"];

    emulator.console.setDocumentStatus(document.id, status, "because");
    expect(await progress()).toMatchObject({ data: [{ status, status_descript: "because" }] });
    expect(await listed()).toMatchObject([{ status }]);
    await control("PUT", `/documents/${document.id}/status`, { status: null });
    expect((await progress()).data).toEqual([
      expect.not.objectContaining({ status_descript: expect.anything() as never }),
    ]);
    expect(await listed()).toMatchObject([{ status: 1 }]);
  });
});
