import { openScene, PUBLISH, UPLOAD, writesOf } from "../../harness/cli/scene";

// `tests/behaviour/acceptance/ownership` has each of the rules by itself.

const REPLACED = "urn:pulumi:dev::coze::pulumi-nodejs:dynamic/coze:Publication::live";

test("what another resource keeps stays live: a rename that a failure has cut short, and a renamed provider with a replacement", async () => {
  const t = await openScene();
  const { url: baseUrl, token, spaceId } = t.emulator;
  const program = (publication: string, provider: string): string => `
    const { CozeProvider } = require("pulumi-coze");
    const bot = new CozeBot("support", { name: "Support" });
    const live = new CozeBotPublication("${publication}", { bot });
    const provider = new CozeProvider("${provider}", ${JSON.stringify({ baseUrl, token, spaceId, allowSameName: true })});
    const other = new CozeBot("other", { name: "Other" }, { provider });
    new CozeBotPublication("live", { bot: other }, { provider });
    // Comes after all that the run makes before its deletes.
    new CozeFile("failing", { source: new pulumi.asset.StringAsset("A,B"), fileName: "a.csv" }, { dependsOn: live });
  `;
  const versionOf = (name: string): string | undefined => t.botNamed(name).published["1024"]?.version;
  await t.up(program("old", "one"));

  // Another file, whose upload fails once.
  t.emulator.fault({ route: UPLOAD, kind: { code: 4000, msg: "not today" } });
  const renamed = program("new", "one").replace("A,B", "C,D");
  expect(writesOf((await t.up(renamed, { expect: "failure" })).log).sort()).toEqual([PUBLISH, UPLOAD].sort());
  const version = versionOf("Support");
  expect(version).toBeDefined();

  const args = ["--replace", REPLACED];
  const next = await t.up(renamed.replace('"one"', '"two"'), { args });
  expect(writesOf(next.log).sort()).toEqual([PUBLISH, UPLOAD].sort());
  expect(next.text).toContain("left alone: the resource new manages it");
  expect(next.text).toContain("left alone: the resource live manages it");
  expect(versionOf("Support")).toBe(version);
  expect(versionOf("Other")).toBe(t.botNamed("Other").versions[0]?.version);
});
