import { CREATE, openYaml, PUBLISH, UPDATE, writesOf, type YamlScene } from "./harness";

// `tests/engine/plugin/options` has Ctrl-C.

interface Edition {
  readonly prompt: string;
  readonly importId?: string;
  /** The description of a second bot, which another one replaces. */
  readonly description: string;
  readonly updateTimeout?: string;
}

/** A program in JavaScript with the entry for the plugin. */
const program = ({ prompt, importId, description, updateTimeout }: Edition): string => `
  const { CozeBot: Bot, CozeBotPublication: Publication } = require("pulumi-coze/plugin");
  const options = ${JSON.stringify({ import: importId, customTimeouts: updateTimeout && { update: updateTimeout } })};
  const bot = new Bot("support", { name: "Support", promptInfo: { prompt: "${prompt}" } }, options);
  new Publication("support", { bot });
  new Bot("other", { name: "Other", description: "${description}" }, { replaceOnChanges: ["description"] });
`;

describe("the classes with the plugin", () => {
  let t: YamlScene;
  beforeAll(async () => {
    t = await openYaml();
  });

  test("need it: without it one line says what to write", async () => {
    await t.ws.writeProgram(program({ prompt: "Be plain.", description: "One" }), {}, { name: "program" });
    const { text, calls } = await t.up(undefined, { expect: "failure" });
    expect(text).toContain("error: pulumi-coze/plugin: the engine finds no plugin. Add it to Pulumi.yaml: plugins: {");
    expect(text).not.toContain("at ");
    expect(calls).toEqual([]);
  });

  test("import a bot of the console, with every field that the program does not declare, and know `replaceOnChanges`", async () => {
    const { spaceId, console } = t.emulator;
    const prompt_info = { prompt: "Be plain." };
    const id = console.createDraft(spaceId, { name: "Support", prompt_info, description: "Old" }, { ageSeconds: 600 });
    await t.writeClasses(program({ prompt: "Be plain.", description: "One", importId: id }));
    expect(writesOf((await t.up()).log).sort()).toEqual([CREATE, PUBLISH].sort());
    await t.writeClasses(program({ prompt: "Be kind.", description: "Two" }));
    const { calls, text } = await t.up();
    expect(calls.sort()).toEqual([CREATE, PUBLISH, UPDATE].sort());
    expect(text).toContain("[diff: ~promptInfo]");
    expect(t.botNamed("Support").draft).toMatchObject({ description: "Old", prompt_info: { prompt: "Be kind." } });
  });

  test("know `customTimeouts`: an update that waits for a busy server ends, in a line at the resource", async () => {
    t.emulator.fault({ route: UPDATE, kind: { status: 429, retryAfter: "90" } });
    await t.writeClasses(program({ prompt: "Be calm.", description: "Two", updateTimeout: "2s" }));
    const { text, calls } = await t.up(undefined, { expect: "failure" });
    // Not after the pause that the server asks for: there was no second call.
    expect(calls.filter((route) => route === UPDATE)).toHaveLength(1);
    expect(text).toMatch(/coze:index:Bot \(support\): .*429/);
  });
});
