import { join } from "node:path";
import { CREATE, type Example, LIST, openExample, previewOf, PUBLISH, UPDATE } from "./harness";

/** The programs of the clouds' providers are not here: the engine starts this one in their place. */
async function putProviders(t: Example): Promise<void> {
  const providers = ["aws", "kubernetes"].map((name) => ({ name, path: join(__dirname, "cloud") }));
  await t.edit("Pulumi.yaml", (text) => `${text}plugins: ${JSON.stringify({ providers })}\n`);
}

test("a bot and other providers' resources feed each other in one run", async () => {
  const t = await openExample("compose");
  await putProviders(t);
  const expectFollowed = async () => {
    const { id, versions } = t.bot;
    const version = versions[0]?.version;
    const { deployment } = await t.ws.exportState({ showSecrets: true });
    const outputsOf = (type: string) => deployment.resources?.find((resource) => resource.type === type)?.outputs;
    expect(outputsOf("kubernetes:core/v1:ConfigMap")).toMatchObject({
      data: { COZE_BOT_ID: id, COZE_BOT_VERSION: version },
    });
    // The AWS SDK holds every parameter's value for a secret, so the state has it as JSON in JSON.
    expect(outputsOf("aws:ssm/parameter:Parameter")).toMatchObject({
      value: { plaintext: JSON.stringify(JSON.stringify({ botId: id, version })) },
    });
  };

  // The address in the prompt is not known before the API is there.
  const first = await t.up(undefined, { withPreview: true, diff: true });
  expect(previewOf(first.text)).toContain("COZE_BOT_VERSION: [unknown]");
  expect(first.calls).toEqual([LIST, CREATE, PUBLISH]);
  expect(t.bot.draft.prompt_info?.prompt).toContain("The address of the order service is https://orders.example.com.");
  await expectFollowed();

  await t.edit("prompts/support.md", (text) => `${text}\nBe brief.\n`);
  expect((await t.up()).calls).toEqual([UPDATE, PUBLISH]);
  expect(t.bot.versions).toHaveLength(2);
  await expectFollowed();
});
