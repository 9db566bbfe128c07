import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { CREATE, openScene, PUBLISH, READ, type Scene } from "./harness";

/** The files below the workspace's directory that hold the text. */
function filesWith(t: Scene, text: string): string[] {
  const visit = (dir: string): string[] =>
    readdirSync(dir, { withFileTypes: true }).flatMap((entry) => {
      const path = join(dir, entry.name);
      if (entry.isDirectory()) return visit(path);
      return entry.isFile() && readFileSync(path).includes(text) ? [path] : [];
    });
  return visit(t.ws.directory);
}

const program = (prompt: string) => `
  const bot = new CozeBot("support", { name: "Support", promptInfo: { prompt: "${prompt}" } });
  new CozeBotPublication("support", { bot });
`;

test("a token from the configuration is nowhere in clear", async () => {
  const t = await openScene({ env: { COZE_API_TOKEN: undefined } });
  const { token } = t.emulator;
  await t.writeProgram(program("One"));
  await t.ws.setConfigs({ "coze:token": { secret: token } });

  const up = await t.up(undefined, { withPreview: true, diff: true, args: ["--debug"] });
  expect(up.calls).toEqual([CREATE, PUBLISH]);
  const outputs = [up];

  // A server that repeats the token in its error.
  t.emulator.fault({ route: READ, times: 2, kind: { code: 4000, msg: `no access for Bearer ${token}` } });
  const failed = await t.refresh({ expect: "failure", args: ["--debug"] });
  expect(failed.output).toContain('"no access for Bearer [token]"');
  t.emulator.fault({ route: PUBLISH, kind: { code: 4101, msg: `no access for ${token}` } });
  const unpublished = await t.up(program("Two"), { expect: "failure", diff: true });
  expect(unpublished.output).toContain('"no access for [token]"');
  t.emulator.revokeToken(token);
  const rejected = await t.refresh({ expect: "failure" });
  expect(rejected.output).toContain("The token from the configuration key coze:token was rejected");
  outputs.push(failed, unpublished, rejected);

  for (const { output } of outputs) expect(output).not.toContain(token);
  const state = JSON.stringify(await t.ws.exportState());
  expect(state).not.toContain(token);
  expect(state).toContain('"coze:token":{"4dabf18193072939515e22adb298388d"');
  expect(filesWith(t, token)).toEqual([]);
});

test("a token from the environment is nowhere at all, not even in the engine's own log", async () => {
  const t = await openScene();
  const { token } = t.emulator;
  const up = await t.up(program("One"), { args: ["-v=9", "--logtostderr"] });
  expect(up.calls).toEqual([CREATE, PUBLISH]);
  expect(up.stderr).toContain("coze:Bot");
  const refresh = await t.refresh({ args: ["-v=9", "--logtostderr", "--debug"] });
  for (const { output } of [up, refresh]) expect(output).not.toContain(token);
  expect(JSON.stringify(await t.ws.exportState({ showSecrets: true }))).not.toContain(token);
  expect(filesWith(t, token)).toEqual([]);
});

test("secret inputs stay secret: in inputs, in outputs, in diffs, after a refresh, in refusals", async () => {
  const t = await openScene();
  const secrets = { PROMPT: "the secret prompt", QUESTION: "a secret question?", PARAMETER: "a secret parameter" };
  const hidden = `
    const secret = (name) => pulumi.secret(process.env[name]);
    const bot = new CozeBot("support", {
      name: "Support",
      description: "Not secret",
      promptInfo: { prompt: secret("PROMPT") },
      onboardingInfo: pulumi.secret({ suggestedQuestions: [process.env.QUESTION] }),
    });
    new CozeBotPublication("support", { bot, connectors: { "7470000000000000001": { key: { of: secret("PARAMETER") } } } });
  `;
  const up = await t.up(hidden, { env: secrets, withPreview: true, diff: true });
  expect(up.calls).toEqual([CREATE, PUBLISH]);
  expect(up.text).toContain("prompt: [secret]");
  expect(t.bot.draft.prompt_info?.prompt).toBe(secrets.PROMPT);
  expect(t.bot.published["7470000000000000001"]?.connectors).toEqual({ key: '{"of":"a secret parameter"}' });
  await t.up(undefined, { env: secrets, expectNoChanges: true });

  t.emulator.console.editDraft(t.bot.id, { prompt_info: { prompt: "another secret prompt" } });
  const refresh = await t.refresh();
  expect(refresh.text).toMatch(/~ contentHash: "v1:/);
  expect(refresh.calls).toContain(READ);
  const changed = await t.preview(undefined, { env: { ...secrets, PROMPT: "x".repeat(20_001) }, expect: "failure" });
  expect(changed.output).toContain("promptInfo.prompt: must be at most 20000 characters");
  expect(changed.calls).toEqual([]);

  const encrypted = { "4dabf18193072939515e22adb298388d": expect.any(String) as unknown };
  const isEncrypted = (value: unknown) => expect(JSON.stringify(value)).toContain("4dabf18193072939515e22adb298388d");
  const { "Bot support": bot, "Publication support": publication } = await t.resources();
  for (const side of [bot?.inputs, bot?.outputs]) {
    expect(side).toMatchObject({ description: "Not secret", promptInfo: { prompt: encrypted } });
    isEncrypted(side?.onboardingInfo);
  }
  for (const side of [publication?.inputs, publication?.outputs]) isEncrypted(side?.connectors);
  expect(filesWith(t, "Not secret")).not.toEqual([]);
  for (const text of [...Object.values(secrets), "another secret prompt", "x".repeat(100)]) {
    for (const { output } of [up, refresh, changed]) expect(output).not.toContain(text);
    expect(filesWith(t, text)).toEqual([]);
  }
});

test("the address of a page that is a secret is one as the name of its document, too", async () => {
  const t = await openScene();
  const secret = "signature-of-the-page";
  const { output } = await t.up(
    `const { CozeDataset, CozeDocument } = require("pulumi-coze");
    const dataset = new CozeDataset("faq", { name: "FAQ" });
    new CozeDocument("page", { dataset, webUrl: pulumi.secret("https://example.com/?key=${secret}") });`,
    { withPreview: true, diff: true },
  );
  expect(output).not.toContain(secret);
  expect(JSON.stringify(await t.resources())).not.toContain(secret);
  const [{ name } = {}] = t.emulator.knowledge.documents;
  expect(name).toBe(`https://example.com/?key=${secret}`);
  await t.expectSilence();
});
