import { openYaml, publicationOf, PUBLISH, UPDATE, type YamlScene } from "./harness";

const FILE = { "fn::stringAsset": "a,b\n1,2\n" };
const TEXT = { "fn::stringAsset": "We deliver on weekdays." };

/** All kinds, in YAML. */
const yaml = (prompt: string, options: object = {}) => ({
  resources: {
    table: { type: "coze:File", properties: { source: FILE, fileName: "table.csv" } },
    faq: { type: "coze:Dataset", properties: { name: "FAQ", description: "Answers" } },
    hours: {
      type: "coze:Document",
      properties: { datasetId: "${faq.id}", spaceId: "${faq.spaceId}", name: "hours.txt", source: TEXT },
    },
    support: { type: "coze:Bot", properties: { name: "Support", promptInfo: { prompt } }, options },
    live: publicationOf("support"),
  },
});

/** The same with the classes. */
const classes = (prompt: string, options = "{}") => `
  const { CozeFile, CozeDataset, CozeDocument } = require("pulumi-coze");
  new CozeFile("table", { source: new pulumi.asset.StringAsset("a,b\\n1,2\\n"), fileName: "table.csv" });
  const faq = new CozeDataset("faq", { name: "FAQ", description: "Answers" });
  new CozeDocument("hours", { dataset: faq, name: "hours.txt", source: new pulumi.asset.StringAsset("We deliver on weekdays.") });
  const support = new CozeBot("support", { name: "Support", promptInfo: { prompt: ${JSON.stringify(prompt)} } }, ${options});
  new CozeBotPublication("live", { bot: support });
`;

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
    const preview = await t.preview(undefined, { expectNoChanges: true });
    expect(preview.calls).toEqual([]);
    await t.expectSilence();
    expect(changing((await t.refresh({ expectNoChanges: true })).calls)).toEqual([]);
    await t.expectSilence();
  });

  test("is edited there", async () => {
    await t.write(yaml("Be kind.", { protect: true }));
    expect((await t.up()).calls).toEqual([UPDATE, PUBLISH]);
  });

  test("and back without a call, after which refresh and destroy work", async () => {
    await t.writeClasses(classes("Be kind.", "{ protect: true }"));
    expect((await t.up()).calls).toEqual([]);
    await t.expectSilence();
    expect(changing((await t.refresh({ expectNoChanges: true })).calls)).toEqual([]);
    await t.writeClasses(classes("Be kind."));
    expect((await t.up()).calls).toEqual([]);
    await t.destroy();
    const { deployment } = await t.ws.exportState();
    expect(deployment.resources ?? []).toEqual([]);
  });
});
