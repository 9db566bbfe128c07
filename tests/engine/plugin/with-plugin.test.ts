import { CREATE, openYaml, PUBLISH, READ, UPDATE, writesOf, type YamlScene } from "./harness";

/** A program in JavaScript with the entry for the plugin, and a bot of the console. */
const program = (prompt: string, options: string): string => `
  const { CozeBot: Bot, CozeBotPublication: Publication } = require("pulumi-coze/plugin");
  const bot = new Bot("support", { name: "Support", promptInfo: { prompt: ${JSON.stringify(prompt)} } }, ${options});
  exports.version = new Publication("support", { bot }).version;
`;

describe("the classes with the plugin", () => {
  let t: YamlScene;
  beforeAll(async () => {
    t = await openYaml();
  });

  test("need it: without it one line says what to write", async () => {
    await t.ws.writeProgram(program("Be plain.", "{}"), {}, { name: "program" });
    const { text, calls } = await t.up(undefined, { expect: "failure" });
    expect(text).toContain("error: pulumi-coze/plugin: the engine finds no plugin. Add it to Pulumi.yaml: plugins: {");
    expect(text).not.toContain("at ");
    expect(calls).toEqual([]);
  });

  test("import a bot of the console, with every field that the program does not declare", async () => {
    const { spaceId, console } = t.emulator;
    const prompt_info = { prompt: "Be plain." };
    const id = console.createDraft(spaceId, { name: "Support", prompt_info, description: "Old" }, { ageSeconds: 600 });
    await t.writeClasses(program("Be plain.", `{ import: "${id}" }`));
    expect(writesOf((await t.up()).log)).toEqual([PUBLISH]);
    await t.writeClasses(program("Be kind.", "{}"));
    const { calls, text } = await t.up();
    expect(calls).toEqual([UPDATE, PUBLISH]);
    expect(text).toContain("[diff: ~promptInfo]");
    expect(t.bot.draft).toMatchObject({ description: "Old", prompt_info: { prompt: "Be kind." } });
  });

  test("know `replaceOnChanges`", async () => {
    await t.writeClasses(program("Be brief.", '{ replaceOnChanges: ["promptInfo"] }'));
    expect(writesOf((await t.up()).log)).toContain(CREATE);
    expect((await t.refresh({ expectNoChanges: true })).calls).toEqual([READ, READ]);
  });
});
