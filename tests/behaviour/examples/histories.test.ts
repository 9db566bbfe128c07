import {
  CREATE_DATASET,
  CREATE_DOCUMENT,
  DELETE_DATASET,
  DELETE_DOCUMENT,
  LIST_DOCUMENTS,
  PROGRESS,
  UPDATE_DATASET,
  UPLOAD,
} from "../../harness/routes";
import { about, callsOf, CREATE, LIST, openExample, PUBLISH, READ, UNPUBLISH, UPDATE, writesOf } from "./harness";

// The examples' own programs and files, from the first run to the destroy. `tests/engine/examples` has their runs on the CLI.

test("adopt-existing: a bot that was taken over needs its id once", async () => {
  const { t, files, program } = await openExample("adopt-existing");
  const { emulator } = t;
  const botId = emulator.console.createDraft(emulator.spaceId, {
    name: "Support",
    description: "Written in the console",
    prompt_info: { prompt: await files.read("prompts/support.md") },
    onboarding_info: { prologue: "Hi! How can I help?" },
  });
  const adoptVersion = emulator.console.publish(botId, ["1024"]);
  const before = t.bot;
  t.setConfig("coze:botId", botId);
  t.setConfig("coze:adoptVersion", adoptVersion);
  const { log, text } = await t.up(program, { withPreview: true });
  expect(text).toContain(`coze:Bot support (bot ${botId}): adopting it changes nothing on it`);
  expect(writesOf(log)).toEqual([]);
  await t.expectSilence();

  t.setConfig("coze:botId", undefined);
  t.setConfig("coze:adoptVersion", undefined);
  await t.expectSilence();
  expect(t.outputs()).toEqual({ botId, version: adoptVersion });
  expect(t.bot).toEqual(before);
  expect((await t.destroy()).calls).toEqual([READ, UNPUBLISH]);
});

test("clone-tested: what is published next in the console goes live in the other space, and a destroy keeps the original", async () => {
  const { t, program } = await openExample("clone-tested");
  const { emulator } = t;
  const prompt_info = { prompt: "Tested in the console." };
  const source = emulator.console.createDraft(emulator.otherSpaceId, { name: "Support", prompt_info });
  const original = () => emulator.bots.find(({ id }) => id === source);
  const copy = () => emulator.bots.find(({ id }) => id !== source);
  t.setConfig("coze:testedBotId", source);
  t.setConfig("coze:testedVersion", emulator.console.publish(source, ["1024"]));
  expect(writesOf((await t.up(program)).log)).toEqual([CREATE, PUBLISH]);
  // The lookup asks in every run; nothing is written.
  expect((await t.up(undefined, { expectNoChanges: true })).calls).toEqual([READ]);

  emulator.console.editDraft(source, { prompt_info: { prompt: "Tested as well." } });
  t.setConfig("coze:testedVersion", emulator.console.publish(source, ["1024"]));
  expect(writesOf((await t.up()).log)).toEqual([UPDATE, PUBLISH]);
  expect(copy()?.published["1024"]?.config.prompt_info?.prompt).toBe("Tested as well.");

  expect((await t.destroy()).calls).toEqual([READ, UNPUBLISH]);
  expect(copy()?.published).toEqual({});
  expect(Object.keys(original()?.published ?? {})).toEqual(["1024"]);
});

