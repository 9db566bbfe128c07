import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CheckRequest, ConfigureRequest, type CheckResponse } from "@pulumi/pulumi/proto/provider_pb";
import { startPlugin, struct } from "../../harness/plugin/client";
import { PROVIDER, urnOf } from "./scene";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "pulumi-coze-names-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const BOT = { name: "A", promptInfo: { promt: "Hi" }, modelInfoConfig: { modelId: 5 }, pluginIds: [] };
const TEST = {
  botId: "7",
  contentHash: "",
  promotionHash: "",
  cases: [
    {
      name: "kind",
      ask: "Kind?",
      customVariables: { botId: 5 },
      expect: [{ notContains: "" }],
    },
    { name: "none", ask: "Kind?", expect: [{}] },
    { name: "many", ask: "Kind?", expect: [{ contains: "kind" }], minPassed: 2 },
  ],
};

/** What the plugin says to wrong inputs in a program of this project. */
async function reasonsIn(project: string, kind: string, inputs: object, below = "."): Promise<string[]> {
  const root = await mkdtemp(join(folder, "project-"));
  await writeFile(join(root, "Pulumi.yaml"), project);
  await mkdir(join(root, below), { recursive: true });
  const plugin = await startPlugin({}, undefined, join(root, below));
  try {
    const settings = struct({ baseUrl: "http://127.0.0.1:1", token: "t", spaceId: "7" });
    await plugin.call("configure", new ConfigureRequest().setArgs(settings).setUrn(PROVIDER));
    const request = new CheckRequest()
      .setUrn(urnOf(kind))
      .setNews(struct({ ...inputs }))
      .setOlds(struct({}));
    const answer = await plugin.call<CheckResponse>("check", request);
    return answer.getFailuresList().map((failure) => failure.getReason());
  } finally {
    await plugin.stop();
  }
}

const pathsIn = async (project: string, below?: string): Promise<string[]> =>
  (await reasonsIn(project, "Bot", BOT, below)).map((reason) => reason.replace(/: .*/, "")).sort();

const PYTHON = ["model_info_config.model_id", "pluginIds", "prompt_info.promt"];
const GO = ["ModelInfoConfig.ModelId", "PromptInfo.promt", "pluginIds"];

test.each([
  ["YAML", "name: p\nruntime: yaml\n", ["modelInfoConfig.modelId", "pluginIds", "promptInfo.promt"]],
  ["Python", "name: p\nruntime: python\n", PYTHON],
  ["Python with options", "runtime:\n  # ours\n  options:\n    virtualenv: venv\n  name: python\nname: p\n", PYTHON],
  ["Go on one line", "name: p\nruntime: { name: go }\n", GO],
  [".NET", 'runtime: "dotnet"\nname: p\n', GO],
  [
    "a language that is not known",
    "name: p\nruntime: cobol\n",
    [
      "modelInfoConfig.modelId (model_info_config.model_id in Python)",
      "pluginIds",
      "promptInfo.promt (prompt_info.promt in Python)",
    ],
  ],
])(
  "a problem has the names of a program in %s; what is no input stays as it is written",
  async (_in, project, paths) => {
    expect(await pathsIn(project)).toEqual(paths);
  },
);

test("the project may be above the folder of the program", async () => {
  expect(await pathsIn("name: p\nruntime: python\nmain: src/bots\n", "src/bots")).toEqual(PYTHON);
});

test("other names in a rule follow, and keys that the program has made up do not", async () => {
  const reasons = await reasonsIn("name: p\nruntime: python\n", "BotTest", TEST);
  expect(reasons.sort()).toEqual([
    "cases[0].custom_variables.botId: must be a string, got 5",
    "cases[0].expect[0].not_contains: must not be empty, got a string of 0 characters",
    "cases[1].expect[0]: must have exactly one of equals, contains, contains_any, contains_all, not_contains, matches, " +
      "not_matches, json, min_length, max_length, calls, does_not_call, max_seconds, max_tokens, judge, got an object",
    "cases[2].min_passed: must be at most repeat, which is 1, got 2",
  ]);
});
