import { join } from "node:path";
import { pythonMissing } from "../../../tools/fidelity/python";
import { ensureLanguageHost } from "../../../tools/pulumi-cli/hosts";
import { sharedPython } from "../../harness/plugin/python";
import { testWith } from "../../harness/test-with";
import { openWith, openYaml, publicationOf, type YamlScene } from "../plugin/harness";

// A gate whose value comes from an output that the other stack does not have: no language drops the gate with it.

/** The stack itself, which has no output that is called "promotion". */
const OWN_STACK = (project: string): string => `organization/${project}/dev`;

const NOTHING = "the stack that it comes from has published nothing";

async function expectClosed(t: YamlScene, problem = `requirePromotion: ${NOTHING}`): Promise<void> {
  const { text, calls } = await t.up(undefined, { withPreview: true, expect: "failure" });
  expect(text).toContain(problem);
  expect(calls).toEqual([]);
}

test("a stack output that is missing closes the gate in YAML", async () => {
  const t = await openYaml();
  const support = { type: "coze:Bot", properties: { name: "Support" } };
  const staging = { type: "pulumi:pulumi:StackReference", properties: { name: OWN_STACK("program") } };
  const output = '${staging.outputs["promotion"]}';
  const write = (requirePromotion: unknown): Promise<void> =>
    t.write({ resources: { support, staging, live: publicationOf("support", { requirePromotion }) } });
  await write({ hash: output });
  await expectClosed(t);
  // In the place of the whole object.
  await write(output);
  await expectClosed(t, "requirePromotion: must be an object, got null");
});

testWith(pythonMissing())("a stack output that is missing closes the gate in Python", async () => {
  const virtualenv = await sharedPython();
  const t = await openWith([await ensureLanguageHost("python"), join(virtualenv, "bin")]);
  await t.writeProject({ name: "python", options: { virtualenv } });
  await t.writeFile(
    "__main__.py",
    `import pulumi
import pulumi_coze as coze

support = coze.Bot("support", name="Support")
staging = pulumi.StackReference("${OWN_STACK("support")}")
coze.Publication("support", bot_id=support.id, space_id=support.space_id,
    content_hash=support.content_hash, promotion_hash=support.promotion_hash,
    require_promotion={"hash": staging.get_output("promotion")})
`,
  );
  // As the program names it.
  await expectClosed(t, `require_promotion: ${NOTHING}`);
});
