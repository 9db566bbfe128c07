import { CREATE, openScene, PUBLISH, READ, writesOf } from "../../harness/engine/scene";
import { startEmulator } from "../../../emulator";
import { envOf, Managed } from "../../harness/engine/managed";
import { full } from "./samples";

const written = (id: string, args: object) => `{ ...${JSON.stringify(args)}, botId: "${id}" }`;

test("one bot cannot be adopted twice in a program, which the preview says before anything is written", async () => {
  const t = await openScene();
  const id = t.emulator.console.createDraft(t.emulator.spaceId, { name: "Shared" });
  const twice = `
    new CozeBot("first", ${written(id, { name: "Shared" })});
    new CozeBot("second", ${written(id, { name: "Shared, too" })});
  `;
  const preview = await t.preview(twice, { expect: "failure" });
  expect(preview.text).toMatch(/botId: is the bot that the resource (first|second) of this program adopts, too/);
  expect(writesOf(preview.log)).toEqual([]);

  // Nor by a resource that comes later.
  await t.up(`new CozeBot("first", ${written(id, { name: "Shared" })});`);
  const later = await t.preview(twice, { expect: "failure" });
  expect(later.text).toMatch(/botId: is the bot that the resource (first|second) of this program adopts, too/);
  expect(writesOf(later.log)).toEqual([]);
  expect(t.bot.draft.name).toBe("Shared");
});

test("children of components of two types that share a name cannot adopt or publish one bot either", async () => {
  const t = await openScene();
  const id = t.emulator.console.createDraft(t.emulator.spaceId, { name: "Shared" });
  const team = (name: string, child: string) => `
    (() => {
      const parent = new pulumi.ComponentResource("test:${name}", "${name}", {});
      ${child}
    })();`;
  const adopting = (name: string, declared: string) =>
    team(name, `new CozeBot("child", ${written(id, { name: declared })}, { parent });`);
  const twice = adopting("one", "Shared") + adopting("two", "Shared, too");
  const preview = await t.preview(twice, { expect: "failure" });
  expect(preview.text).toContain(
    "botId: is the bot that the resource child (another one of that name) of this program adopts, too",
  );
  expect(writesOf(preview.log)).toEqual([]);

  const publishing = (name: string) => team(name, `new CozeBotPublication("child", { botId: "${id}" }, { parent });`);
  const published = publishing("one") + publishing("two");
  const refused = await t.preview(published, { expect: "failure" });
  expect(refused.text).toContain(
    "botId: is the bot that the publication child (another one of that name) of this program publishes, too",
  );
  expect(writesOf(refused.log)).toEqual([]);

  // One of them alone is adopted and edited as any other.
  const one = adopting("one", "Shared");
  await t.up(one);
  await t.up(one.replace('"Shared"', '"Renamed"'));
  expect(t.bot.draft.name).toBe("Renamed");

  // The other one comes later, before it in the program or after it.
  const [first, second] = [one.replace('"Shared"', '"Renamed"'), adopting("two", "Taken")];
  for (const both of [first + second, second + first]) {
    const later = await t.preview(both, { expect: "failure" });
    expect(later.text).toContain(
      "is the bot that the resource child (another one of that name) of this program adopts",
    );
    expect(writesOf(later.log)).toEqual([]);
  }
});

test("an adopted bot and its adopted version are nothing to do, with the id and without, and take part in drift", async () => {
  const t = await openScene();
  const id = t.emulator.console.createDraft(t.emulator.spaceId, { name: "Live", prompt_info: { prompt: "Live" } });
  const version = t.emulator.console.publish(id, ["1024", "999"]);
  t.emulator.console.editDraft(id, { description: "Not declared" });
  const program = (bot: object, live: object) => `
    const bot = new CozeBot("live", ${JSON.stringify({ name: "Live", promptInfo: { prompt: "Live" }, ...bot })});
    const live = new CozeBotPublication("live", { bot, connectorIds: ["999", "1024"], ...${JSON.stringify(live)} });
    exports.version = live.version;
  `;
  const adopting = program({ botId: id }, { adoptVersion: version });
  const preview = await t.preview(adopting);
  expect(preview.text).toContain(`coze:Bot live (bot ${id}): adopting it changes nothing on it`);
  const up = await t.up();
  expect(writesOf(up.log)).toEqual([]);
  expect(t.outputs()).toEqual({ version });

  const check = () => t.refresh({ previewOnly: true, expectNoChanges: true });
  await check();
  // The id and the version can be taken out.
  await t.expectSilence(program({}, {}));
  await check();

  t.emulator.console.editDraft(id, { prompt_info: { prompt: "Edited" } });
  await t.refresh();
  const taken = await t.up(program({ promptInfo: { prompt: "Edited" } }, {}));
  expect(writesOf(taken.log)).toEqual([PUBLISH]);
  expect(taken.calls).not.toContain(CREATE);
  expect(t.bot.published["1024"]?.config.prompt_info).toEqual({ prompt: "Edited" });
  await check();
});

test("an adoption writes the tools of a plugin that a read does not tell, rather than taking them for right", async () => {
  const emulator = await startEmulator({ quirks: { zeroApiIds: true } });
  try {
    const tool = (apiId: string) => ({ plugins: [{ pluginId: "731", apiId }] });
    const made = new Managed("bot", envOf(emulator));
    await made.up({ ...full, ...tool("735") });
    const adopted = new Managed("bot", envOf(emulator));
    await adopted.up({ name: full.name, ...tool("736"), botId: made.id });
    expect(emulator.bots[0]?.draft.plugin_id_list).toEqual({ id_list: [{ plugin_id: "731", api_id: "736" }] });
    expect(await adopted.refresh()).toEqual([]);
    expect(emulator.calls.map(({ route }) => route)).toContain(READ);
  } finally {
    await emulator.close();
  }
});
