import { cp, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { startEmulator } from "../../../emulator";
import { EXAMPLES } from "./harness";
import { CREATE, PUBLISH, UNPUBLISH, UPDATE, writesOf } from "../../harness/emulated";
import { linkModules } from "../../harness/modules";
import { openShell } from "./shell";

const ACME = { name: "Acme support", tone: "plain" };

test("a customer who joins, changes or leaves is a bot that is made, edited or taken off its channels", async () => {
  await using emulator = await startEmulator();
  await using shell = await openShell();
  await cp(join(EXAMPLES, "automation"), shell.folder, { recursive: true });
  await linkModules(shell.folder);
  const apply = async (command: string) => {
    emulator.clearCalls();
    const printed = await shell.sh(command, emulator.env);
    return { printed, writes: writesOf(emulator.calls) };
  };

  const first = await apply("npm run --silent apply");
  expect(first.writes).toEqual([CREATE, PUBLISH, CREATE, PUBLISH]);
  expect(first.printed).toMatch(/^acme: bot \d+, version \d+\nglobex: bot \d+, version \d+$/m);

  await writeFile(join(shell.folder, "customers.json"), JSON.stringify({ acme: ACME }));
  const second = await apply("node --import tsx index.ts");
  expect(second.writes).toEqual([UPDATE, PUBLISH, UNPUBLISH]);
  expect(second.printed).toContain("globex: removed");
  const live = emulator.bots.filter(({ published }) => Object.keys(published).length > 0);
  expect(live.map(({ draft }) => draft.name)).toEqual(["Acme support"]);
});
