import { readFileSync } from "node:fs";
import { join } from "node:path";
import { openYaml } from "../plugin/harness";
import { providersOf } from "../../harness/cli/processes";
import { CHAT, CREATE, openScene, type Scene } from "../../harness/cli/scene";
import type { RunOptions } from "../../harness/cli/types";
import { until } from "../../harness/until";

// `tests/contract/plugin/leaving` has the moments, with an engine of the tests.
/**
 * Runs `up`, kills the CLI alone once the moment has come, and passes where its providers leave without a further call: not after the
 * pause that a server asks for, nor after a repetition.
 */
async function killed(
  t: Scene,
  moment: () => boolean,
  output: Pick<RunOptions, "outputFile" | "terminal"> = {},
): Promise<void> {
  t.emulator.clearCalls();
  const up = await t.ws.start(["up", "--yes", "--skip-preview"], { expect: "any", ...output });
  await until(() => moment() && providersOf(t.ws).length > 0);
  const pid = up.pid ?? 0;
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8");
  process.kill(output.terminal ? Number(children) : pid, "SIGKILL");
  const calls = t.emulator.calls.map(({ route }) => route);
  await until(() => providersOf(t.ws).length === 0);
  expect(t.emulator.calls.map(({ route }) => route)).toEqual(calls);
  await up.done;
  await t.ws.run(["cancel", "--yes"], { expect: "any" });
}

const asked = (t: Scene, route: string) => t.emulator.calls.some((call) => call.route === route);

test("no provider of the dynamic form outlives a killed CLI: in a chat, in a wait, idle; with pipes, a file and a terminal", async () => {
  const t = await openScene();
  await t.writeProgram(`
    const bot = new CozeBot("support", { name: "Support" });
    new CozeBotTest("support", { bot, cases: [{ name: "any", ask: "Hello?", expect: [{ contains: "o" }] }] });
  `);
  t.emulator.fault({ route: CHAT, kind: { timeout: "before" } });
  await killed(t, () => asked(t, CHAT));

  await t.writeProgram(`new CozeBot("other", { name: "Other" });`);
  t.emulator.fault({ route: CREATE, kind: { status: 429, retryAfter: "50" } });
  await killed(t, () => asked(t, CREATE), { outputFile: join(t.ws.directory, "output") });

  await t.writeProgram(`
    new CozeBot("third", { name: "Third" }).botId.apply(() => new Promise((resolve) => setTimeout(resolve, 600_000)));
  `);
  await killed(t, () => t.emulator.calls.some((call) => call.route === CREATE && call.handled), { terminal: true });
});

test("a plugin whose CLI is killed in a create finishes it, is gone, and the next up names what it left behind", async () => {
  const t = await openYaml();
  const resources = { support: { type: "coze:Bot", properties: { name: "Support" } } };
  const config = { "coze:allowSameName": { value: "false" } };
  await t.write({ resources, config });
  t.emulator.fault({ route: CREATE, kind: { delayMs: 10_000, when: "before" } });
  await killed(t, () => asked(t, CREATE), { terminal: true });
  expect(t.emulator.bots).toHaveLength(1);
  const { text } = await t.up(undefined, { expect: "failure" });
  expect(text).toContain(`Adopt it with botId: "${t.bot.id}"`);

  t.emulator.fault({ route: CREATE, kind: { status: 429, retryAfter: "50" } });
  await t.write({ resources: { other: { type: "coze:Bot", properties: { name: "Other" } } }, config });
  await killed(t, () => asked(t, CREATE), { outputFile: join(t.ws.directory, "output") });
});
