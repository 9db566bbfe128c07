import * as pulumi from "@pulumi/pulumi";
import { CREATE, openExample, PUBLISH, writesOf } from "./harness";

// `tests/behaviour/examples` has how it goes on.

const tested = {
  name: "Support",
  description: "Written in the console",
  prompt_info: { prompt: "Tested in the console." },
  onboarding_info: { prologue: "Hi", suggested_questions: ["Where is my order?"] },
  plugin_id_list: { id_list: [{ plugin_id: "731", api_id: "735" }] },
  model_info_config: { model_id: "1706077826", temperature: 0.3 },
};

test("what was tested and published in the console goes live in another space", async () => {
  const t = await openExample("clone-tested");
  const { emulator } = t;
  const source = emulator.console.createDraft(emulator.otherSpaceId, tested);
  const testedVersion = emulator.console.publish(source, ["1024"]);
  // Not tested yet, so not published.
  emulator.console.editDraft(source, { prompt_info: { prompt: "Work in progress." } });
  await t.configure({
    "coze:testedBotId": source,
    "coze:testedVersion": testedVersion,
    "coze:here": { plugins: [{ pluginId: "7311989349275530001", apiId: "7350575366173620001" }] },
  });

  const { log } = await t.up();
  expect(writesOf(log)).toEqual([CREATE, PUBLISH]);
  const copy = emulator.bots.find(({ spaceId }) => spaceId === emulator.spaceId);
  expect(copy?.published["1024"]?.config).toMatchObject({
    ...tested,
    plugin_id_list: { id_list: [{ plugin_id: "7311989349275530001", api_id: "7350575366173620001" }] },
  });
  expect(await t.ws.outputs()).toMatchObject({ botId: copy?.id, version: copy?.versions[0]?.version, testedVersion });
});

// With mocks: an exception of a TypeScript program takes the Pulumi SDK a minute to print on Node 20.
test("another version than the one that was tested is refused", async () => {
  const made: string[] = [];
  await pulumi.runtime.setMocks(
    {
      newResource: ({ type, name, inputs }) => {
        made.push(type);
        return { id: `${name}-id`, state: inputs as object };
      },
      call: ({ token }) => (token === "coze:index:getBot" ? { botId: "7461", name: "Support", version: "43" } : {}),
    },
    "coze",
  );
  const program = jest.requireActual<() => Promise<object>>("../../../examples/clone-tested");

  pulumi.runtime.setAllConfig({ "coze:testedBotId": "7461", "coze:testedVersion": "42" });
  await expect(program()).rejects.toThrow("Version 43 of the tested bot is live, and coze:testedVersion is 42");
  expect(made).toEqual([]);

  pulumi.runtime.setAllConfig({ "coze:testedBotId": "7461", "coze:testedVersion": "43" });
  await expect(program()).resolves.toMatchObject({ testedVersion: "43" });
  await pulumi.runtime.disconnect();
  expect(made).toEqual(["pulumi-nodejs:dynamic/coze:Bot", "pulumi-nodejs:dynamic/coze:Publication"]);
});
