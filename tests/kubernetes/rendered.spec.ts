import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { ensureKubernetesProvider } from "../../tools/kubernetes/get";
import { ensureLanguageHost } from "../../tools/pulumi-cli/hosts";
import { CHAT, openWith, publicationOf, PUBLISH, UPDATE, writesOf, type YamlScene } from "../engine/plugin/harness";

// A bot beside another cloud's resources, for which the real provider of Kubernetes runs: it renders manifests in place of a cluster's.
// Not among the tests of `npm test`, since its provider is built first: `npm run kubernetes`.

jest.setTimeout(600_000);

const CASES = [{ name: "is kind", ask: "How are you?", expect: [{ contains: "kind" }] }];
const RENDERED = "rendered";

const inYaml = (prompt: string) => ({
  resources: {
    support: { type: "coze:Bot", properties: { name: "Support", promptInfo: { prompt } } },
    kind: { type: "coze:BotTest", properties: { bot: "${support}", cases: CASES } },
    live: publicationOf("support", { requireTest: "${kind}" }),
    cluster: { type: "pulumi:providers:kubernetes", properties: { renderYamlToDirectory: RENDERED } },
    map: {
      type: "kubernetes:core/v1:ConfigMap",
      properties: {
        metadata: { name: "support-bot", namespace: "default" },
        data: { COZE_BOT_ID: "${support.id}", COZE_BOT_VERSION: "${live.version}" },
      },
      options: { provider: "${cluster}" },
    },
  },
});

const inClasses = (prompt: string) => `
  const kubernetes = require("@pulumi/kubernetes");
  const bot = new CozeBot("support", { name: "Support", promptInfo: { prompt: ${JSON.stringify(prompt)} } });
  const requireTest = new CozeBotTest("kind", { bot, cases: ${JSON.stringify(CASES)} });
  const live = new CozeBotPublication("live", { bot, requireTest });
  const provider = new kubernetes.Provider("cluster", { renderYamlToDirectory: ${JSON.stringify(RENDERED)} });
  new kubernetes.core.v1.ConfigMap("map", {
    metadata: { name: "support-bot", namespace: "default" },
    data: { COZE_BOT_ID: bot.id, COZE_BOT_VERSION: live.version },
  }, { provider });
`;

/** The data of the one manifest that was rendered. */
function rendered({ ws }: YamlScene): unknown {
  const folder = join(ws.projectDir, RENDERED);
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".yaml"));
  expect(files).toHaveLength(1);
  return (parse(readFileSync(join(folder, files[0] ?? ""), "utf8")) as { data: unknown }).data;
}

describe.each(["classes", "YAML"])("a ConfigMap beside a bot, by %s", (form) => {
  let t: YamlScene;
  let write: (prompt: string) => Promise<void>;
  beforeAll(async () => {
    t = await openWith([await ensureLanguageHost("yaml"), await ensureKubernetesProvider()]);
    write = (prompt) => (form === "YAML" ? t.write(inYaml(prompt)) : t.writeClasses(inClasses(prompt)));
  }, 90 * 60_000);

  const live = (): object => ({ COZE_BOT_ID: t.bot.id, COZE_BOT_VERSION: t.bot.versions[0]?.version });

  test("the first run publishes, and renders the version", async () => {
    await write("Be kind.");
    await t.up();
    expect(t.bot.versions).toHaveLength(1);
    expect(rendered(t)).toEqual(live());
  });

  test("an edit of the prompt is one update, one publish, and a new ConfigMap in the same run", async () => {
    await write("Be kind and brief.");
    const { log } = await t.up();
    expect(writesOf(log)).toEqual([UPDATE, CHAT, PUBLISH]);
    expect(t.bot.versions).toHaveLength(2);
    expect(rendered(t)).toEqual(live());
    await t.expectSilence();
  });

  test("a failed test leaves the ConfigMap as it was", async () => {
    const before = rendered(t);
    await write("Be rude.");
    const { text } = await t.up(undefined, { expect: "failure" });
    expect(text).toContain("cases[0].expect[0].contains");
    expect(t.bot.versions).toHaveLength(2);
    expect(rendered(t)).toEqual(before);
    expect(before).toEqual(live());
  });
});
