import { CREATE, openScene, previewOf, PUBLISH, READ, type Scene, UPDATE } from "../../harness/cli/scene";

// `tests/behaviour/acceptance/destroy` has the destroy.

const program = `
  const plain = new CozeBot("plain", { name: "Plain", promptInfo: { prompt: "Be plain." } });
  const knowing = new CozeBot("knowing", { name: "Knowing", knowledge: { datasetIds: ["71", "72"], searchStrategy: "hybrid" } });
  const live = new CozeBotPublication("plain", { bot: plain });
  exports.plain = { id: plain.id, botId: plain.botId, spaceId: plain.spaceId, hash: plain.contentHash, promotion: plain.promotionHash };
  exports.live = { id: live.id, version: live.version, hash: live.contentHash, promotion: live.promotionHash, at: live.publishedAt, channels: live.connectorIds };
`;

describe("a bot and its publication", () => {
  let t: Scene;
  beforeAll(async () => {
    t = await openScene();
  });

  test("are made with one call each, and the server holds what was declared", async () => {
    const begun = Date.now();
    const { calls, stdout } = await t.up(program, { withPreview: true, diff: true });
    const ended = Date.now();
    // None of the preview.
    expect(calls.sort()).toEqual([CREATE, CREATE, PUBLISH, UPDATE]);

    const plain = t.botNamed("Plain");
    expect(plain.draft).toEqual({ name: "Plain", description: "", prompt_info: { prompt: "Be plain." } });
    expect(plain.spaceId).toBe(t.emulator.spaceId);
    expect(plain.versions.map(({ connectorIds }) => connectorIds)).toEqual([["1024"]]);
    expect(t.botNamed("Knowing").draft.knowledge).toEqual({ dataset_ids: ["71", "72"], search_strategy: 1 });

    const version = plain.versions[0]?.version;
    const outputs = (await t.outputs()) as Record<"plain" | "live", Record<string, string>>;
    const { hash, promotion } = outputs.plain;
    expect(outputs.plain).toEqual({ id: plain.id, botId: plain.id, spaceId: plain.spaceId, hash, promotion });
    expect(hash).toMatch(/^v1:[0-9a-f]{64}$/);
    expect(promotion).toMatch(/^v1:[0-9a-f]{64}$/);
    expect(promotion).not.toBe(hash);
    expect(previewOf(stdout)).toContain(hash);
    const at = outputs.live.at ?? "";
    expect(outputs.live).toEqual({ id: plain.id, version, hash, promotion, at, channels: ["1024"] });
    // The server's clock, which is this one, tells whole seconds.
    expect(Date.parse(at)).toBeGreaterThan(begun - 1_000);
    expect(Date.parse(at)).toBeLessThanOrEqual(ended);
  });

  test("cost one read each in a refresh, and nothing while nothing changes", async () => {
    const args = ["--refresh", "--debug", "-v=9", "--logtostderr"];
    const { calls, output } = await t.up(undefined, { args, expectNoChanges: true });
    expect(calls).toEqual([READ, READ, READ]);
    // Not even in the engine's own log.
    expect(output.includes(t.emulator.token)).toBe(false);
  });

  test("hold one constant line of provider in the state", async () => {
    const resources = await t.resources();
    expect(Object.keys(resources).sort()).toEqual(["Bot knowing", "Bot plain", "Publication plain"]);
    for (const [name, { inputs, outputs, type }] of Object.entries(resources)) {
      const isBot = name.startsWith("Bot ");
      const text = `exports.handler=()=>require("pulumi-coze/runtime").${isBot ? "bot" : "publication"}`;
      expect(inputs?.__provider).toBe(text);
      expect(outputs?.__provider).toBe(text);
      expect(text.length).toBeLessThanOrEqual(64);
      expect(type).toBe(isBot ? "pulumi-nodejs:dynamic/coze:Bot" : "pulumi-nodejs:dynamic/coze:Publication");
    }
  });
});
