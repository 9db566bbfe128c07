import { changing, inClasses } from "../../behaviour/plugin/both-forms";
import { openYaml, PUBLISH, UPDATE, type YamlScene } from "./harness";

// `tests/behaviour/plugin/moving` has a move each way by itself, with a refresh and an edit in each form.

/** The same classes: the entry of the package chooses the host. */
const PLUGIN = 'require("pulumi-coze/plugin");';
const DYNAMIC = "";

interface Team {
  readonly protect: boolean;
  readonly alias?: string;
}

/** A bot and its publication in a component, of a provider of the program. */
const team = (settings: object, { protect, alias }: Team): string => `
  const abroad = new (require("pulumi-coze").CozeProvider)("abroad", ${JSON.stringify(settings)});
  class Team extends pulumi.ComponentResource {
    constructor(name, opts) {
      super("app:Team", name, {}, opts);
      const own = { parent: this, provider: abroad };
      const bot = new CozeBot("bot", { name: "Team" }, { ...own, protect: ${protect} });
      new CozeBotPublication("of-team", { bot }, own);
    }
  }
  ${alias === undefined ? 'new Team("team");' : `new Team("crew", { aliases: [{ name: "${alias}" }] });`}
`;

describe("a stack of every kind, with a protected bot in a component and a provider of its own, moves between both forms", () => {
  let t: YamlScene;
  let write: (entry: string, prompt: string, options: Team) => Promise<void>;
  beforeAll(async () => {
    t = await openYaml();
    // Another workspace than the one that the environment names.
    const { url: baseUrl, token, otherSpaceId: spaceId } = t.emulator;
    const settings = { baseUrl, token, spaceId, allowSameName: true };
    write = (entry, prompt, options) => t.writeClasses(entry + inClasses(prompt) + team(settings, options));
    await write(DYNAMIC, "Be plain.", { protect: true });
    await t.up();
    t.later();
  });

  const recordedBot = async () => {
    const { deployment } = await t.ws.exportState();
    return deployment.resources?.find(({ urn }) => urn.endsWith("::bot"));
  };

  test("to the plugin, renamed by an alias: the provider is another one, and nothing else is touched", async () => {
    await write(PLUGIN, "Be plain.", { protect: true, alias: "team" });
    const { calls, text } = await t.up();
    expect(calls).toEqual([]);
    expect(text).toMatch(/\+ 1 created - 1 deleted/);
    const urn = "urn:pulumi:dev::program::app:Team$coze:index:Bot::bot";
    expect(await recordedBot()).toMatchObject({ urn, protect: true });
  });

  test("and back, with an edit of another bot in the same run, after which destroy works", async () => {
    await write(DYNAMIC, "Be kind.", { protect: false, alias: "team" });
    expect(changing((await t.up()).calls)).toEqual([UPDATE, PUBLISH]);
    const urn = "urn:pulumi:dev::program::app:Team$pulumi-nodejs:dynamic/coze:Bot::bot";
    expect(await recordedBot()).toMatchObject({ urn });
    expect(t.botNamed("Team").spaceId).toBe(t.emulator.otherSpaceId);

    await t.destroy();
    for (const name of ["Support", "Team"]) expect(t.botNamed(name).published).toEqual({});
    const { deployment } = await t.ws.exportState();
    expect(deployment.resources ?? []).toEqual([]);
  });
});
