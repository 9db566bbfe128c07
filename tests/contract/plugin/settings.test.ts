import {
  CheckRequest,
  DiffRequest,
  DiffResponse,
  GetMappingsRequest,
  GetSchemaRequest,
  ProviderHandshakeRequest,
  type CheckResponse,
  type ConfigureResponse,
  type GetSchemaResponse,
  type ProviderHandshakeResponse,
} from "@pulumi/pulumi/proto/provider_pb";
import type { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import pkg from "../../../package.json";
import { secret } from "../../harness/marks";
import { plain, struct, type Props } from "../../harness/plugin/client";
import { FakeEngine } from "../../harness/plugin/engine";
import { PluginScene, PROVIDER, urnOf } from "./scene";

const SECRET = secret("pat_secret");
const EXPLICIT = "urn:pulumi:dev::program::pulumi:providers:coze::global";

let t: PluginScene;
beforeAll(async () => {
  t = await PluginScene.open();
});
const others: FakeEngine[] = [];
afterAll(async () => {
  for (const engine of others) engine.stop();
  await t.close();
});

const checkConfig = async (news: Props, urn = EXPLICIT): Promise<{ inputs: Props; failures: string[] }> => {
  const answer = await t.call<CheckResponse>("checkConfig", new CheckRequest().setUrn(urn).setNews(struct(news)));
  return { inputs: plain(answer.getInputs()), failures: answer.getFailuresList().map((f) => f.getReason()) };
};

test("Handshake accepts marks of secrets and resources, and none of outputs", async () => {
  const request = new ProviderHandshakeRequest().setEngineAddress(t.engine.address);
  const answer = await t.call<ProviderHandshakeResponse>("handshake", request);
  expect(answer.toObject()).toMatchObject({ acceptSecrets: true, acceptResources: true, acceptOutputs: false });
});

test("GetPluginInfo has the version of the npm package", async () => {
  expect((await t.call<PluginInfo>("getPluginInfo", new Empty())).getVersion()).toBe(pkg.version);
});

test("GetSchema has every kind and lookup, under the frozen tokens and with the aliases of the dynamic form", async () => {
  const answer = await t.call<GetSchemaResponse>("getSchema", new GetSchemaRequest());
  const schema = JSON.parse(answer.getSchema()) as {
    version: string;
    resources: Record<string, { aliases: unknown }>;
    functions: object;
  };
  expect(schema.version).toBe(pkg.version);
  const kinds = Object.keys(schema.resources);
  expect(kinds).toEqual(
    expect.arrayContaining(["Bot", "Publication", "File", "Dataset", "Document"].map((kind) => `coze:index:${kind}`)),
  );
  for (const token of kinds) {
    const alias = token.replace("coze:index:", "pulumi-nodejs:dynamic/coze:");
    expect(schema.resources[token]?.aliases).toEqual([{ type: alias }]);
  }
  const lookups = ["getBot", "getBots", "getBotVersions", "getOnlineInfo"].map((name) => `coze:index:${name}`);
  expect(Object.keys(schema.functions)).toEqual(expect.arrayContaining(lookups));
});

describe("CheckConfig", () => {
  test("returns the settings, with secrets marked whether or not the program did so", async () => {
    const { inputs, failures } = await checkConfig({ token: "pat_plain", spaceId: "73", timeoutSeconds: 5 });
    expect(failures).toEqual([]);
    expect(inputs).toEqual({ token: secret("pat_plain"), spaceId: "73", timeoutSeconds: 5 });
    expect((await checkConfig({ token: SECRET })).inputs).toEqual({ token: SECRET });
  });

  test("refuses names that are no settings, and values outside their limits, all at once", async () => {
    const { failures } = await checkConfig({ tokne: "x", spceId: "y", timeoutSeconds: "0", baseUrl: "ftp://a" });
    const unknown = failures.filter((failure) => failure.includes("there is no such setting"));
    expect(unknown.sort()).toEqual([
      "spceId: there is no such setting (did you mean spaceId?)",
      "tokne: there is no such setting (did you mean token?)",
    ]);
    expect(failures.join()).toMatch(/timeoutSeconds must be a number from 0.1 to 3600.*baseUrl must begin/);
  });

  test("judges no setting that is not known yet", async () => {
    const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
    expect((await checkConfig({ token: unknown, spaceId: unknown, timeoutSeconds: unknown })).failures).toEqual([]);
  });

  test("leaves a project that is named coze its own keys", async () => {
    const urn = "urn:pulumi:dev::coze::pulumi:providers:coze::default";
    expect((await checkConfig({ version: "1.0.0", prompt: "mine" }, urn)).failures).toEqual([]);
    const { failures } = await checkConfig({ prompt: "mine" }, PROVIDER);
    expect(failures).toEqual([
      expect.stringMatching(/^coze:prompt: there is no such setting \(there are coze:token, .*coze:allowSameName\)$/),
    ]);
    expect(failures.join()).not.toContain("tokenEnv");
  });
});

test("DiffConfig makes any change of settings an update in place", async () => {
  const diff = async (olds: Props, news: Props): Promise<DiffResponse> =>
    t.call("diffConfig", new DiffRequest().setUrn(EXPLICIT).setOldInputs(struct(olds)).setNews(struct(news)));
  const changed = await diff({ token: "a", spaceId: "1" }, { token: SECRET, baseUrl: "https://api.coze.com" });
  expect(changed.getChanges()).toBe(DiffResponse.DiffChanges.DIFF_SOME);
  expect(changed.getReplacesList()).toEqual([]);
  expect(changed.getDiffsList().sort()).toEqual(["baseUrl", "spaceId", "token"]);
  const same = await diff({ token: "pat_secret", version: "1" }, { token: SECRET, version: "2" });
  expect(same.getChanges()).toBe(DiffResponse.DiffChanges.DIFF_NONE);
});

test("an id that was written as a number is refused in settings, since it is rounded", async () => {
  for (const rounded of [7.36e18, "7.36e+18"]) {
    const { failures } = await checkConfig({ token: "pat_0123456789abcdef", spaceId: rounded });
    expect(failures.join()).toContain(
      "spaceId: must be a string: quote it, since a number does not hold all of its digits",
    );
  }
});

test("Configure supports previews, accepts secrets and resources, and reads the settings that are secret", async () => {
  const { token, url: baseUrl, spaceId } = t.emulator;
  const answer = (await t.configure({ token: secret(token), baseUrl, spaceId }, EXPLICIT)) as ConfigureResponse;
  expect(answer.toObject()).toMatchObject({ supportspreview: true, acceptsecrets: true, acceptresources: true });
  const botId = t.emulator.console.createDraft(spaceId, { name: "Read" });
  expect((await t.read("Bot", botId, {}, {})).outs).toMatchObject({ botId, name: "Read" });
});

test("Attach moves the log to another engine", async () => {
  const other = await FakeEngine.start();
  others.push(other);
  await t.attach(other.address);
  const botId = t.emulator.console.createDraft(t.emulator.spaceId, { name: "Kept" });
  await t.delete("Bot", botId, { name: "Kept", spaceId: t.emulator.spaceId, __schema: 1 });
  expect(other.lines).toMatchObject([{ severity: "warning", urn: urnOf("Bot") }]);
});

test("what the protocol has and the plugin does not is UNIMPLEMENTED", async () => {
  await expect(t.call("getMappings", new GetMappingsRequest())).rejects.toMatchObject({ code: 12 });
});
