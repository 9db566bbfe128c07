import { chmod, cp, link, mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import type { ResourceValidationArgs } from "@pulumi/policy";
import { startEmulator } from "../../../emulator";
import { policies } from "../../../examples/policies/policies";
import { ensureLanguageHost } from "../../../tools/pulumi-cli/hosts";
import { foundCli } from "../../harness/cli/found";
import { openWorkspace } from "../../harness/cli/stack";
import { linkModules } from "../../harness/modules";
import { publicationOf, YamlScene } from "../plugin/harness";
import { EXAMPLES } from "./harness";

let dir: string;
let t: YamlScene;
beforeAll(async () => {
  dir = await realpath(await mkdtemp(join(tmpdir(), "pulumi-coze-policies-")));
  const bin = join(dir, "bin");
  const pack = join(dir, "pack");
  await mkdir(bin);
  const cli = await foundCli();
  // A Node host that is built from source, as where no release can be fetched, is too old to run policy packs. Where the engine finds
  // no Node host at all, it starts a pack by this script, which releases of Pulumi have beside the CLI.
  await link(cli.command, join(bin, "pulumi"));
  const analyzer = join(bin, "pulumi-analyzer-policy-nodejs");
  await writeFile(analyzer, `#!/bin/sh\nexec node "${join(__dirname, "pack.cjs")}" "$@"\n`);
  await chmod(analyzer, 0o755);
  await cp(join(EXAMPLES, "policies"), pack, { recursive: true });
  await linkModules(pack);
  const emulator = await startEmulator();
  const folders = [bin, await ensureLanguageHost("yaml"), dirname(process.execPath), "/usr/bin", "/bin"];
  const ws = await openWorkspace({
    cli: { ...cli, command: join(bin, "pulumi"), binDirs: folders },
    stack: "prod",
    env: {
      PATH: folders.join(delimiter),
      COZE_API_BASE: emulator.url,
      COZE_API_TOKEN: emulator.token,
      COZE_SPACE_ID: emulator.spaceId,
    },
  });
  await linkModules(ws.projectDir);
  t = new YamlScene(emulator, ws);
});
afterAll(async () => {
  await t.close();
  await rm(dir, { recursive: true });
});

const bot = (properties: object, options: object = {}) => ({ type: "coze:Bot", properties, options });

test("the pack names every rule that a resource of prod breaks, and none for those that keep them", async () => {
  const prompt = `Use pat_${"x".repeat(40)} for the shop.`;
  const kept = { name: "Kept", promptInfo: { prompt: "Be kind." }, modelInfoConfig: { modelId: "1" } };
  await t.write({
    resources: {
      support: bot({ name: "Support", promptInfo: { prompt }, modelInfoConfig: { modelId: "1", temperature: 0.9 } }),
      live: publicationOf("support"),
      kept: bot(kept, { protect: true }),
      promoted: publicationOf("kept", { requirePromotionHash: "${kept.promotionHash}" }),
    },
  });
  const { output, text } = await t.preview(undefined, {
    args: ["--policy-pack", join(dir, "pack")],
    expect: "failure",
  });
  const broken = [...output.matchAll(/\[mandatory\] +(\S+) +\(coze:index:\w+: (\w+)\)/g)];
  expect(broken.map(([, rule, name]) => `${rule} ${name}`).sort()).toEqual([
    "prod-bots-are-protected support",
    "prod-is-tested-or-promoted live",
    "prompts-have-no-secrets support",
    "temperature-is-low support",
  ]);
  expect(text).toMatch(/Policy Packs run:.*coze/);
  expect(text).toContain("prompt holds what looks like an access token or a key.");
  expect(text).toContain("The temperature is 0.9, and the limit 0.7.");
});

/** What each policy reports of a resource, without an engine. */
function reportsOf(type: string, stack: string, props: object, protect = false): string[] {
  const urn = `urn:pulumi:${stack}::program::${type}::support`;
  const args = { type, urn, props, opts: { protect }, getConfig: () => ({ limit: 0.7 }) };
  const reports: string[] = [];
  for (const { name, validateResource } of policies) {
    for (const validate of [validateResource].flat()) {
      void validate?.(args as unknown as ResourceValidationArgs, () => reports.push(name));
    }
  }
  return reports;
}

test.each(["pulumi-nodejs:dynamic/coze:", "coze:index:"])("the rules know the resources of %s, and prod", (prefix) => {
  const leaky = { promptInfo: { prefixPromptInfo: { prefixPrompt: "-----BEGIN PRIVATE KEY-----" } } };
  const hot = { modelInfoConfig: { modelId: "1", temperature: 0.71 } };
  expect(reportsOf(`${prefix}Bot`, "prod", { ...leaky, ...hot })).toEqual([
    "prod-bots-are-protected",
    "temperature-is-low",
    "prompts-have-no-secrets",
  ]);
  expect(reportsOf(`${prefix}Bot`, "prod", {}, true)).toEqual([]);
  expect(reportsOf(`${prefix}Bot`, "dev", {})).toEqual([]);
  expect(reportsOf(`${prefix}Publication`, "prod", {})).toEqual(["prod-is-tested-or-promoted"]);
  expect(reportsOf(`${prefix}Publication`, "prod", { requireTest: { botId: "1" } })).toEqual([]);
  expect(reportsOf(`${prefix}Publication`, "dev", {})).toEqual([]);
});
