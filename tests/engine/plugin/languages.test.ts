import { mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pythonMissing } from "../../../tools/fidelity/python";
import { ensureLanguageHost } from "../../../tools/pulumi-cli/hosts";
import { blocksOf, page } from "../../docs/pages";
import { buildGo, goHost, goMissing } from "../../harness/plugin/go";
import { sharedPython } from "../../harness/plugin/python";
import type { UpdateOptions } from "../../harness/cli/types";
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
/** In Go a build costs more than all runs, so one program is both: the edited one, and the promoted one. */
const GO_LATER = (imported: string, stack: string): string => `
tested, err := coze.NewBotTest(ctx, "tested", &coze.BotTestArgs{
  Bot: bot,
  Cases: coze.BotTestCaseArray{&coze.BotTestCaseArgs{
    Name: pulumi.String("kind"),
    Ask: pulumi.String("How?"),
    Expect: coze.ExpectationArray{&coze.ExpectationArgs{Contains: pulumi.String("returns")}},
  }},
})
if err != nil {
  return err
}
args := &coze.PublicationArgs{Bot: bot, RequireTest: tested}
var options []pulumi.ResourceOption
if os.Getenv("PROMOTES") == "" {
  options = append(options, pulumi.Import(pulumi.ID("${imported}")))
} else {
  staging, err := pulumi.NewStackReference(ctx, "${stack}", nil)
  if err != nil {
    return err
  }
  args.RequirePromotion = &coze.RequiredPromotionArgs{Hash: staging.GetStringOutput(pulumi.String("promotionHash"))}
  args.Triggers = pulumi.Int(1)
}
_, err = coze.NewBot(ctx, "old", &coze.BotArgs{Name: pulumi.String("Old")}, options...)
if err != nil {
  return err
}
live, err := coze.NewPublication(ctx, "support", args)
`;

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
  /** One more publish, behind the hash that the stack has exported. Returns the options of its run. */
  readonly promote: () => Promise<UpdateOptions>;
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
  expect(writesOf((await t.up(undefined, await promote())).log)).toEqual([PUBLISH]);
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
        return {};
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
    await expectLater(t, {
      edit: (imported) =>
        build(
          program
            .replace("import (", 'import (\n"os"\n')
            .replace("about orders", "about returns")
            .replace(/^\t*live, err := .*\n/m, GO_LATER(imported, STACK))
            .replace("\t\treturn nil\n", '\t\tctx.Export("promotionHash", live.PromotionHash)\n\t\treturn nil\n'),
        ),
      promote: () => Promise.resolve({ env: { PROMOTES: "true" } }),
    });
  },
);
