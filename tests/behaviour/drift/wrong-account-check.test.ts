import { createServer } from "node:http";
import { openScene, writesOf } from "../../harness/engine/scene";
import { listen } from "../../harness/listen";
import { startEmulator } from "../../../emulator";

const program = `
  const bot = new CozeBot("support", { name: "Support" });
  new CozeBotPublication("support", { bot, connectorIds: ["1024", "999"] });
`;

test("a check for drift with the wrong account or address fails by itself, and the state is kept", async () => {
  const t = await openScene({ config: { maxRetries: "0" } });
  const other = await startEmulator();
  const notCoze = createServer((_, response) => response.writeHead(404).end("Not Found"));
  const notCozeUrl = await listen(notCoze);
  try {
    await t.up(program);
    t.later();
    other.set({ clockSkewMs: 60_000 });
    const state = JSON.stringify(t.resources());
    const failed = async (env: Record<string, string>) => {
      const run = await t.refresh({ previewOnly: true, expectNoChanges: true, expect: "failure", env });
      expect(writesOf(run.log)).toEqual([]);
      return run.text;
    };

    const source = "the token from the environment variable COZE_API_TOKEN";
    expect(await failed({ COZE_API_BASE: other.url, COZE_API_TOKEN: other.token })).toContain(
      `Bot ${t.bot.id} was not found at ${other.url} with ${source}`,
    );
    expect(await failed({ COZE_API_BASE: notCozeUrl })).toContain(`Check coze:baseUrl (${notCozeUrl})`);
    expect(await failed({ COZE_API_TOKEN: t.emulator.addToken({ spaces: [] }) })).toContain(source);
    await other.close();
    expect(await failed({ COZE_API_BASE: other.url })).toContain(`Check coze:baseUrl (${other.url}) and the network.`);
    expect(JSON.stringify(t.resources())).toBe(state);
    await t.refresh({ previewOnly: true, expectNoChanges: true });
  } finally {
    await other.close();
    notCoze.close();
  }
});
