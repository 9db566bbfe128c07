import { CREATE, openYaml, PUBLISH, READ, UPDATE, writesOf, type YamlScene } from "./harness";
import { until } from "../../harness/until";

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

  test("know `customTimeouts`, and a wait for a busy server ends with Ctrl-C", async () => {
    t.emulator.fault({ route: UPDATE, kind: { status: 429, retryAfter: "90" } });
    await t.writeClasses(program("Be calm.", '{ customTimeouts: { update: "2s" } }'));
    const { text } = await t.up(undefined, { expect: "failure" });
    expect(text).toMatch(/coze:index:Bot \(support\): .*429/);

    t.emulator.clearCalls();
    t.emulator.fault({ route: UPDATE, kind: { status: 429, retryAfter: "90" } });
    await t.writeClasses(program("Be calm.", "{}"));
    const up = await t.ws.start(["up", "--yes", "--skip-preview"], { expect: "any" });
    await until(() => t.emulator.calls.some(({ route }) => route === UPDATE));
    up.interrupt();
    const { code, output } = await up.done;
    expect(code).not.toBe(0);
    expect(output).toContain("The run was cancelled before the next call to Coze");
    t.emulator.clearFaults();
    expect(writesOf((await t.up()).log)).toEqual([UPDATE, PUBLISH]);
  });
});
