import { openYaml, publicationOf, PUBLISH, writesOf } from "../plugin/harness";

const base = { type: "coze:Dataset", properties: { name: "FAQ", description: "Answers" } };
const document = (owner: string): object => ({
  type: "coze:Document",
  properties: {
    datasetId: `\${${owner}.id}`,
    spaceId: `\${${owner}.spaceId}`,
    name: "hours.txt",
    source: { "fn::stringAsset": "We deliver on weekdays." },
  },
});

test("a knowledge base that was imported under a second name stays, with its documents, when that name leaves", async () => {
  const t = await openYaml();
  await t.write({ resources: { faq: base, hours: document("faq") }, outputs: { id: "${faq.id}" } });
  await t.up();
  t.later();
  const { id } = await t.ws.outputs();
  await t.write({ resources: { faq: base, hours: document("faq"), twin: { ...base, options: { import: id } } } });
  await t.up();
  await t.write({ resources: { faq: base, hours: document("faq") } });
  const left = await t.up(undefined, { withPreview: true });
  expect(left.text).toContain("left alone: the resource faq manages it");
  expect(t.emulator.knowledge.datasets.map((dataset) => dataset.name)).toEqual(["FAQ"]);
  expect(t.documentNamed("hours.txt").name).toBe("hours.txt");
  await t.up(undefined, { args: ["--refresh"], expectNoChanges: true });
});

test("a publication that is renamed while the stack moves to the other form, and back, stays live", async () => {
  const t = await openYaml();
  const classes = (name: string): Promise<void> =>
    t.writeClasses(`
      const bot = new CozeBot("support", { name: "Support" });
      new CozeBotPublication("${name}", { bot });
    `);
  const yaml = (name: string): Promise<void> =>
    t.write({
      resources: { support: { type: "coze:Bot", properties: { name: "Support" } }, [name]: publicationOf("support") },
    });
  await classes("one");
  await t.up();
  await yaml("two");
  const there = await t.up();
  await classes("three");
  const back = await t.up();
  for (const [run, keeper] of [
    [there, "two"],
    [back, "three"],
  ] as const) {
    expect(writesOf(run.log)).toEqual([PUBLISH]);
    expect(run.text).toContain(`left alone: the resource ${keeper} manages it`);
  }
  expect(t.bot.published["1024"]?.version).toBe(t.bot.versions[0]?.version);
  await t.up(undefined, { args: ["--refresh"], expectNoChanges: true });
});
