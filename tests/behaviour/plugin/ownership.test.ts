import { openScene, PUBLISH, writesOf } from "../../harness/engine/scene";
import { yamlProgram } from "../../harness/engine/yaml-program";

// `tests/engine/ownership` has both with the processes of the real engine.

const base = { type: "coze:Dataset", properties: { name: "FAQ", description: "Answers" } };
const hours = {
  type: "coze:Document",
  properties: { dataset: "${faq}", name: "hours.txt", source: { "fn::stringAsset": "We deliver on weekdays." } },
};

test("a knowledge base that was imported under a second name stays, with its documents, when that name leaves", async () => {
  const t = await openScene();
  await t.up(yamlProgram({ resources: { faq: base, hours } }));
  t.later();
  const [{ id } = { id: "" }] = t.emulator.knowledge.datasets;
  await t.up(yamlProgram({ resources: { faq: base, hours, twin: { ...base, options: { import: id } } } }));
  const left = await t.up(yamlProgram({ resources: { faq: base, hours } }), { withPreview: true });
  expect(left.text).toContain("left alone: the resource faq manages it");
  expect(t.emulator.knowledge.datasets.map((dataset) => dataset.name)).toEqual(["FAQ"]);
  expect(t.documentNamed("hours.txt").name).toBe("hours.txt");
  await t.refresh({ expectNoChanges: true });
  await t.expectSilence();
});

test("a publication that is renamed while the stack moves to the other form, and back, stays live", async () => {
  const t = await openScene();
  const classes = (name: string): string => `
    const bot = new CozeBot("support", { name: "Support" });
    new CozeBotPublication("${name}", { bot });
  `;
  const support = { type: "coze:Bot", properties: { name: "Support" } };
  const live = { type: "coze:Publication", properties: { bot: "${support}" } };
  await t.up(classes("one"));
  const there = await t.up(yamlProgram({ resources: { support, two: live } }));
  const back = await t.up(classes("three"));
  for (const [run, keeper] of [
    [there, "two"],
    [back, "three"],
  ] as const) {
    expect(writesOf(run.log)).toEqual([PUBLISH]);
    expect(run.text).toContain(`left alone: the resource ${keeper} manages it`);
  }
  expect(t.bot.published["1024"]?.version).toBe(t.bot.versions[0]?.version);
  await t.refresh({ expectNoChanges: true });
  await t.expectSilence();
});
