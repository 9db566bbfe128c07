import { publicationsOf, type Publication } from "../../provider/cli/log/publications";
import { rowsOf } from "../../provider/cli/log/log";
import type { Explained } from "../../provider/cli/log/rows";
import { Session } from "../../provider/session/session";
import { SEED } from "../harness/seed";
import { generate } from "./generate";
import type { ProfileName } from "./profiles";
import { openGrounds, World, type Grounds } from "./world";

const COUNT = Number(process.env["LOG_HISTORIES"] ?? 60);
const PROFILES: readonly ProfileName[] = ["versions", "versions", "versions", "mixed"];

let grounds: Grounds;
beforeAll(async () => {
  grounds = await openGrounds();
});
afterAll(() => grounds.server.emulator.close());

/** The publications of both stacks, as `log` reads them of exports. */
function recordedIn(world: World): Publication[] {
  const all = Object.values(world.stacks).map(({ engine }) => ({ deployment: { resources: engine.state.all } }));
  return publicationsOf(all[0]).concat(publicationsOf(all[1]));
}

/** What is wrong with what `log` says of the versions of each published bot. */
async function wrongIn(world: World, counts: Map<string, number>): Promise<string[]> {
  const { server, truth } = world;
  const session = new Session({ env: {}, write: () => undefined, clock: server.clock });
  session.configure((key) => world.stacks.main.engine.config[key]);
  const recorded = recordedIn(world);
  const wrong: string[] = [];
  for (const bot of server.emulator.bots) {
    const own = recorded.filter(({ botId }) => botId === bot.id);
    if (own.length === 0) continue;
    const rows = await rowsOf(session, own);
    const missing = bot.versions.filter(({ version }) => !rows.some((row) => row.version === version));
    wrong.push(...missing.map(({ version }) => `version ${version} is missing`));
    for (const row of rows) {
      const isOfRun = truth.published.has(row.version);
      counts.set(nameOf(row, isOfRun), (counts.get(nameOf(row, isOfRun)) ?? 0) + 1);
      if (isOfRun ? row.from === "console" : row.from === "up")
        wrong.push(`${nameOf(row, isOfRun)}: ${JSON.stringify(row)}`);
    }
  }
  return wrong;
}

const nameOf = ({ from }: Explained, isOfRun: boolean): string =>
  `${isOfRun ? "of a run" : "by hand"}: ${from ?? "not known"}`;

test(`${COUNT} histories with kills, lost answers, people who publish and two stacks: no version of a run is called the console's`, async () => {
  const counts = new Map<string, number>();
  for (let i = 0; i < COUNT; i++) {
    const history = generate(SEED + i, PROFILES[i % PROFILES.length] ?? "mixed");
    const world = World.begin(grounds, history.start);
    for (const step of history.steps) await world.take(step);
    world.server.clearOdds();
    world.server.clock.pass(20 * 60_000);
    expect([SEED + i, ...(await wrongIn(world, counts))]).toEqual([SEED + i]);
  }
  process.stdout.write(
    `${[...counts]
      .sort()
      .map(([name, count]) => `${name} ${count}`)
      .join("; ")}\n`,
  );
  // What would be no test without them.
  expect(counts.get("by hand: console")).toBeGreaterThan(0);
  expect(counts.get("of a run: up")).toBeGreaterThan(0);
});
