import { openScene } from "../../harness/engine/scene";
import { SIGNATURE } from "../../harness/marks";
import { SECRET_ENV as env, secretProgram } from "./secret-program";

// `tests/engine/acceptance/secrets` has what the CLI prints, and the encrypted state.

test("secret inputs arrive in clear, are no change in the next up, and are in no refusal", async () => {
  const t = await openScene();
  await t.up(secretProgram, { env });
  expect(t.bot.draft.prompt_info?.prompt).toBe(env.PROMPT);
  expect(t.bot.published["7470000000000000001"]?.connectors).toEqual({ key: '{"of":"a secret parameter"}' });
  expect((await t.up(undefined, { env, expectNoChanges: true })).calls).toEqual([]);

  t.emulator.console.editDraft(t.bot.id, { prompt_info: { prompt: "another secret prompt" } });
  const refresh = await t.refresh();
  expect(refresh.changes["Bot support"]).toMatchObject({ "promptInfo.prompt": [env.PROMPT, "another secret prompt"] });
  const refused = await t.preview(undefined, { env: { ...env, PROMPT: "x".repeat(20_001) }, expect: "failure" });
  expect(refused.output).toContain("promptInfo.prompt: must be at most 20000 characters");
  expect(refused.calls).toEqual([]);
  for (const text of [...Object.values(env), "another secret prompt", "x".repeat(100)]) {
    for (const { output } of [refresh, refused]) expect(output).not.toContain(text);
  }
  const { "Bot support": bot, "Publication support": publication } = t.resources();
  for (const side of ["inputs", "outputs"] as const) {
    expect(bot?.[side]).toMatchObject({
      promptInfo: { prompt: { [SIGNATURE]: expect.any(String) as unknown } },
      onboardingInfo: { [SIGNATURE]: expect.any(String) as unknown },
    });
    expect(JSON.stringify(publication?.[side]["connectors"])).toContain(SIGNATURE);
  }
});

test("the address of a page that is a secret is one as the name of its document, too", async () => {
  const t = await openScene();
  const address = "https://example.com/?key=signature-of-the-page";
  await t.up(`
    const dataset = new CozeDataset("faq", { name: "FAQ" });
    new CozeDocument("page", { dataset, webUrl: pulumi.secret("${address}") });
  `);
  expect(t.documentNamed(address).name).toBe(address);
  const { "Document page": recorded } = t.resources();
  // Nothing of it is left where the secrets are taken out.
  const shown = JSON.stringify(recorded, (_, value: unknown) =>
    typeof value === "object" && value !== null && SIGNATURE in value ? "[secret]" : value,
  );
  expect(shown).not.toContain("signature-of-the-page");
  expect(shown).toContain('"webUrl":"[secret]"');
  await t.expectSilence();
});
