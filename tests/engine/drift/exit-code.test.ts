import { openScene, type Scene } from "../acceptance/harness";

const names = ["clean", "edited", "published", "partly", "off", "deleted"] as const;

const program = `
  for (const name of ${JSON.stringify(names)}) {
    const bot = new CozeBot(name, { name });
    new CozeBotPublication(name, { bot, connectorIds: ["1024", "999"] });
  }
`;

let t: Scene;
let urns: Record<string, string>;
beforeAll(async () => {
  t = await openScene();
  await t.up(program);
  t.later();
  urns = Object.fromEntries(Object.entries(await t.resources()).map(([name, { urn }]) => [name, urn]));
});

/** `pulumi refresh --preview-only --expect-no-changes` of some resources: the check for drift of a pipeline. */
const check = (resources: string | string[], expect: "success" | "failure") => {
  const targets = [resources].flat().flatMap((resource) => ["--target", urns[resource] ?? ""]);
  return t.refresh({ args: ["--preview-only", ...targets], expectNoChanges: true, expect });
};

test("a check for drift ends with 0 where nothing has changed, and with something else for each kind of drift", async () => {
  const idOf = (name: (typeof names)[number]) => t.botNamed(name).id;
  t.emulator.console.editDraft(idOf("edited"), { name: "Edited" });
  const version = t.emulator.console.publish(idOf("published"), ["1024"]);
  t.emulator.console.unpublish(idOf("partly"), "999");
  for (const channel of ["1024", "999"]) t.emulator.console.unpublish(idOf("off"), channel);
  t.emulator.console.deleteBot(idOf("deleted"));
  const state = JSON.stringify(await t.resources());

  // What others did to a publication is no drift of its bot.
  await check(["Bot clean", "Publication clean", "Bot published"], "success");
  expect((await check("Bot edited", "failure")).text).toContain('~ name: "edited" => "Edited"');
  expect((await check("Publication published", "failure")).text).toContain(`"published outside as ${version}"`);
  expect((await check("Publication partly", "failure")).text).toContain('- [1]: "999"');
  for (const resource of ["Publication off", "Bot deleted", "Publication deleted"]) {
    expect((await check(resource, "failure")).text).toContain("- 1 to delete");
  }
  // A check only looks.
  expect(JSON.stringify(await t.resources())).toBe(state);
});
