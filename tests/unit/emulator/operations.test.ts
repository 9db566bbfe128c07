import { request } from "node:http";
import type { Emulator } from "../../../emulator";
import { operations } from "../../../emulator/control/operations";
import { closeAll, open } from "./client";
import { until } from "../../harness/until";

let emulator: Emulator;
beforeEach(async () => ({ emulator } = await open()));
afterEach(closeAll);

/** Functions that only help another one, or that a process cannot do for another. */
const MODULE_ONLY = new Set([
  ...["on", "accept", "closed"],
  // The store's insides: what the API itself calls.
  ...["chat.react", "chat.start", "chat.addConversation", "chat.findConversation", "chat.deleteConversation"],
  ...["chat.find", "chat.isBusy", "knowledge.documentsOf", "knowledge.dataset", "knowledge.document"],
  ...["knowledge.updateDataset", "knowledge.documentStates", "knowledge.datasetName"],
  ...["library.plugin", "library.workflowName"],
]);
/** Told by the route of `env`. */
const ACCOUNT = ["url", "token", "readOnlyToken", "spaceId", "otherSpaceId", "userId"];

function namesOf(target: object): string[] {
  const own = Object.getOwnPropertyNames(Object.getPrototypeOf(target));
  return own.filter((name) => !["constructor", "dump", "load"].includes(name));
}

test("everything that the module can do, a control route can do", () => {
  const parts = (["console", "knowledge", "library", "chat"] as const).flatMap((part) =>
    namesOf(emulator[part]).map((name) => `${part}.${name}`),
  );
  const own = namesOf(emulator).filter((name) => !["knowledge", "library", "chat"].includes(name));
  const wanted = [...own, ...parts].filter((name) => !MODULE_ONLY.has(name) && !ACCOUNT.includes(name));
  expect(operations.map(({ name }) => name).sort()).toEqual(wanted.sort());
});

async function control(method: string, path: string, body?: object): Promise<unknown> {
  const init = { method, body: body ? JSON.stringify(body) : null };
  return (await fetch(`${emulator.url}/__emulator${path}`, init)).json();
}

test("knowledge, files, workflows and plugins", async () => {
  const { id } = (await control("POST", "/datasets", { name: "Manual" })) as { id: string };
  const content = { base64: Buffer.from("text").toString("base64"), fileType: "txt" };
  const added = (await control("POST", `/datasets/${id}/documents`, { name: "page", content })) as { id: string };
  await control("PATCH", `/datasets/${id}`, { name: "Handbook" });
  await control("PATCH", `/documents/${added.id}`, { caption: "A page" });
  expect(await control("GET", "/datasets")).toMatchObject([{ id, name: "Handbook", spaceId: emulator.spaceId }]);
  expect(await control("GET", "/documents")).toMatchObject([{ id: added.id, caption: "A page", content }]);
  await control("DELETE", `/documents/${added.id}`);
  await control("DELETE", `/datasets/${id}`);
  expect([emulator.knowledge.datasets, emulator.knowledge.documents]).toEqual([[], []]);

  await control("POST", "/workflows", { name: "refund", version: "v1" });
  await control("POST", "/plugins", { name: "Shop", tools: [{ name: "getOrder" }] });
  expect(await control("GET", "/workflows")).toEqual(emulator.library.workflows);
  expect(await control("GET", "/plugins")).toMatchObject([{ tools: [{ name: "getOrder", description: "" }] }]);
});

test("reset, snapshot and restore", async () => {
  emulator.console.createDraft(emulator.spaceId, { name: "bot" });
  const saved = (await control("GET", "/snapshot")) as object;
  await control("POST", "/reset");
  expect(emulator.bots).toEqual([]);
  await control("PUT", "/snapshot", saved);
  expect(emulator.bots).toMatchObject([{ draft: { name: "bot" } }]);
});

test("scripts and chats", async () => {
  const botId = emulator.console.createDraft(emulator.spaceId, { name: "bot" });
  const rules = [{ contains: "x", reply: "y", fail: 4028 }];
  const init = { method: "PUT", body: JSON.stringify(rules) };
  await fetch(`${emulator.url}/__emulator/bots/${botId}/script`, init);
  expect(await control("GET", `/bots/${botId}/script`)).toMatchObject([{ contains: "x" }]);
});

test("refuse, for a while", async () => {
  await control("POST", "/refuse", { forMs: 300 });
  await until(() =>
    fetch(emulator.url).then(
      () => false,
      () => true,
    ),
  );
  await until(() =>
    fetch(emulator.url).then(
      () => true,
      () => false,
    ),
  );
});

test("close", async () => {
  await control("POST", "/close");
  await emulator.closed;
});

describe("a web page from elsewhere cannot drive it", () => {
  function status(headers: Record<string, string>): Promise<number | undefined> {
    const { hostname, port } = new URL(emulator.url);
    return new Promise((resolve, reject) => {
      const sent = request({ hostname, port, path: "/__emulator/bots", headers }, (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      sent.on("error", reject);
      sent.end();
    });
  }

  test.each([
    ["by a name that points here", { host: "evil.example:80" }],
    ["by its own name", { origin: "https://evil.example" }],
    ["in a sandboxed frame", { origin: "null" }],
    ["without a name", { "sec-fetch-site": "cross-site" }],
  ])("%s", async (_how, headers) => {
    expect(await status(headers)).toBe(403);
  });

  test("its own page can", async () => {
    const host = new URL(emulator.url).host;
    expect(await status({ origin: `http://${host}`, "sec-fetch-site": "same-origin" })).toBe(200);
    expect(await status({ host: `localhost:${new URL(emulator.url).port}` })).toBe(200);
  });
});
