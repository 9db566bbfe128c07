import type { z } from "zod";
import { startEmulator, type Emulator } from "../../../emulator";
import { hosted } from "../../../provider/host/dynamic";
import { checkConfig } from "../../../provider/host/plugin/configuration";
import { KINDS } from "../../../provider/kinds";
import type { Props } from "../../../provider/lifecycle";
import { Session } from "../../../provider/session/session";
import { SETTINGS } from "../../../provider/values/settings-table";
import { pluginHost } from "../../harness/engine/plugin-host";
import { ofEach, type Kind } from "../../harness/engine/providers";
import { ASSET, secret, SIGNATURE } from "../../harness/marks";
import { struct } from "../../harness/plugin/client";
import { withValue } from "./harness";

/** No id has a space in it, so an id that is named in a message has none of it. */
const CANARY = "canary 4f1d/9c";

const source = { [SIGNATURE]: ASSET, text: "Opening hours" };
const CASE = { name: "any", ask: "Hello?", history: [{ role: "user", content: "Hi" }], customVariables: { a_b: "x" } };

/** One resource of each kind with as much as fits into one. */
const WHOLE: Readonly<Record<Kind, Props>> = {
  Bot: {
    ...{ name: "Support", description: "d", iconFileId: "1", workflowIds: ["1"], deletionPolicy: "retain" },
    ...{ promptInfo: { prompt: "p" }, onboardingInfo: { prologue: "p", suggestedQuestions: ["q"] } },
    ...{ knowledge: { datasetIds: ["71"] }, plugins: [{ pluginId: "1", apiId: "2" }] },
    ...{ modelInfoConfig: { modelId: "17" }, suggestReplyInfo: { replyMode: "customized", customizedPrompt: "c" } },
  },
  Publication: { botId: "1", connectorIds: ["1024"], connectors: { "1024": { key: "v" } }, unpublishReason: "r" },
  File: { source, fileName: "a.png" },
  Dataset: { name: "Facts", description: "d" },
  Document: { datasetId: "71", name: "Hours", source, chunkStrategy: { separator: "#", maxTokens: 100 } },
  BotTest: {
    ...{ botId: "1", contentHash: "v1:1", promotionHash: "v1:1" },
    // Without a schema, which starts a thread in each of the checks.
    cases: [{ ...CASE, expect: [{ contains: "x" }] }],
  },
  Callback: { name: "Alarm", url: "https://alarm.example.com", events: ["bot.published"] },
  WorkspaceMember: { userId: "2069720456000", role: "member" },
};
const KIND_NAMES = Object.keys(WHOLE) as Kind[];

type Definition = {
  type: string;
  innerType?: z.ZodType;
  in?: z.ZodType;
  element?: z.ZodType;
  valueType?: z.ZodType;
  options?: readonly z.ZodType[];
  shape?: Record<string, z.ZodType>;
};

/** The paths of all that a schema describes, within lists, maps and choices, too. */
function pathsOf(schema: z.ZodType, path = ""): string[] {
  const { innerType, in: from, element, valueType, options, shape } = schema.def as unknown as Definition;
  const inner = innerType ?? from;
  if (inner) return pathsOf(inner, path);
  const here = path === "" ? [] : [path];
  const dot = path === "" ? "" : `${path}.`;
  if (element) return [...here, ...pathsOf(element, `${path}[0]`)];
  if (valueType) return [...here, ...pathsOf(valueType, `${dot}key`)];
  if (options) return [...new Set([...here, ...options.flatMap((option) => pathsOf(option, path))])];
  return [...here, ...Object.entries(shape ?? {}).flatMap(([key, item]) => pathsOf(item, dot + key))];
}

/** In every form in which a value may come. */
const FORMS: readonly [string, unknown][] = [
  ["a text", CANARY],
  ["a list", [CANARY]],
  ["an object", { key: CANARY }],
  ["a long text", CANARY.repeat(2_000)],
  ["a secret", secret(CANARY)],
];

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterAll(() => emulator.close());

