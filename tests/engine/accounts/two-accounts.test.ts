import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { callsOf, CREATE, openScene, PUBLISH, READ, type Scene, UNPUBLISH, UPDATE } from "../acceptance/harness";
import { startEmulator, type Emulator } from "../../../emulator";

let t: Scene;
let abroad: Emulator;
let token: string;
let envToken: string;
beforeAll(async () => {
  abroad = await startEmulator();
  token = abroad.token;
  envToken = abroad.addToken();
  t = await openScene();
});
afterAll(() => abroad.close());

/** The token of one instance comes with the program, that of the other from the environment at each run. */
const program = (prompt: string, home = false) => `
  const { CozeProvider, getBots } = require("pulumi-coze");
  const settings = { baseUrl: ${JSON.stringify(abroad.url)}, requestsPerSecond: 1000, allowSameName: true };
  const byToken = new CozeProvider("byToken", { ...settings, token: process.env.TOKEN_ABROAD, spaceId: "${abroad.spaceId}" });
  const byEnv = new CozeProvider("byEnv", { ...settings, tokenEnv: "TOKEN_BY_ENV", spaceId: "${abroad.otherSpaceId}" });
  const home = ${
    home
      ? `new CozeProvider("home", { baseUrl: "${t.emulator.url}", token: process.env.COZE_API_TOKEN, spaceId: "${t.emulator.spaceId}" })`
      : "undefined"
  };
  for (const [name, provider] of Object.entries({ home, byToken, byEnv })) {
    const bot = new CozeBot(name, { name, promptInfo: { prompt: ${JSON.stringify(prompt)} } }, { provider });
    new CozeBotPublication(name, { bot }, { provider });
  }
  module.exports = async () => ({
    listed: (await Promise.all([undefined, byToken, byEnv].map((provider) => getBots({}, { provider })))).map((bots) => bots.map(({ name }) => name)),
  });
`;

async function run<T extends { calls: string[] }>(command: () => Promise<T>): Promise<T & { abroadCalls: string[] }> {
  abroad.clearCalls();
  const result = await command();
  return { ...result, abroadCalls: callsOf(abroad.calls) };
}

const env = () => ({ TOKEN_ABROAD: token, TOKEN_BY_ENV: envToken });
const writes = (calls: string[]) => calls.filter((route) => route.startsWith("POST"));

function filesWith(text: string, directory = t.ws.directory): string[] {
  return readdirSync(directory, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => readFileSync(file).includes(text));
}

test("bots of three workspaces of two accounts live in one program, and no token is in the state in clear", async () => {
  const up = await run(() => t.up(program("One"), { env: env() }));
  expect(writes(up.calls)).toEqual([CREATE, PUBLISH]);
  expect(writes(up.abroadCalls).sort()).toEqual([CREATE, CREATE, PUBLISH, PUBLISH]);
  expect(t.emulator.bots.map(({ draft, spaceId }) => [draft.name, spaceId])).toEqual([["home", t.emulator.spaceId]]);
  expect(abroad.bots.map(({ draft, spaceId }) => [draft.name, spaceId]).sort()).toEqual([
    ["byEnv", abroad.otherSpaceId],
    ["byToken", abroad.spaceId],
  ]);

  for (const secret of [token, envToken, t.emulator.token]) {
    expect(up.output).not.toContain(secret);
    expect(filesWith(secret)).toEqual([]);
  }
  const state = JSON.stringify(await t.ws.exportState({ showSecrets: true }));
  expect(state).toContain(token);
  expect(state).not.toContain(envToken);

  const again = await run(() => t.up(undefined, { env: env(), expectNoChanges: true }));
  expect(writes([...again.calls, ...again.abroadCalls])).toEqual([]);
  expect((await t.ws.outputs()).listed).toEqual([["home"], ["byToken"], ["byEnv"]]);
});

test("another token updates the provider that it is of, and no resource; one by its variable updates nothing", async () => {
  abroad.revokeToken(envToken);
  envToken = abroad.addToken();
  const byEnv = await run(() => t.up(undefined, { env: env(), expectNoChanges: true }));
  expect(writes(byEnv.abroadCalls)).toEqual([]);

  abroad.revokeToken(token);
  token = abroad.addToken();
  const byToken = await run(() => t.up(undefined, { env: env(), withPreview: true }));
  expect(byToken.text).toContain("~ 1 updated 8 unchanged");
  expect(byToken.text).toMatch(/pulumi:providers:pulumi-nodejs byToken updated/);
  expect(writes([...byToken.calls, ...byToken.abroadCalls])).toEqual([]);
  // The new ones are used from then on, without the program, too.
  const refresh = await run(() => t.refresh({ env: env(), expectNoChanges: true }));
  expect(refresh.abroadCalls).toEqual([READ, READ, READ, READ]);
});

test("a resource moves from the default provider to an instance without being replaced, or even called", async () => {
  const moved = await run(() => t.up(program("One", true), { env: env(), withPreview: true }));
  expect(moved.text).not.toMatch(/replace|delete|\d updated/);
  expect(moved.text).toContain("+ 1 created");
  expect(writes([...moved.calls, ...moved.abroadCalls])).toEqual([]);
  // Everything is the instance's now.
  const elsewhere = { ...env(), COZE_API_BASE: "http://127.0.0.1:9", COZE_SPACE_ID: "1" };
  const edit = await run(() => t.up(program("Two", true).replace("[undefined, ", "["), { env: elsewhere }));
  expect(writes(edit.calls)).toEqual([UPDATE, PUBLISH]);
  expect(writes(edit.abroadCalls).sort()).toEqual([PUBLISH, PUBLISH, UPDATE, UPDATE]);
});

test("a destroy needs no program, only the variable of the token that is in no state", async () => {
  writeFileSync(join(t.ws.projectDir, "index.js"), 'throw new Error("the program was run");');
  const unset = await run(() => t.destroy({ env: { ...env(), TOKEN_BY_ENV: undefined }, expect: "failure" }));
  expect(unset.text).toContain("The environment variable TOKEN_BY_ENV that tokenEnv names is not set.");
  const rest = await run(() => t.destroy({ env: env() }));
  expect([...unset.calls, ...rest.calls]).toEqual([UNPUBLISH]);
  expect([...unset.abroadCalls, ...rest.abroadCalls]).toEqual([UNPUBLISH, UNPUBLISH]);
  expect(await t.resources()).toEqual({});
});
