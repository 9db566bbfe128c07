import { randomBytes } from "node:crypto";
import { openScene, type Run, type Scene } from "../../harness/engine/scene";
import { CREATE, PUBLISH, UPDATE } from "./cell";

// `tests/engine/acceptance/secrets` has the engine's own log and files.

/** All that is printed, returned or recorded. */
function expectNowhere(t: Scene, secret: string, runs: readonly Run[]): void {
  const state = JSON.stringify([t.engine.state.all, t.engine.outputs]);
  const printed = runs.map(({ log: _, ...run }) => JSON.stringify(run) + run.output);
  const encodings = [secret, Buffer.from(secret).toString("base64").slice(4, -4), JSON.stringify(secret).slice(1, -1)];
  // Not toContain, which would print everything.
  for (const text of [state, ...printed]) {
    expect(encodings.filter((encoding) => text.includes(encoding))).toEqual([]);
  }
}

const program = (prompt: string) => `
  const bot = new CozeBot("support", { name: "Support", promptInfo: { prompt: "${prompt}" }, knowledge: { datasetIds: ["71"] } });
  new CozeBotPublication("support", { bot });
`;

/** Creates, edits, fails, waits, repairs, refreshes and destroys, while the server quotes the token wherever it can. */
async function wholeLife(t: Scene, token: string): Promise<void> {
  const runs: Run[] = [];
  const done = async (run: Promise<Run>): Promise<void> => {
    runs.push(await run);
    expectNowhere(t, token, runs);
  };
  t.emulator.fault({
    route: CREATE,
    kind: { status: 429, retryAfter: "3", body: { code: 4013, msg: `slow down, ${token}` } },
  });
  t.emulator.fault({ route: UPDATE, kind: { code: 4000, msg: `bad Authorization: Bearer ${token}` } });
  await done(t.up(program("One"), { expect: "failure" }));
  t.emulator.fault({ route: PUBLISH, kind: { code: 5000, msg: `lost ${token}`, handled: true } });
  await done(t.up());
  await done(t.preview(program("Two")));
  await done(t.up());
  await done(t.refresh());
  t.emulator.fault({ route: PUBLISH, kind: { code: 4101, msg: `no access for ${token}` } });
  await done(t.up(program("Three"), { expect: "failure" }));
  t.emulator.fault({ kind: { status: 401, body: { code: 700012006, msg: `rejected ${token}` } }, times: 2 });
  await done(t.refresh({ expect: "any" }));
  await done(t.destroy());
  const texts = runs.map(({ text }) => text).join();
  for (const part of [
    "slow down, [token]",
    "bad Authorization: Bearer [token]",
    '"no access for [token]"',
    "rejected [token]",
  ]) {
    expect({ part, printed: texts.includes(part) }).toEqual({ part, printed: true });
  }
}

test("a token in the environment is in nothing that is printed or recorded", async () => {
  const t = await openScene();
  await wholeLife(t, t.emulator.token);
});

test("a token in the configuration is in nothing that is printed or recorded", async () => {
  const t = await openScene({ env: { COZE_API_TOKEN: undefined } });
  t.setConfig("coze:token", t.emulator.token);
  await wholeLife(t, t.emulator.token);
});

test("a token in a variable of another name, of a provider of the program, is in nothing that is printed or recorded", async () => {
  const t = await openScene({ env: { COZE_API_TOKEN: undefined } });
  const { token, url, spaceId } = t.emulator;
  const own = `
    const { CozeProvider } = require("pulumi-coze");
    const provider = new CozeProvider("own", { tokenEnv: "OWN", baseUrl: "${url}", spaceId: "${spaceId}" });
    new CozeBot("support", { name: "Support" }, { provider });
  `;
  const up = await t.up(own, { env: { OWN: token } });
  t.emulator.fault({ kind: { code: 4000, msg: `no access for ${token}` } });
  const refresh = await t.refresh({ env: { OWN: token }, expect: "failure" });
  expect(refresh.text).toContain('"no access for [token]"');
  expectNowhere(t, token, [up, refresh]);
});

