import { basename } from "node:path";
import { SIGNATURE } from "../../harness/marks";
import { until } from "../../harness/until";
import { CREATE, openYaml, publicationOf, PUBLISH, UPDATE, writesOf, type YamlScene } from "./harness";

const SECRETS = {
  prompt: "the secret prompt",
  question: "a secret question?",
  parameter: "a secret parameter",
  table: "a secret row",
  faq: "a secret description",
};
const secret = (value: unknown): object => ({ "fn::secret": value });
const encrypted = { [SIGNATURE]: expect.any(String) as unknown };

let t: YamlScene;
let token: string;
let adoptedId: string;
beforeAll(async () => {
  // Nothing but the provider of the program has settings.
  t = await openYaml({ env: { COZE_API_TOKEN: undefined, COZE_API_BASE: undefined, COZE_SPACE_ID: undefined } });
  ({ token } = t.emulator);
  adoptedId = t.emulator.console.createDraft(t.emulator.spaceId, { name: "Adopted" }, { ageSeconds: 600 });
  await t.writeFile("hours.txt", "We deliver on weekdays.");
});

/** Of all settings the token is the only secret one, and is not marked by the program. */
function program(description: string, model?: string): object {
  const options = { provider: "${abroad}" };
  const { url: baseUrl, spaceId } = t.emulator;
  const resources = {
    abroad: { type: "pulumi:providers:coze", properties: { token, baseUrl, spaceId, allowSameName: true } },
    support: {
      type: "coze:Bot",
      properties: {
        name: "Support",
        description,
        promptInfo: { prompt: secret(SECRETS.prompt) },
        onboardingInfo: secret({ suggestedQuestions: [SECRETS.question] }),
        ...(model && { modelInfoConfig: { modelId: model } }),
      },
      options: { ...options, replaceOnChanges: ["description"] },
    },
    live: {
      ...publicationOf("support", { connectors: { "7470000000000000001": { key: secret(SECRETS.parameter) } } }),
      options,
    },
    ...adopted(description),
    table: {
      type: "coze:File",
      properties: { source: secret({ "fn::stringAsset": `a,b\n${SECRETS.table},2\n` }), fileName: "table.csv" },
      options,
    },
    faq: { type: "coze:Dataset", properties: { name: "FAQ", description: secret(SECRETS.faq) }, options },
    hours: {
      type: "coze:Document",
      properties: {
        datasetId: "${faq.id}",
        spaceId: "${faq.spaceId}",
        name: "hours.txt",
        source: { "fn::fileAsset": "./hours.txt" },
      },
      options,
    },
    later: { type: "coze:Bot", properties: { name: "Later", description: "After ${support.id}" }, options },
  };
  return { resources };
}

/** A bot of the console and its publication, both of which another text replaces. */
function adopted(text: string): object {
  const provider = "${abroad}";
  return {
    adopted: {
      type: "coze:Bot",
      properties: { botId: adoptedId, name: "Adopted", description: text },
      options: { provider, replaceOnChanges: ["description"] },
    },
    adoptedLive: {
      type: "coze:Publication",
      properties: { botId: adoptedId, unpublishReason: text },
      options: { provider, replaceOnChanges: ["unpublishReason"], dependsOn: ["${adopted}"] },
    },
  };
}

/** The files of the workspace that hold the text, beside the program. */
const filesWith = (text: string): string[] => t.filesWith(text).filter((file) => basename(file) !== "Pulumi.yaml");

test("an explicit provider, secrets in every position, unknown values and assets: nothing secret is shown or kept in clear", async () => {
  await t.write(program("One"));
  const { log, output, text } = await t.up(undefined, { withPreview: true, diff: true });
  const bots = writesOf(log).filter((call) => call === CREATE || call === PUBLISH);
  expect(bots.sort()).toEqual([CREATE, CREATE, PUBLISH, PUBLISH].sort());
  const { draft, published, id } = t.botNamed("Support");
  expect(draft.prompt_info?.prompt).toBe(SECRETS.prompt);
  expect(draft.onboarding_info?.suggested_questions).toEqual([SECRETS.question]);
  expect(published["7470000000000000001"]?.connectors).toEqual({ key: SECRETS.parameter });
  expect(t.botNamed("Later").draft.description).toBe(`After ${id}`);
  expect(t.emulator.knowledge.documents).toHaveLength(1);

  expect(text).toContain("prompt: [secret]");
  for (const hidden of [...Object.values(SECRETS), token]) {
    expect(output).not.toContain(hidden);
    expect(filesWith(hidden)).toEqual([]);
  }
  const { resources = [] } = (await t.ws.exportState()).deployment;
  const provider = resources.find(({ type }) => type === "pulumi:providers:coze");
  expect(provider?.inputs).toMatchObject({ token: encrypted, spaceId: t.emulator.spaceId });
  const bot = resources.find(({ urn }) => urn.endsWith("::support"));
  for (const side of [bot?.inputs, bot?.outputs]) {
    expect(side).toMatchObject({ description: "One", promptInfo: { prompt: encrypted }, onboardingInfo: encrypted });
  }
});

test("another token updates the provider in place, and replaceOnChanges replaces bots and a publication; adopted, each keeps its bot", async () => {
  t.emulator.revokeToken(token);
  token = t.emulator.addToken();
  const before = t.botNamed("Support").id;
  await t.write(program("Two"));
  const { text, output } = await t.up(undefined, { diff: true });
  expect(text).toMatch(/~ pulumi:providers:coze: \(update\)/);
  expect(output).not.toContain(token);
  expect(filesWith(token)).toEqual([]);
  const bots = t.emulator.bots.filter(({ draft }) => draft.name === "Support");
  expect(bots).toHaveLength(2);
  const { resources = [] } = (await t.ws.exportState()).deployment;
  expect(resources.find(({ urn }) => urn.endsWith("::support"))?.id).not.toBe(before);

  expect(text).toContain("+-4 replaced");
  for (const name of ["adopted", "adoptedLive"]) {
    expect(resources.find(({ urn }) => urn.endsWith(`::${name}`))?.id).toBe(adoptedId);
  }
  expect(t.botNamed("Adopted").draft.description).toBe("Two");
  expect(t.botNamed("Adopted").published["1024"]).toBeDefined();
});

test("Ctrl-C ends the wait for a busy server, and the next run goes on; drift of what is secret is shown as a secret", async () => {
  const { id } = t.emulator.bots.filter(({ draft }) => draft.name === "Support").at(-1) ?? {};
  t.emulator.fault({ route: PUBLISH, kind: { status: 429, retryAfter: "90" } });
  t.emulator.clearCalls();
  await t.write(program("Two", "17"));
  const up = await t.ws.start(["up", "--yes", "--skip-preview"], { expect: "any" });
  await until(() => t.emulator.calls.some(({ route }) => route === PUBLISH));
  up.interrupt();
  const { code, output } = await up.done;
  expect(code).not.toBe(0);
  expect(t.emulator.calls.filter(({ route }) => route === PUBLISH)).toHaveLength(1);
  expect(output).toContain("The run was cancelled before the next call to Coze");
  t.emulator.clearFaults();

  t.emulator.console.editDraft(id ?? "", { prompt_info: { prompt: "another secret prompt" } });
  const next = await t.up(undefined, { args: ["--refresh"], diff: true });
  expect(next.calls.filter((call) => [CREATE, PUBLISH, UPDATE].includes(call)).sort()).toEqual([PUBLISH, UPDATE]);
  expect(next.text).toContain("prompt: [secret]");
  expect(next.output).not.toContain("another secret prompt");
  expect(filesWith("another secret prompt")).toEqual([]);
});
