import { startEmulator, type Call, type Emulator } from "../../../emulator";
import {
  callsOf,
  CREATE,
  openScene,
  PUBLISH,
  READ,
  type Run,
  type Scene,
  UNPUBLISH,
  UPDATE,
  writesOf,
} from "../../harness/engine/scene";
import { threeWorkspaces } from "./program";

// `tests/engine/accounts` has what is encrypted in the state, and what the CLI says.

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

/** The calls to both, and those of the other one. */
async function run(command: () => Promise<Run>): Promise<Run & { all: Call[]; abroadLog: Call[] }> {
  abroad.clearCalls();
  const done = await command();
  return { ...done, all: [...done.log, ...abroad.calls], abroadLog: abroad.calls };
}

/** What was done to the instances of the provider, by their names. */
const providerOps = ({ steps }: Run): Record<string, string> =>
  Object.fromEntries(
    steps
      .filter(({ urn }) => urn.includes("pulumi:providers:"))
      .map(({ op, urn }) => [urn.split("::").at(-1) ?? "", op]),
  );

test("bots of three workspaces of two accounts live in one program", async () => {
  const up = await run(() => t.up(program("One"), { env: env() }));
  expect(writesOf(up.log)).toEqual([CREATE, PUBLISH]);
  expect(writesOf(up.abroadLog).sort()).toEqual([CREATE, CREATE, PUBLISH, PUBLISH]);
  expect(t.emulator.bots.map(({ draft, spaceId }) => [draft.name, spaceId])).toEqual([["home", t.emulator.spaceId]]);
  expect(abroad.bots.map(({ draft, spaceId }) => [draft.name, spaceId]).sort()).toEqual([
    ["byEnv", abroad.otherSpaceId],
    ["byToken", abroad.spaceId],
  ]);
  expect(JSON.stringify(t.engine.state.all)).not.toContain(envToken);

  const again = await run(() => t.up(undefined, { env: env(), expectNoChanges: true }));
  expect(writesOf(again.all)).toEqual([]);
  expect(t.outputs()).toEqual({ listed: [["home"], ["byToken"], ["byEnv"]] });
});

test("another token updates the provider that it is of, and no resource; one by its variable updates nothing", async () => {
  abroad.revokeToken(envToken);
  envToken = abroad.addToken();
  const byEnv = await run(() => t.up(undefined, { env: env(), expectNoChanges: true }));
  expect(writesOf(byEnv.all)).toEqual([]);

  abroad.revokeToken(token);
  token = abroad.addToken();
  const byToken = await run(() => t.up(undefined, { env: env(), withPreview: true }));
  expect(providerOps(byToken)).toEqual({ byToken: "update", byEnv: "same" });
  expect(byToken.steps.filter(({ op }) => op !== "same")).toHaveLength(1);
  expect(writesOf(byToken.all)).toEqual([]);
  // The new ones are used from then on, without the program, too.
  const refresh = await run(() => t.refresh({ env: env(), expectNoChanges: true }));
  expect(callsOf(refresh.abroadLog)).toEqual([READ, READ, READ, READ]);
});

test("a resource moves from the default provider to an instance without being replaced, or even called", async () => {
  const moved = await run(() => t.up(program("One", "instance"), { env: env(), withPreview: true }));
  expect(providerOps(moved)).toEqual({ home: "create", byToken: "same", byEnv: "same" });
  expect(moved.steps.filter(({ op }) => op !== "same")).toHaveLength(1);
  expect(writesOf(moved.all)).toEqual([]);
  // Everything is the instance's now.
  const elsewhere = { ...env(), COZE_API_BASE: "http://127.0.0.1:9", COZE_SPACE_ID: "1" };
  const edit = await run(() => t.up(program("Two", "instance"), { env: elsewhere }));
  expect(writesOf(edit.log)).toEqual([UPDATE, PUBLISH]);
  expect(writesOf(edit.abroadLog).sort()).toEqual([PUBLISH, PUBLISH, UPDATE, UPDATE]);
});

test("a destroy needs only the variable of the token that is in no state", async () => {
  const unset = await run(() => t.destroy({ env: { ...env(), TOKEN_BY_ENV: undefined }, expect: "failure" }));
  expect(unset.text).toContain("The environment variable TOKEN_BY_ENV that tokenEnv names is not set.");
  const rest = await run(() => t.destroy({ env: env() }));
  expect(callsOf([...unset.log, ...rest.log])).toEqual([READ, UNPUBLISH]);
  expect(callsOf([...unset.abroadLog, ...rest.abroadLog])).toEqual([READ, UNPUBLISH, READ, UNPUBLISH]);
  expect(t.resources()).toEqual({});
});

test("what an instance lacks is said in the preview, although the environment has it", async () => {
  const preview = await t.preview(
    `
    const { CozeProvider } = require("pulumi-coze");
    const provider = new CozeProvider("eu", { token: "pat_a", baseUrl: "${t.emulator.url}" });
    new CozeBot("support", { name: "Support" }, { provider });
    `,
    { expect: "failure" },
  );
  expect(preview.text).toContain("spaceId: is required: set it");
  expect(preview.calls).toEqual([]);
});
