import { createHash, randomBytes } from "node:crypto";
import { lstatSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { RunResult, UpdateOptions } from "../../harness/cli/types";
import { CREATE, PUBLISH, UPDATE } from "./cell";
import { closeStacks, openStack, type Stack } from "../../harness/cli/scene";

jest.setTimeout(300_000);
afterEach(closeStacks);

/** Every file of the workspace; what is linked into it is not of it. */
function filesBelow(directory: string): string[] {
  return readdirSync(directory).flatMap((name) => {
    const path = join(directory, name);
    const stat = lstatSync(path);
    return stat.isDirectory() ? filesBelow(path) : stat.isFile() ? [path] : [];
  });
}

function expectNowhere(t: Stack, secret: string, runs: readonly RunResult[]): void {
  const files = filesBelow(t.ws.directory);
  expect(files.some((file) => file.endsWith(".json") && file.includes("stacks"))).toBe(true);
  const encodings = [secret, Buffer.from(secret).toString("base64").slice(4, -4), JSON.stringify(secret).slice(1, -1)];
  for (const text of encodings) {
    expect(files.filter((file) => readFileSync(file).includes(text))).toEqual([]);
    for (const { output } of runs) expect(output.includes(text)).toBe(false);
  }
}

const program = (prompt: string) => `
  const bot = new CozeBot("support", { name: "Support", promptInfo: { prompt: "${prompt}" }, knowledge: { datasetIds: ["71"] } });
  new CozeBotPublication("support", { bot });
`;

/** Creates, edits, fails, waits, repairs, refreshes and destroys, while the server quotes the token wherever it can. */
async function wholeLife(t: Stack, token: string, options: UpdateOptions): Promise<RunResult[]> {
  const any: UpdateOptions = { expect: "any", ...options };
  t.emulator.fault({
    route: CREATE,
    kind: { status: 429, retryAfter: "3", body: { code: 4013, msg: `slow down, ${token}` } },
  });
  t.emulator.fault({ route: UPDATE, kind: { code: 4000, msg: `bad Authorization: Bearer ${token}` } });
  await t.write(program("One"));
  const runs = [await t.ws.up(any)];
  t.emulator.fault({ route: PUBLISH, kind: { code: 5000, msg: `lost ${token}`, handled: true } });
  runs.push(await t.ws.up(options));
  await t.write(program("Two"));
  runs.push(
    await t.ws.preview({ diff: true, ...options }),
    await t.ws.up(options),
    await t.ws.refresh({ diff: true, ...options }),
  );
  t.emulator.fault({ kind: { status: 401, body: { code: 700012006, msg: `rejected ${token}` } }, times: 2 });
  runs.push(await t.ws.refresh(any), await t.ws.destroy(options));
  const texts = runs.map(({ output }) => output.replace(/\s+/g, " ")).join();
  // Not toContain, which would print everything.
  for (const part of ["slow down, [token]", "bad Authorization: Bearer [token]", "rejected [token]"]) {
    expect({ part, told: texts.includes(part) }).toEqual({ part, told: true });
  }
  return runs;
}

test.each([{ args: [] }, { args: ["--debug", "-v=9", "--logtostderr"] }])(
  "a token in the environment is in nothing that is printed or written, with $args",
  async ({ args }) => {
    const t = await openStack();
    const runs = await wholeLife(t, t.emulator.token, { args });
    expectNowhere(t, t.emulator.token, runs);
  },
);

test("a secret token in the configuration is in nothing that is printed or written, with --debug", async () => {
  const t = await openStack({}, () => ({ COZE_API_TOKEN: undefined }));
  const { token } = t.emulator;
  await t.write(program("One"));
  await t.ws.setConfig("coze:token", token, { secret: true });
  const runs = await wholeLife(t, token, { args: ["--debug"] });
  expectNowhere(t, token, runs);
});

test("an OAuth app's private key and the token fetched with it are in nothing that is printed or written", async () => {
  const t = await openStack({}, () => ({ COZE_API_TOKEN: undefined }));
  const { appId, keyId, privateKey } = t.emulator.oauth;
  await t.write(program("One"));
  await t.ws.setConfigs({
    "coze:oauthAppId": appId,
    "coze:oauthKeyId": keyId,
    "coze:oauthPrivateKey": { secret: privateKey },
  });
  const runs = [await t.ws.up({ args: ["--debug"] }), await t.ws.refresh(), await t.ws.destroy()];
  expect(t.emulator.calls.filter(({ path }) => path.endsWith("/oauth2/token"))).toHaveLength(3);
  for (const line of privateKey.split("\n").filter((text) => text.length > 20)) {
    if (!line.startsWith("-----")) expectNowhere(t, line, runs);
  }
  for (const { output } of runs) expect(output).not.toContain("czs_");
});

test("where config's token is rejected, one line says that the environment's is used, and neither is shown", async () => {
  const expired = `pat_${randomBytes(24).toString("hex")}`;
  const t = await openStack();
  await t.write(program("One"));
  await t.ws.setConfig("coze:token", expired, { secret: true });
  const run = await t.ws.up();
  // The engine shows a line as it comes, and all of them once more at the end.
  const [asTheyCame, ...atTheEnd] = run.output.split("Diagnostics:");
  for (const text of [asTheyCame, ...atTheEnd]) {
    expect(text?.match(/the token from the configuration key coze:token was rejected/g)).toHaveLength(1);
  }
  expect(t.emulator.bots).toHaveLength(1);
  expectNowhere(t, expired, [run]);
  expectNowhere(t, t.emulator.token, [run]);
});

test("without credentials an up fails with the key, the variable and the command, and makes no call", async () => {
  const t = await openStack({}, () => ({ COZE_API_TOKEN: undefined }));
  await t.write(program("One"));
  const { output } = await t.ws.up({ expect: "failure" });
  const text = output.replace(/\s+/g, " ");
  for (const part of ["coze:token", "COZE_API_TOKEN", "pulumi config set --secret coze:token"])
    expect(text).toContain(part);
  expect(t.emulator.calls).toEqual([]);
});

test("the scan finds a secret that is there", async () => {
  const t = await openStack();
  const planted = createHash("sha256").update(t.emulator.token).digest("hex");
  await t.write(program(planted));
  const run = await t.ws.up();
  expect(() => expectNowhere(t, planted, [run])).toThrow();
});
