import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { until } from "../../harness/until";
import { EXAMPLES, openExample } from "./harness";

const servers: ChildProcess[] = [];
afterAll(() => {
  for (const server of servers) server.kill();
});

/** The server of the example, and the lines that it prints. */
async function startServer(port: string, verifyToken?: string): Promise<{ url: string; lines: string[] }> {
  const env = { ...process.env, PORT: port, ...(verifyToken !== undefined && { VERIFY_TOKEN: verifyToken }) };
  const server = spawn(process.execPath, [join(EXAMPLES, "callback-alarm", "server.mjs")], { env });
  servers.push(server);
  const lines: string[] = [];
  server.stdout.on("data", (chunk: Buffer) => lines.push(...chunk.toString("utf8").trim().split("\n")));
  await until(() => lines.length > 0);
  return { url: lines[0]?.replace("listening on ", "") ?? "", lines };
}

test("whoever publishes in the console is heard of", async () => {
  const t = await openExample("callback-alarm");
  const { emulator } = t;
  const { url, lines: unsigned } = await startServer("0");
  await t.configure({ "coze:alarmUrl": url });
  const { text } = await t.up();
  const [app] = emulator.callbacks;
  expect(app).toMatchObject({ name: "Alarm", url, events: ["bot.published", "bot.unpublished", "bot.deleted"] });
  expect(text).not.toContain(app?.verifyToken);

  const botId = emulator.console.createDraft(emulator.spaceId, { name: "Support" });
  servers[0]?.kill();
  if (servers[0]) await once(servers[0], "exit");
  const { lines } = await startServer(new URL(url).port, app?.verifyToken);
  emulator.console.publish(botId, ["1024"]);
  await until(() => lines.length > 1);
  expect(lines[1]).toBe(`bot.published: Support (${botId})`);
  expect(unsigned).toHaveLength(1);

  const state = JSON.stringify(await t.ws.exportState());
  expect(state).not.toContain(app?.verifyToken);
});
