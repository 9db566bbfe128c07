import { openScene, PUBLISH, UPDATE, type Scene } from "../../harness/engine/scene";
import { yamlProgram } from "../../harness/engine/yaml-program";
import { changing, inClasses, inYaml } from "./both-forms";

// `tests/engine/plugin/moving` has the states of both forms on disk, and a component with a provider of its own.

type Form = "the plugin" | "the dynamic provider";

const inForm = (form: Form, prompt: string) =>
  form === "the plugin" ? yamlProgram(inYaml(prompt)) : inClasses(prompt);

/** Moves the stack there. The dynamic provider's text is new in its state, which is an update without a call. */
async function moveTo(form: Form, prompt: string, t: Scene): Promise<void> {
  const { calls } = await t.up(inForm(form, prompt), { expectNoChanges: form === "the plugin" });
  expect(calls).toEqual([]);
  await t.expectSilence();
  expect(changing((await t.refresh({ expectNoChanges: true })).calls)).toEqual([]);
}

test.each<[Form, Form]>([
  ["the dynamic provider", "the plugin"],
  ["the plugin", "the dynamic provider"],
])("a stack of every kind moves from %s to %s and back without a call, and is edited in each", async (from, to) => {
  const t = await openScene();
  await t.up(inForm(from, "Be plain."));
  t.later();
  await moveTo(to, "Be plain.", t);
  expect(changing((await t.up(inForm(to, "Be kind."))).calls)).toEqual([UPDATE, PUBLISH]);
  await moveTo(from, "Be kind.", t);
  expect(changing((await t.up(inForm(from, "Be brief."))).calls)).toEqual([UPDATE, PUBLISH]);
  await t.destroy();
  expect(t.engine.state.all).toEqual([]);
});
