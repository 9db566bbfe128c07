import { CASES as cases, FLAT, botOf, HASHES, REFERENCES, referring } from "../../behaviour/plugin/references-program";
import { CHAT, CREATE, openYaml, PUBLISH, UPDATE, writesOf, type YamlScene } from "./harness";

// `tests/behaviour/plugin/references` has every way to name a bot, and every edit.

const after = { type: "coze:BotTest", properties: { publication: "${live}", cases } };

describe("a program with references", () => {
  let t: YamlScene;
  const write = async (...given: Parameters<typeof referring>): Promise<void> => {
    const { resources, outputs } = referring(...given);
    await t.write({ resources: { ...resources, after }, outputs });
  };
  beforeAll(async () => {
    t = await openYaml();
  });

  test("tests, publishes and tests what is live, and follows an edit in one run", async () => {
    await write("Be plain.", REFERENCES);
    expect(writesOf((await t.up(undefined, { withPreview: true })).log)).toEqual([CREATE, CHAT, PUBLISH, CHAT]);
    const { published, tested } = await t.ws.outputs();
    expect(published).toMatch(/^v1:/);
    expect(published).toBe(tested);
    await write("Be kind.", REFERENCES);
    expect(writesOf((await t.up()).log)).toEqual([UPDATE, CHAT, PUBLISH, CHAT]);
  });

  test("moves to the inputs of before without a call", async () => {
    await write("Be kind.", FLAT, { botId: "${support.id}", ...HASHES });
    await t.expectSilence();
  });

  test("names what is not in the run", async () => {
    const { resources } = referring("Be kind.", REFERENCES);
    const more = { type: "coze:Publication", properties: { bot: "${other}" } };
    await t.write({ resources: { ...resources, after, other: botOf("Be plain."), more } });
    const refused = await t.up(undefined, { args: ["--target", "**::more"], expect: "failure" });
    expect(refused.text).toContain("bot: the resource other has no part in this run");
    expect(refused.calls).toEqual([]);
  });
});
