import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { threeWorkspaces } from "../../behaviour/accounts/program";
import {
  about,
  callsOf,
  CREATE,
  openScene,
  PUBLISH,
  type Scene,
  READ,
  UNPUBLISH,
  writesOf,
} from "../../harness/cli/scene";
import { SECRET, SIGNATURE } from "../../harness/marks";
import { startEmulator, type Emulator } from "../../../emulator";

// `tests/behaviour/accounts/two-accounts` has the rest.

let t: Scene;
let abroad: Emulator;
let token: string;
let envToken: string;
let program: ReturnType<typeof threeWorkspaces>;
beforeAll(async () => {
  abroad = await startEmulator();
  token = abroad.token;
  envToken = abroad.addToken();
  t = await openScene();
  program = threeWorkspaces(t.emulator, abroad);
});
beforeEach(() => abroad.clearCalls());
afterAll(() => abroad.close());

const env = () => ({ TOKEN_ABROAD: token, TOKEN_BY_ENV: envToken });

test("bots of three workspaces of two accounts live in one program, and no token is in the state in clear", async () => {
  const up = await t.up(program("One"), { env: env() });
  expect(writesOf(up.log)).toEqual([CREATE, PUBLISH]);
  expect(writesOf(abroad.calls).sort()).toEqual([CREATE, CREATE, PUBLISH, PUBLISH]);
  for (const secret of [token, envToken, t.emulator.token]) {
    expect(up.output).not.toContain(secret);
    expect(t.filesWith(secret)).toEqual([]);
  }
  const { deployment } = await t.ws.exportState();
  const byToken = deployment.resources?.find(({ urn }) => urn.endsWith("::byToken") && urn.includes("providers"));
  for (const side of [byToken?.inputs, byToken?.outputs]) {
    expect(Object.values(side ?? {})).toContainEqual(expect.objectContaining({ [SIGNATURE]: SECRET }));
  }
});

test("another token updates the provider that it is of, a move to an instance makes one, and no resource is called", async () => {
  for (const old of [token, envToken]) abroad.revokeToken(old);
  [token, envToken] = [abroad.addToken(), abroad.addToken()];
  const { log, text } = await t.up(program("One", "instance"), { env: env() });
  expect(text).toContain("+ 1 created ~ 1 updated 2 changes. 8 unchanged");
  expect(text).toMatch(/pulumi:providers:pulumi-nodejs byToken updated/);
  expect(text).not.toMatch(/replace|delete/);
  expect(writesOf([...log, ...abroad.calls])).toEqual([]);
  expect((await t.outputs()).listed).toEqual([["home"], ["byToken"], ["byEnv"]]);
});

test("a destroy needs no program, only the variable of the token that is in no state", async () => {
  writeFileSync(join(t.ws.projectDir, "index.js"), 'throw new Error("the program was run");');
  const elsewhere = { COZE_API_BASE: "http://127.0.0.1:9", COZE_SPACE_ID: "1", COZE_API_TOKEN: undefined };
  const { calls } = await t.destroy({ env: { ...env(), ...elsewhere } });
  expect(calls).toEqual([READ, UNPUBLISH]);
  expect(abroad.calls).toHaveLength(4);
  for (const { id } of abroad.bots) expect(callsOf(about(abroad.calls, id))).toEqual([READ, UNPUBLISH]);
  expect(await t.resources()).toEqual({});
});
