import { openScene, READ } from "../acceptance/harness";

test("what an instance lacks is told in the preview, although the environment has it", async () => {
  const t = await openScene();
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

test("while an instance's settings are unknown its lookups wait in the preview, and a plain one says why it cannot", async () => {
  const t = await openScene();
  const botId = t.emulator.console.createDraft(t.emulator.spaceId, { name: "There" });
  const program = (lookup: string) => `
    const { CozeProvider, getBot, getBotOutput } = require("pulumi-coze");
    const first = new CozeBot("first", { name: "First" });
    const token = pulumi.secret(first.id.apply(() => process.env.COZE_API_TOKEN));
    const provider = new CozeProvider("later", { token, baseUrl: "${t.emulator.url}", spaceId: "${t.emulator.spaceId}" });
    module.exports = async () => ({ name: ${lookup} });
  `;
  const plain = await t.preview(program(`(await getBot({ botId: "${botId}" }, { provider })).name`), {
    expect: "failure",
  });
  expect(plain.text).toContain("The settings of the CozeProvider are not known yet");
  expect(plain.output).not.toMatch(/^\s+at .+:\d+/m);

  const waiting = program(`getBotOutput({ botId: "${botId}" }, { provider }).name`);
  expect((await t.preview(waiting)).calls).toEqual([]);
  expect((await t.up()).calls).toContain(READ);
  // What is read with a secret token is no secret.
  const { stdout } = await t.ws.run(["stack", "output", "name"]);
  expect(stdout.trim()).toBe("There");
});