test("an OAuth app's private key and the token fetched with it are in nothing that is printed or recorded", async () => {
  const t = await openScene({ env: { COZE_API_TOKEN: undefined } });
  const { appId, keyId, privateKey } = t.emulator.oauth;
  t.setConfig("coze:oauthAppId", appId);
  t.setConfig("coze:oauthKeyId", keyId);
  t.setConfig("coze:oauthPrivateKey", privateKey);
  const runs = [await t.up(program("One")), await t.refresh(), await t.destroy()];
  for (const { log } of runs) expect(log.filter(({ path }) => path.endsWith("/oauth2/token"))).toHaveLength(1);
  for (const line of privateKey.split("\n").filter((text) => text.length > 20)) {
    if (!line.startsWith("-----")) expectNowhere(t, line, runs);
  }
  for (const { output } of runs) expect(output).not.toContain("czs_");
});

test("a token that somebody has typed into a prompt is not read into the state, and the field is named", async () => {
  const t = await openScene();
  await t.up(program("One"));
  t.emulator.console.editDraft(t.bot.id, { prompt_info: { prompt: `Call it with ${t.emulator.token}.` } });
  const refresh = await t.refresh({ expect: "failure" });
  expect(refresh.text).toContain(`Bot ${t.bot.id}: promptInfo.prompt holds the access token that this run uses`);
  expectNowhere(t, t.emulator.token, [refresh]);
  t.emulator.console.editDraft(t.bot.id, { prompt_info: { prompt: "One" } });
  await t.refresh({ expectNoChanges: true });
});

test("what runs against an emulator sends nothing to another server, whatever the program says", async () => {
  const t = await openScene();
  const other = await openScene();
  const env = { COZE_EMULATOR: t.emulator.url };
  const { url, token, spaceId } = other.emulator;
  const wrong = await t.up(
    `const { CozeProvider } = require("pulumi-coze");
    const provider = new CozeProvider("own", { token: "${token}", baseUrl: "${url}", spaceId: "${spaceId}" });
    new CozeBot("support", { name: "Support" }, { provider });`,
    { env, expect: "failure" },
  );
  expect(wrong.text).toContain(`coze:baseUrl must be the address of the emulator, ${t.emulator.url}`);
  expect(other.emulator.calls).toEqual([]);
  await t.up(program("One"), { env });
  expect(t.bot.versions).toHaveLength(1);
});

test("where config's token is rejected, one line says that the environment's is used, and neither is shown", async () => {
  const expired = `pat_${randomBytes(24).toString("hex")}`;
  const t = await openScene();
  t.setConfig("coze:token", expired);
  const run = await t.up(program("One"));
  expect(run.text.match(/the token from the configuration key coze:token was rejected/g)).toHaveLength(1);
  expect(t.emulator.bots).toHaveLength(1);
  expectNowhere(t, expired, [run]);
  expectNowhere(t, t.emulator.token, [run]);
});

test("where the only token is rejected, the error names its source", async () => {
  const t = await openScene({ env: { COZE_API_TOKEN: undefined } });
  t.setConfig("coze:token", t.emulator.token);
  await t.up(program("One"));
  t.emulator.revokeToken(t.emulator.token);
  const { output } = await t.refresh({ expect: "failure" });
  expect(output).toContain("The token from the configuration key coze:token was rejected");
});

test("without credentials an up fails with the key, the variable and the command, and makes no call", async () => {
  const t = await openScene({ env: { COZE_API_TOKEN: undefined } });
  const { text, calls } = await t.up(program("One"), { expect: "failure" });
  for (const part of ["coze:token", "COZE_API_TOKEN", "pulumi config set --secret coze:token"])
    expect(text).toContain(part);
  expect(calls).toEqual([]);
});

test("the scan finds a secret that is there", async () => {
  const t = await openScene();
  const run = await t.up(program("planted"));
  expect(() => expectNowhere(t, "planted", [run])).toThrow();
});