test("knowledge-bot: an edit of one file puts in that one alone", async () => {
  const { t, files, program } = await openExample("knowledge-bot");
  const names = () => t.emulator.knowledge.documents.map(({ name }) => name).sort();
  const { calls } = await t.up(program);
  expect(calls.filter((route) => route !== PROGRESS).sort()).toEqual(
    [UPLOAD, CREATE_DATASET, CREATE_DOCUMENT, CREATE_DOCUMENT, CREATE_DOCUMENT, LIST, CREATE, UPDATE, PUBLISH].sort(),
  );
  await t.expectSilence();

  await files.edit("knowledge/returns.md", (text) => text.replace("14 days", "30 days"));
  // The list tells whether a run that was cut off has put it in already.
  expect((await t.up()).calls).toEqual([LIST_DOCUMENTS, CREATE_DOCUMENT, PROGRESS, DELETE_DOCUMENT]);
  expect(names()).toEqual(["hours.md", "orders.md", "returns.md"]);
  expect(t.bot.versions).toHaveLength(1);

  await files.remove("knowledge/hours.md");
  await files.write("knowledge/prices.md", "# Prices\n\nAll with VAT.\n");
  await files.edit("icon.png", (text) => `${text}.`);
  const edit = await t.up();
  expect([...edit.calls].sort()).toEqual(
    [UPLOAD, UPDATE_DATASET, LIST_DOCUMENTS, CREATE_DOCUMENT, PROGRESS, DELETE_DOCUMENT, UPDATE, PUBLISH].sort(),
  );
  expect(names()).toEqual(["orders.md", "prices.md", "returns.md"]);
  expect(t.bot.versions).toHaveLength(2);
  await t.expectSilence();

  expect([...(await t.destroy()).calls].sort()).toEqual(
    [READ, UNPUBLISH, DELETE_DOCUMENT, DELETE_DOCUMENT, DELETE_DOCUMENT, DELETE_DATASET].sort(),
  );
  expect(t.emulator.knowledge.datasets).toEqual([]);
});

test("prompt-files: an edit moves its own bot alone, and a mistake in the front matter is refused without a call", async () => {
  const { t, files, program } = await openExample("prompt-files", { modelId: "1706077826" });
  expect(writesOf((await t.up(program)).log).sort()).toEqual([CREATE, CREATE, PUBLISH, PUBLISH]);
  await t.expectSilence();

  await files.edit("bots/translator.md", (text) => text.replace("English", "French"));
  const edited = await t.up();
  expect(edited.calls).toEqual([UPDATE, PUBLISH]);
  const { id } = t.botNamed("Translator");
  expect(edited.log.map(({ body }) => (body as { bot_id: string }).bot_id)).toEqual([id, id]);
  await files.edit("bots/translator.md", (text) => text.replace("temperature:", "temprature:"));
  const refused = await t.preview(undefined, { expect: "failure" });
  expect(refused.text).toContain("modelInfoConfig.temprature: there is no such input");
  expect(refused.calls).toEqual([]);

  const { log } = await t.destroy();
  expect(log).toHaveLength(6);
  // Deletes of two publications run at once, and that of two channels is one after the other.
  const each = t.emulator.bots.map((bot) => callsOf(about(log, bot.id))).sort((a, b) => a.length - b.length);
  expect(each).toEqual([
    [READ, UNPUBLISH],
    [READ, READ, UNPUBLISH, UNPUBLISH],
  ]);
});

test("rollback: an earlier release comes back as a new version with its own hash", async () => {
  const { t, files, program } = await openExample("rollback", { release: "1.0" });
  const live = () => t.bot.published["1024"]?.config;
  const hash = () => t.outputs()["contentHash"];
  expect(writesOf((await t.up(program)).log)).toEqual([CREATE, PUBLISH]);
  const released = { ...live(), hash: hash() };

  t.setConfig("coze:release", "1.1");
  expect(writesOf((await t.up()).log)).toEqual([UPDATE, PUBLISH]);
  expect(live()).toMatchObject({
    prompt_info: { prompt: await files.read("releases/1.1/prompt.md") },
    onboarding_info: { suggested_questions: ["How do I return something?"] },
  });
  expect(hash()).not.toBe(released.hash);

  // What the program does not declare is outside its history.
  t.emulator.console.editDraft(t.bot.id, { description: "Written in the console" });
  t.setConfig("coze:release", "1.0");
  expect(writesOf((await t.up()).log)).toEqual([UPDATE, PUBLISH]);
  expect(live()).toEqual({
    ...{ name: released.name, prompt_info: released.prompt_info, model_info_config: released.model_info_config },
    onboarding_info: { prologue: "Hi! How can I help?", suggested_questions: [] },
    description: "Written in the console",
  });
  expect(hash()).toBe(released.hash);
  const versions = t.bot.versions.map(({ version }) => version);
  expect(versions).toHaveLength(3);
  expect(t.outputs()["version"]).toBe(versions[0]);
  await t.expectSilence();
  expect((await t.destroy()).calls).toEqual([READ, UNPUBLISH]);
});
