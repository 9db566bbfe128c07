import { mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pythonMissing } from "../../../tools/fidelity/python";
import { ensureLanguageHost } from "../../../tools/pulumi-cli/hosts";
import { blocksOf, page } from "../../docs/pages";
import { buildGo, goHost, goMissing } from "../../harness/plugin/go";
import { sharedPython } from "../../harness/plugin/python";
import { testWith } from "../../harness/test-with";
import {
  CHAT,
  CREATE,
  LIST,
  openWith,
  openYaml,
  PUBLISH,
  READ,
  UNPUBLISH,
  UPDATE,
  writesOf,
  type YamlScene,
} from "./harness";

// On a machine that has compiled no Go program with Pulumi's SDK yet, that takes minutes.
jest.setTimeout(900_000);

let folder: string;
beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), "pulumi-coze-languages-")));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The first program of the page, as it is printed there. */
function firstProgram(language: string): string {
  const [block] = blocksOf(page("docs/guides/other-languages.md"), language);
  if (!block) throw new Error(`the page has no program in ${language}`);
  return block.code;
}

const PYTHON_TEST =
  'coze.BotTest("tested", bot=bot, cases=[{"name": "kind", "ask": "How?", "expect": [{"contains": "returns"}]}])\n';
const GO_TEST = `coze.NewBotTest(ctx, "tested", &coze.BotTestArgs{
  Bot: bot,
  Cases: coze.BotTestCaseArray{&coze.BotTestCaseArgs{
    Name: pulumi.String("kind"),
    Ask: pulumi.String("How?"),
    Expect: coze.ExpectationArray{&coze.ExpectationArgs{Contains: pulumi.String("returns")}},
  }},
})`;

async function expectFirstUp(t: YamlScene): Promise<void> {
  expect((await t.up()).calls).toEqual([LIST, CREATE, PUBLISH]);
  expect(t.bot.draft.prompt_info?.prompt).toBe("You answer questions about orders.");
  expect(await t.ws.outputs()).toEqual({ version: t.bot.versions[0]?.version });
}

/** The stack, whose outputs of the run before are those of the stack before in a promotion. */
const STACK = "organization/support/dev";

interface Later {
  /** A test shuts the gate, a bot of the console is taken over, and the promotion hash is an output. */
  readonly edit: (imported: string) => Promise<void>;
  /** One more publish, behind the hash that the stack has exported. */
  readonly promote: () => Promise<void>;
}

/** Edits the program, and publishes it once more; then a refresh and the end. */
async function expectLater(t: YamlScene, { edit, promote }: Later): Promise<void> {
  const { id } = t.bot;
  const old = t.emulator.console.createDraft(t.emulator.spaceId, { name: "Old" }, { ageSeconds: 600 });
  await edit(old);
  const { log } = await t.up();
  expect(writesOf(log)).toEqual([UPDATE, CHAT, PUBLISH]);
  expect(t.emulator.bots.find((bot) => bot.id === id)?.draft.prompt_info?.prompt).toContain("returns");
  expect(writesOf((await t.refresh({ expectNoChanges: true })).log)).toEqual([]);
  await promote();
  expect(writesOf((await t.up()).log)).toEqual([PUBLISH]);
  expect((await t.destroy()).calls).toEqual([READ, UNPUBLISH]);
}

test("the first program of the page runs in TypeScript", async () => {
  // The types of all programs of the pages are checked elsewhere.
  const t = await openYaml({ env: { PULUMI_NODEJS_TRANSPILE_ONLY: "true" } });
  await t.ws.writeProgram(firstProgram("ts"), {}, { language: "ts" });
  await expectFirstUp(t);
});

test("the first program of the page runs in YAML", async () => {
  const t = await openYaml();
  await t.writeFile("Pulumi.yaml", firstProgram("yaml"));
  await expectFirstUp(t);
});

test("the program of the README runs in YAML as it is", async () => {
  const [block] = blocksOf(page("README.md"), "yaml");
  const t = await openYaml();
  await t.writeFile("Pulumi.yaml", block?.code ?? "");
  expect((await t.up()).calls).toEqual([LIST, CREATE, PUBLISH]);
});

testWith(pythonMissing())(
  "the first program of the page runs in Python, is edited, imports, refreshes and destroys",
  async () => {
    const virtualenv = await sharedPython();
    // The host of a CLI from Go modules is too old to know the option of the project.
    const t = await openWith([await ensureLanguageHost("python"), join(virtualenv, "bin")]);
    await t.writeProject({ name: "python", options: { virtualenv } });
    const program = firstProgram("python");
    await t.writeFile("__main__.py", program);
    await expectFirstUp(t);
    const gated = program
      .replace("orders", "returns")
      .replace("live =", `tested = ${PYTHON_TEST}\nlive =`)
      .replace("bot=bot)", "bot=bot, require_test=tested)");
    const exported = 'pulumi.export("promotionHash", live.promotion_hash)\n';
    const old = (options: string): string => `coze.Bot("old", name="Old"${options})\n`;
    await expectLater(t, {
      edit: async (imported) => {
        const options = `, opts=pulumi.ResourceOptions(import_="${imported}")`;
        await t.writeFile("__main__.py", gated + old(options) + exported);
      },
      promote: async () => {
        const promoted = gated
          .replace("live =", `staging = pulumi.StackReference("${STACK}")\nlive =`)
          .replace(
            "_test=tested",
            '_test=tested, triggers=1, require_promotion={"hash": staging.get_output("promotionHash")}',
          );
        await t.writeFile("__main__.py", promoted + old("") + exported);
      },
    });
  },
);

testWith(goMissing())(
  "the first program of the page runs in Go, is edited, imports, refreshes and destroys",
  async () => {
    const t = await openWith([goHost()]);
    const program = firstProgram("go");
    const build = async (source: string): Promise<void> => {
      await t.writeProject({ name: "go", options: { binary: await buildGo(join(folder, "go"), source) } });
    };
    await build(program);
    await expectFirstUp(t);
    const before = (made: string): [string, string] => [
      "live, err :=",
      `${made}\nif err != nil {\nreturn err\n}\nlive, err :=`,
    ];
    const edited = (options: string): string => {
      const old = `coze.NewBot(ctx, "old", &coze.BotArgs{Name: pulumi.String("Old")}${options})`;
      const exported = 'ctx.Export("promotionHash", live.PromotionHash)';
      return program
        .replace("about orders", "about returns")
        .replace(...before(`tested, err := ${GO_TEST}`))
        .replace("Bot: bot}", "Bot: bot, RequireTest: tested}")
        .replace("\t\treturn nil\n", `\t\t${exported}\n\t\t_, err = ${old}\n\t\treturn err\n`);
    };
    await expectLater(t, {
      edit: (imported) => build(edited(`, pulumi.Import(pulumi.ID("${imported}"))`)),
      promote: () => {
        const hash = 'staging.GetStringOutput(pulumi.String("promotionHash"))';
        const gate = `RequirePromotion: &coze.RequiredPromotionArgs{Hash: ${hash}}, Triggers: pulumi.Int(1)`;
        return build(
          edited("")
            .replace(...before(`staging, err := pulumi.NewStackReference(ctx, "${STACK}", nil)`))
            .replace("RequireTest: tested}", `RequireTest: tested, ${gate}}`),
        );
      },
    });
  },
);
