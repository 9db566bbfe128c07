import { openYaml, publicationOf, PUBLISH, READ, UNPUBLISH, UPDATE, type YamlScene } from "./harness";

const FILE = { "fn::stringAsset": "a,b\n1,2\n" };
const CASES = [{ name: "well", ask: "How are you?", expect: [{ contains: "Be" }] }];
const TEXT = { "fn::stringAsset": "We deliver on weekdays." };

/** All kinds, in YAML. */
const yaml = (prompt: string) => ({
  resources: {
    table: { type: "coze:File", properties: { source: FILE, fileName: "table.csv" } },
    faq: { type: "coze:Dataset", properties: { name: "FAQ", description: "Answers" } },
    hours: {
      type: "coze:Document",
      properties: { dataset: "${faq}", name: "hours.txt", source: TEXT },
    },
    support: { type: "coze:Bot", properties: { name: "Support", promptInfo: { prompt } } },
    tested: {
      type: "coze:BotTest",
      properties: { bot: "${support}", cases: CASES },
    },
    live: publicationOf("support"),
  },
});

/** The same with the classes. */
const classes = (prompt: string) => `
  new CozeFile("table", { source: new pulumi.asset.StringAsset("a,b\\n1,2\\n"), fileName: "table.csv" });
  const faq = new CozeDataset("faq", { name: "FAQ", description: "Answers" });
  new CozeDocument("hours", { dataset: faq, name: "hours.txt", source: new pulumi.asset.StringAsset("We deliver on weekdays.") });
  const support = new CozeBot("support", { name: "Support", promptInfo: { prompt: ${JSON.stringify(prompt)} } });
  new CozeBotTest("tested", { bot: support, cases: ${JSON.stringify(CASES)} });
  new CozeBotPublication("live", { bot: support });
`;

/** The same classes: the entry of the package chooses the host. */
const PLUGIN = 'require("pulumi-coze/plugin");';
const DYNAMIC = "";

/** Without the reads, some of which are POSTs. */
const changing = (calls: string[]): string[] =>
  calls.filter((call) => /create|update|publish|upload|PUT|DELETE/.test(call));

describe("a stack moves between both forms", () => {
  let t: YamlScene;
  beforeAll(async () => {
    t = await openYaml();
    await t.writeClasses(classes("Be plain."));
    await t.up();
    t.later();
  });

  test("to the plugin without a call and without a change", async () => {
    await t.write(yaml("Be plain."));
    await t.expectSilence();
    expect(changing((await t.refresh({ expectNoChanges: true })).calls)).toEqual([]);
  });

  test("is edited there", async () => {
    await t.write(yaml("Be kind."));
    expect(changing((await t.up()).calls)).toEqual([UPDATE, PUBLISH]);
  });

  test("to the same classes with the plugin, without a call", async () => {
    await t.writeClasses(PLUGIN + classes("Be kind."));
    await t.expectSilence();
    expect(changing((await t.refresh({ expectNoChanges: true })).calls)).toEqual([]);
    await t.writeClasses(PLUGIN + classes("Be brief."));
    expect(changing((await t.up()).calls)).toEqual([UPDATE, PUBLISH]);
  });

  test("and back without a call, after which refresh and destroy work", async () => {
    await t.writeClasses(classes("Be brief."));
    expect((await t.up()).calls).toEqual([]);
    expect(changing((await t.refresh({ expectNoChanges: true })).calls)).toEqual([]);
    await t.destroy();
    const { deployment } = await t.ws.exportState();
    expect(deployment.resources ?? []).toEqual([]);
  });
});

/** A protected bot and its publication in a component, of a provider of the program. */
const team = (settings: object, prompt: string, options: { protect: boolean; alias?: string }): string => `
  const abroad = new (require("pulumi-coze").CozeProvider)("abroad", ${JSON.stringify(settings)});
  class Team extends pulumi.ComponentResource {
    constructor(name, opts) {
      super("app:Team", name, {}, opts);
      const own = { parent: this, provider: abroad };
      const bot = new CozeBot("bot", { name: "Support", promptInfo: { prompt: "${prompt}" } }, { ...own, protect: ${options.protect} });
      new CozeBotPublication("live", { bot }, own);
    }
  }
  ${options.alias ? `new Team("crew", { aliases: [{ name: "${options.alias}" }] });` : 'new Team("team");'}
`;

describe("a component with a protected bot and a provider of its own moves between both forms", () => {
  let t: YamlScene;
  let write: (entry: string, prompt: string, options: { protect: boolean; alias?: string }) => Promise<void>;
  beforeAll(async () => {
    t = await openYaml({ env: { COZE_API_TOKEN: undefined, COZE_API_BASE: undefined, COZE_SPACE_ID: undefined } });
    const { url: baseUrl, token, spaceId } = t.emulator;
    const settings = { baseUrl, token, spaceId, allowSameName: true };
    write = (entry, prompt, options) => t.writeClasses(entry + team(settings, prompt, options));
    await write(DYNAMIC, "Be plain.", { protect: true });
    await t.up();
    t.later();
  });

  test("to the plugin, renamed by an alias: the provider is another one, and nothing else is touched", async () => {
    await write(PLUGIN, "Be plain.", { protect: true, alias: "team" });
    const { calls, text } = await t.up();
    expect(calls).toEqual([]);
    expect(text).toMatch(/\+ 1 created - 1 deleted/);
    await write(PLUGIN, "Be kind.", { protect: true, alias: "team" });
    expect((await t.up()).calls).toEqual([UPDATE, PUBLISH]);
  });

  test("and back after an edit there", async () => {
    await write(DYNAMIC, "Be kind.", { protect: true, alias: "team" });
    expect((await t.up()).calls).toEqual([]);
    const { deployment } = await t.ws.exportState();
    expect(deployment.resources?.find(({ urn }) => urn.endsWith("::bot"))).toMatchObject({
      urn: "urn:pulumi:dev::program::app:Team$pulumi-nodejs:dynamic/coze:Bot::bot",
      protect: true,
    });
    await write(DYNAMIC, "Be kind.", { protect: false, alias: "team" });
    expect((await t.up()).calls).toEqual([]);
    expect((await t.destroy()).calls).toEqual([READ, UNPUBLISH]);
  });
});
