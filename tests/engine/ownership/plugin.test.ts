import { openYaml, publicationOf, PUBLISH, writesOf } from "../plugin/harness";

// `tests/behaviour/plugin/ownership` has both by themselves, and what comes after.

const base = { type: "coze:Dataset", properties: { name: "FAQ", description: "Answers" } };
const hours = {
  type: "coze:Document",
  properties: { dataset: "${faq}", name: "hours.txt", source: { "fn::stringAsset": "We deliver on weekdays." } },
};

test("a publication that is renamed while the stack moves to the other form and back, and a knowledge base that was imported under a second name, stay", async () => {
  const t = await openYaml();
  const classes = (name: string): Promise<void> =>
    t.writeClasses(`
      const bot = new CozeBot("support", { name: "Support" });
      new CozeBotPublication("${name}", { bot });
      const dataset = new CozeDataset("faq", ${JSON.stringify(base.properties)});
      const source = new pulumi.asset.StringAsset("We deliver on weekdays.");
      new CozeDocument("hours", { dataset, name: "hours.txt", source });
    `);
  await classes("one");
  await t.up();
  t.later();
  const [dataset] = t.emulator.knowledge.datasets;
  const support = { type: "coze:Bot", properties: { name: "Support" } };
  const twin = { ...base, options: { import: dataset?.id } };
  await t.write({ resources: { support, two: publicationOf("support"), faq: base, hours, twin } });
  const there = await t.up();
  await classes("three");
  const back = await t.up();
  for (const [run, keeper] of [
    [there, "two"],
    [back, "three"],
    [back, "faq"],
  ] as const) {
    expect(writesOf(run.log).filter((call) => call === PUBLISH)).toEqual([PUBLISH]);
    expect(run.text).toContain(`left alone: the resource ${keeper} manages it`);
  }
  expect(t.bot.published["1024"]?.version).toBe(t.bot.versions[0]?.version);
  expect(t.emulator.knowledge.datasets.map(({ name }) => name)).toEqual(["FAQ"]);
  expect(t.documentNamed("hours.txt").name).toBe("hours.txt");
});