/** All that the two hosts print and answer when a resource with these inputs is checked, compared and created. */
async function saidOf(kind: Kind, inputs: Props): Promise<string[]> {
  const said: string[] = [];
  for (const form of ["dynamic", "plugin"] as const) {
    const session = new Session({ env: {}, write: (line) => said.push(line) });
    const { token, url: baseUrl, spaceId } = emulator;
    const config: Record<string, string> = { token, baseUrl, spaceId, allowSameName: "true", maxRetries: "0" };
    session.configure((key) => config[key.replace("coze:", "")]);
    const hosts =
      form === "plugin"
        ? pluginHost(session)
        : ofEach((each) => hosted(each, async () => (await KINDS[each]()).lifecycle(session), session));
    const noting = async <T>(work: Promise<T>): Promise<T | undefined> =>
      work.catch((error: unknown) => {
        said.push(String(error), (error as Error).stack ?? "");
        return undefined;
      });
    const news = { ...inputs, __resource: "one", __provider: "text" };
    const checked = await noting(hosts[kind].check({}, news));
    said.push(...(checked?.failures.map(({ reason, property }) => property + reason) ?? []));
    if (!checked || checked.failures.length > 0) continue;
    await noting(hosts[kind].create({ ...news, ...(checked.inputs as Props) }));
  }
  return said;
}

test.each(KIND_NAMES)("no message about a %s has a word of what the program gave, wherever it is", async (kind) => {
  // What the server says is its own: it names no value here.
  emulator.clearFaults();
  emulator.fault({ kind: { code: 4000, msg: "wrong parameter" }, times: Infinity });
  const paths = pathsOf((await KINDS[kind]()).inputs).filter((path) => !path.startsWith("__"));
  const expectations = kind === "BotTest" ? expectationPaths(paths) : [];
  let messages = 0;
  const leaks: string[] = [];
  for (const path of paths) {
    for (const [form, value] of FORMS) {
      const said = await saidOf(kind, withValue(WHOLE[kind], path, value));
      messages += said.length;
      if (said.some((text) => text.includes(CANARY))) leaks.push(`${path} as ${form}`);
    }
  }
  // The name of a case is the label of its line in a report, unless it is a secret.
  expect(leaks).toEqual(kind === "BotTest" ? ["cases[0].name as a text"] : []);
  expect(messages).toBeGreaterThan(paths.length * FORMS.length);
  expect(expectations.length).toBe(kind === "BotTest" ? 15 : 0);
});

/** The kinds of expectations, to know that the choices were walked through. */
function expectationPaths(paths: readonly string[]): string[] {
  const beside = new Set(["arguments", "ignoreCase"]);
  return paths
    .map((path) => /^cases\[0\]\.expect\[0\]\.(\w+)$/.exec(path)?.[1])
    .filter((key): key is string => key !== undefined && !beside.has(key));
}

test("the scan finds a text that is there", async () => {
  emulator.clearFaults();
  emulator.fault({ kind: { code: 4000, msg: `wrong parameter ${CANARY}` }, times: Infinity });
  expect((await saidOf("Dataset", WHOLE.Dataset)).join()).toContain(CANARY);
});

test.each(Object.keys(SETTINGS))("no message about the setting %s has its value", (key) => {
  const said: string[] = [];
  const news = struct({ token: "t", [key]: CANARY });
  const failures = checkConfig(news, "urn:pulumi:dev::p::pulumi:providers:coze::own", {}).getFailuresList();
  said.push(...failures.map((failure) => failure.getProperty() + failure.getReason()));
  for (const instance of [undefined, "explicit"]) {
    const session = new Session({ env: {}, write: (line) => said.push(line) });
    const config: Record<string, string | undefined> = { instance, token: "t", [key]: CANARY };
    session.configure((name) => config[name.replace("coze:", "")]);
    try {
      session.api();
    } catch (error) {
      said.push(String(error), (error as Error).stack ?? "");
    }
  }
  expect(said.filter((text) => text.includes(CANARY))).toEqual([]);
});
