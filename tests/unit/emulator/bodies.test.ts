import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { request } from "node:http";
import { closeAll, open } from "./client";
import { bots, run, start } from "./command";

afterEach(closeAll);

const MB = 1024 * 1024;
const JSON_TYPE = { "content-type": "application/json" };

/** Half a body, and then the end of the connection. */
async function breakOff(url: string, headers: Record<string, string>): Promise<void> {
  const sent = request(url, { method: "POST", headers: { ...headers, "content-length": String(MB) } });
  sent.on("error", () => undefined);
  sent.write("x".repeat(MB / 2));
  await once(sent, "socket");
  await new Promise((resolve) => sent.write("x", resolve));
  const closed = new Promise((resolve) => sent.on("close", resolve));
  sent.destroy();
  await closed;
}

test.each([
  ["JSON without a token", { authorization: "", ...JSON_TYPE }],
  ["JSON", JSON_TYPE],
  ["a form without a token", { authorization: "", "content-type": "multipart/form-data; boundary=x" }],
])("a body of more than 15 MB is refused with 413, before anything else: %s", async (_what, headers) => {
  const { emulator, call } = await open();
  const answer = await call("POST", "/v1/bot/create", "x".repeat(15 * MB + 1), headers);
  expect(answer).toMatchObject({ status: 413, code: 4000, msg: "The body is larger than 15 MB." });
  expect(emulator.calls[0]).toMatchObject({ body: undefined, status: 413 });
});

test("a large body takes no memory of its size", async () => {
  const { info, child } = await start();
  const before = await residentMb(child.pid);
  const chunks = Array.from({ length: 300 }, () => new Uint8Array(MB));
  const body = new ReadableStream({
    pull: (controller) => {
      const chunk = chunks.pop();
      if (chunk) controller.enqueue(chunk);
      else controller.close();
    },
  });
  const options: RequestInit = { method: "POST", body, headers: JSON_TYPE, duplex: "half" };
  expect((await fetch(`${info["url"] ?? ""}/v1/bot/create`, options)).status).toBe(413);
  expect((await residentMb(child.pid)) - before).toBeLessThan(200);
});

async function residentMb(pid: number | undefined): Promise<number> {
  const [, kb] = /VmRSS:\s+(\d+)/.exec(await readFile(`/proc/${pid ?? 0}/status`, "utf8")) ?? [];
  return Number(kb) / 1024;
}

const DEEP = `${"[".repeat(50_000)}${"]".repeat(50_000)}`;

test.each([
  ["broken JSON", "{"],
  ["deep JSON", DEEP],
  ["a deep question", `{"botId":"1","version":"","question":${DEEP},"conversationId":""}`],
  ["no question", "{}"],
  ["nothing", ""],
])("a question of the page with %s is refused with 400, without a stack", async (_what, body) => {
  const { emulator } = await open();
  const answer = await fetch(`${emulator.url}/chat`, { method: "POST", body, headers: JSON_TYPE });
  expect([answer.status, await answer.json()]).toEqual([400, { error: "this is no question to a bot" }]);
});

test("deep JSON is no body to the API, and an error to the control interface", async () => {
  const { emulator, call } = await open();
  expect(await call("POST", "/v1/bot/create", DEEP)).toMatchObject({ status: 200, code: 4000 });
  const control = await fetch(`${emulator.url}/__emulator/bots`, { method: "POST", body: DEEP });
  expect([control.status, await control.text()]).toEqual([400, expect.stringContaining("nested deeper than")]);
});

test("uploads that are broken off print nothing, and the emulator goes on", async () => {
  const child = run("--json", "--port", "0");
  const printed: string[] = [];
  child.stderr.on("data", (data: Buffer) => printed.push(data.toString()));
  const [line] = (await once(child.stdout, "data")) as [Buffer];
  const info = JSON.parse(line.toString()) as Record<string, string>;
  const { url = "", token = "" } = info;
  const authorization = `Bearer ${token}`;
  await breakOff(`${url}/v1/files/upload`, { authorization, "content-type": "multipart/form-data; boundary=x" });
  await breakOff(`${url}/v1/bot/create`, { authorization, ...JSON_TYPE });
  await breakOff(`${url}/__emulator/bots`, JSON_TYPE);
  await breakOff(`${url}/chat`, JSON_TYPE);
  expect(await bots(info)).toEqual([]);
  const exit = once(child, "exit");
  child.kill("SIGTERM");
  await exit;
  expect(printed).toEqual([]);
});
