import { openScene } from "../acceptance/harness";
import { startEmulator } from "../../../emulator";

const program = `
  const bot = new CozeBot("support", { name: "Support" });
  new CozeBotPublication("support", { bot, connectorIds: ["1024", "999"] });
`;

// `tests/behaviour/drift/wrong-account-check` has all ways to be wrong.
test("a check for drift with the wrong account fails by itself, and the state is kept", async () => {
  const t = await openScene({ config: { maxRetries: "0" } });
  const other = await startEmulator();
  try {
    await t.up(program);
    t.later();
    other.set({ clockSkewMs: 60_000 });
    const state = JSON.stringify(await t.resources());
    const check = { args: ["--preview-only"], expectNoChanges: true };
    const env = { COZE_API_BASE: other.url, COZE_API_TOKEN: other.token };
    const failed = await t.refresh({ ...check, expect: "failure", env });
    expect(failed.text).toContain(
      `Bot ${t.bot.id} was not found at ${other.url} with the token from the environment variable COZE_API_TOKEN`,
    );
    // A message, and no stack.
    expect(failed.output).not.toMatch(/^\s+at .+:\d+/m);
    expect(JSON.stringify(await t.resources())).toBe(state);
    await t.refresh(check);
  } finally {
    await other.close();
  }
});
