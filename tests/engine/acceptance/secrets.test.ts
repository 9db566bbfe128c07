import { CREATE, openScene, PUBLISH, READ } from "../../harness/cli/scene";
import { SECRET_ENV, secretProgram } from "../../behaviour/acceptance/secret-program";
import { SIGNATURE } from "../../harness/marks";

// `tests/behaviour/faults/secrets` has what is done with tokens and errors, `tests/behaviour/acceptance/secrets` the inputs.

const SECRETS = {
  ...SECRET_ENV,
  LIST: "a very confidential list",
  HOURS: "hunter2 at nine",
  PAGE: "signature-of-the-page",
};

const program = `${secretProgram}
  const text = (name) => pulumi.secret(new pulumi.asset.StringAsset(process.env[name]));
  new CozeFile("list", { source: text("LIST"), fileName: "list.csv" });
  const dataset = new CozeDataset("faq", { name: "FAQ" });
  new CozeDocument("hours", { dataset, name: "hours.txt", source: text("HOURS") });
  new CozeDocument("page", { dataset, webUrl: secret("PAGE").apply((key) => "https://example.com/?key=" + key) });
`;

test("a token from the configuration and secret inputs of every kind are nowhere in clear", async () => {
  const t = await openScene({ env: { COZE_API_TOKEN: undefined } });
  const { token } = t.emulator;
  await t.writeProgram(program);
  await t.ws.setConfigs({ "coze:token": { secret: token } });

  // Not with --debug, by which the SDK prints what it registers.
  const up = await t.up(undefined, { env: SECRETS, withPreview: true, diff: true });
  expect(up.text).toContain("prompt: [secret]");
  expect(t.bot.draft.prompt_info?.prompt).toBe(SECRETS.PROMPT);
  expect(t.bot.published["7470000000000000001"]?.connectors).toEqual({ key: '{"of":"a secret parameter"}' });
  expect(t.newestFile.bytes).toBe(SECRETS.LIST.length);
  expect(t.contentOf("hours.txt")).toEqual(["txt", SECRETS.HOURS]);
  const page = `https://example.com/?key=${SECRETS.PAGE}`;
  expect(t.documentNamed(page).name).toBe(page);

  const other = "another secret prompt";
  t.emulator.console.editDraft(t.bot.id, { prompt_info: { prompt: other } });
  const refresh = await t.refresh({ args: ["--debug"] });
  expect(refresh.text).toMatch(/~ contentHash: "v1:/);
  expect(refresh.calls).toContain(READ);

  const state = JSON.stringify(await t.ws.exportState());
  expect(state).toContain(`"coze:token":{"${SIGNATURE}"`);
  const resources = await t.resources();
  for (const side of ["inputs", "outputs"] as const) {
    const encrypted = { [SIGNATURE]: expect.any(String) as unknown };
    expect(resources["Bot support"]?.[side]).toMatchObject({
      description: "Not secret",
      promptInfo: { prompt: encrypted },
    });
    expect(resources["File list"]?.[side]).toMatchObject({ source: encrypted });
    expect(resources["Document hours"]?.[side]).toMatchObject({ source: encrypted });
    for (const [name, key] of [
      ["Bot support", "onboardingInfo"],
      ["Publication support", "connectors"],
      ["Document page", "webUrl"],
    ] as const) {
      expect(JSON.stringify(resources[name]?.[side]?.[key])).toContain(SIGNATURE);
    }
  }
  // The state is among the files that are looked through.
  for (const shown of ["Not secret", "list.csv"]) expect(t.filesWith(shown)).not.toEqual([]);
  for (const secret of [...Object.values(SECRETS), other, token]) {
    for (const { output } of [up, refresh]) expect(output.includes(secret)).toBe(false);
    expect(t.filesWith(secret)).toEqual([]);
    expect(t.filesWith(Buffer.from(secret).toString("base64").slice(4, -4))).toEqual([]);
  }
});

/** With the engine's own log. `basic` has a refresh with it. */
const LOUD = ["--debug", "-v=9", "--logtostderr"];

const plain = `
  const bot = new CozeBot("support", { name: "Support", promptInfo: { prompt: "One" } });
  new CozeBotPublication("support", { bot });
`;

test("a token from the environment is nowhere at all, not even in the engine's own log", async () => {
  const t = await openScene();
  const { token } = t.emulator;
  // A server that repeats the token in its error.
  t.emulator.fault({ route: PUBLISH, kind: { code: 4000, msg: `no access for Bearer ${token}` } });
  const { calls, output, stderr } = await t.up(plain, { args: LOUD, expect: "failure" });
  expect(calls).toEqual([CREATE, PUBLISH]);
  expect(stderr).toContain("coze:Bot");
  expect(output).toContain("no access for Bearer [token]");
  expect(output.includes(token)).toBe(false);
  expect(JSON.stringify(await t.ws.exportState({ showSecrets: true }))).not.toContain(token);
  expect(t.filesWith(token)).toEqual([]);
});

test("an OAuth app's private key and the token fetched with it are in nothing that is printed or written", async () => {
  const t = await openScene({ env: { COZE_API_TOKEN: undefined } });
  const { appId, keyId, privateKey } = t.emulator.oauth;
  await t.writeProgram(plain);
  await t.ws.setConfigs({
    "coze:oauthAppId": appId,
    "coze:oauthKeyId": keyId,
    "coze:oauthPrivateKey": { secret: privateKey },
  });
  const { output } = await t.up(undefined, { args: ["--debug"] });
  expect(t.emulator.calls.filter(({ path }) => path.endsWith("/oauth2/token"))).toHaveLength(1);
  expect(output).not.toContain("czs_");
  expect(t.filesWith("czs_")).toEqual([]);
  for (const line of privateKey.split("\n").filter((text) => text.length > 20 && !text.startsWith("-----"))) {
    expect(output.includes(line)).toBe(false);
    expect(t.filesWith(line)).toEqual([]);
  }
});
