import type { BotView, Call, Emulator } from "../../../emulator";
import { clientOf, closeAll, open } from "./client";

let emulator: Emulator;
let call: ReturnType<typeof clientOf>;
beforeEach(async () => ({ emulator, call } = await open()));
afterEach(closeAll);

async function control<T>(method: string, path: string, body?: object): Promise<T> {
  const response = await fetch(`${emulator.url}/__emulator${path}`, {
    method,
    body: body ? JSON.stringify(body) : null,
  });
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}

test("bots: make, edit, publish, unpublish, look, delete", async () => {
  const content = { name: "bot", prompt_info: { prompt: "p" } };
  const { botId } = await control<{ botId: string }>("POST", "/bots", {
    ...{ spaceId: emulator.spaceId, content, ownerUserId: "42", ageSeconds: 100 },
  });
  await control("PATCH", `/bots/${botId}`, { name: "edited" });
  const { version } = await control<{ version: string }>("POST", `/bots/${botId}/publish`, {
    connectorIds: ["1024", "10000122"],
  });
  await control("POST", `/bots/${botId}/unpublish`, { connectorId: "1024" });
  const bots = await control<BotView[]>("GET", "/bots");
  expect(bots).toEqual(emulator.bots);
  expect(bots).toMatchObject([
    { id: botId, ownerUserId: "42", draft: { name: "edited" }, published: { "10000122": { version } } },
  ]);
  await control("DELETE", `/bots/${botId}`);
  expect(await control("GET", "/bots")).toEqual([]);
});

test("calls: the log of API calls only", async () => {
  await call("GET", "/v1/users/me");
  expect(await control<Call[]>("GET", "/calls")).toMatchObject([{ route: "GET /v1/users/me" }]);
  await control("DELETE", "/calls");
  expect(await control("GET", "/calls")).toEqual([]);
});

test("faults and settings", async () => {
  await control("POST", "/faults", { times: "infinity", kind: { status: 500 } });
  expect((await call("GET", "/v1/users/me")).status).toBe(500);
  expect((await call("GET", "/v1/users/me")).status).toBe(500);
  await control("DELETE", "/faults");
  expect((await call("GET", "/v1/users/me")).status).toBe(200);
  expect(await control("PATCH", "/settings", { maxPageSize: 3, quirks: { zeroApiIds: true } })).toMatchObject({
    maxPageSize: 3,
    quirks: { zeroApiIds: true, pascalOnboarding: false },
  });
});

test("tokens and spaces", async () => {
  const { spaceId } = await control<{ spaceId: string }>("POST", "/spaces");
  const { token } = await control<{ token: string }>("POST", "/tokens", { spaces: [spaceId] });
  const list = () => call("GET", `/v1/bots?workspace_id=${spaceId}`, undefined, { authorization: `Bearer ${token}` });
  expect(await list()).toMatchObject({ code: 0 });
  await control("DELETE", "/tokens", { token });
  expect(await list()).toMatchObject({ status: 401 });
});

test("mistakes are told, and stay out of the log", async () => {
  await expect(control("POST", "/faults", { kind: {} })).rejects.toThrow("400");
  await expect(control("PATCH", "/bots/17", { name: "x" })).rejects.toThrow("no bot 17");
  await expect(control("GET", "/nothing")).rejects.toThrow("404");
  expect(emulator.calls).toEqual([]);
});
