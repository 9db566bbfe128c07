import { openScene } from "../../harness/engine/scene";
import { textOf } from "./wrong-values";

interface Wrong {
  readonly type: "CozeBot" | "CozeBotPublication";
  readonly inputs: object;
  readonly problems: readonly string[];
}

const BY_NAME: Readonly<Record<string, Wrong>> = {
  texts: {
    type: "CozeBot",
    inputs: {
      name: textOf(21, "🙂"),
      description: textOf(501, "e\u0301"),
      iconFileId: "../icon",
      promptInfo: { promptMode: "prefix", prompt: "confidential" },
      suggestReplyInfo: { replyMode: "Enable" },
      deletionPolicy: "",
    },
    problems: [
      "name: must be 1 to 20 characters, got a string of 21 characters",
      "description: must be at most 500 characters, got a string of 501 characters",
      "iconFileId: must be an id",
      'promptInfo.prompt: must not be set with promptMode "prefix": use prefixPromptInfo, got a string of 12 characters',
      'promptInfo.prefixPromptInfo: is required with promptMode "prefix", got nothing',
      'suggestReplyInfo.replyMode: must be "enable" or "disable" or "customized", got a string of 6 characters',
      'deletionPolicy: must be "retain" or "archive" or "fail", got a string of 0 characters',
    ],
  },
  shapes: {
    type: "CozeBot",
    inputs: {
      promtInfo: { prompt: "confidential" },
      knowledge: { datasetIds: Array.from({ length: 151 }, (_, i) => String(i)) },
      plugins: [{ plugin_id: "1", apiId: "2" }],
      workflowIds: [2 ** 60],
      modelInfoConfig: { modelId: "1", topP: -1, topK: 0.5, parameters: { store: "confidential" } },
    },
    problems: [
      "name: must be a string, got nothing",
      "promtInfo: there is no such input",
      "knowledge.datasetIds: must have at most 150 items, got a list of 151 items",
      "plugins[0].plugin_id: there is no such input",
      "plugins[0].pluginId: must be a string, got nothing",
      "workflowIds[0]: must be a string: quote it, since a number does not hold all of its digits, got 1152921504606847000",
      "modelInfoConfig.topP: must be at least 0, got -1",
      "modelInfoConfig.topK: must be a whole number, got 0.5",
      "modelInfoConfig.parameters.store: must be a boolean, got a string of 12 characters",
    ],
  },
  nowhere: {
    type: "CozeBotPublication",
    inputs: { botId: "..", connectorIds: [], unpublishOnDelete: "confidential", unpublishReason: textOf(1025, "🙂") },
    problems: [
      "botId: must be an id",
      "connectorIds: must have at least 1 item, got a list of 0 items",
      "unpublishOnDelete: must be a boolean, got a string of 12 characters",
      "unpublishReason: must be at most 1024 characters, got a string of 1025 characters",
    ],
  },
};

// A preview may end before all resources are looked at.
test("every preview of a wrong program tells all that is wrong with a resource, until nothing is, without a call", async () => {
  const scene = await openScene();
  const left = new Map(Object.entries(BY_NAME));
  const preview = async (expect: "failure" | "success"): ReturnType<typeof scene.preview> => {
    const lines = [...left].map(([name, { type, inputs }]) => `new ${type}("${name}", ${JSON.stringify(inputs)});`);
    return scene.preview([`new CozeBot("fine", { name: "Fine" });`, ...lines].join("\n"), { expect });
  };
  while (left.size > 0) {
    const { calls, text, output } = await preview("failure");
    expect(calls).toEqual([]);
    expect(output).not.toContain("confidential");
    const refused = [...left].filter(([name]) => text.includes(`resource '${name}' has a problem`));
    expect(refused).not.toEqual([]);
    for (const [name, { problems }] of refused) {
      for (const problem of problems) expect(text).toContain(`resource '${name}' has a problem: ${problem}`);
      left.delete(name);
    }
  }
  expect((await preview("success")).calls).toEqual([]);
});
