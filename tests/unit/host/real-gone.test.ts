import { failureOf } from "../../harness/failure";
import type { Props } from "../../harness/plugin/client";
import { openScene } from "./scene";

const READ = "GET /v1/bots/:bot_id";

/** What was made a moment ago is looked for again and again. */
const longAgo = (outs: Props): Props => ({ ...outs, createTime: 1, __published: { version: "1" } });

test("what is gone has an empty id", async () => {
  const { make, nextHost, bot, publication, emulator } = await openScene();
  const made = await make(bot());
  const live = await make(publication(made.id));
  emulator.console.deleteBot(made.id);
  const refreshing = await nextHost();
  expect((await refreshing.read(made.id, longAgo(made.outs))).id).toBe("");
  expect((await refreshing.read(live.id, longAgo(live.outs))).id).toBe("");
});

test("what may only be another account's is not gone", async () => {
  const { make, nextHost, bot, emulator } = await openScene();
  const { id, outs } = await make(bot());
  const refreshing = await nextHost();
  emulator.fault({ route: READ, kind: { code: 4200 }, times: Infinity });
  expect((await failureOf(refreshing.read(id, longAgo(outs)))).message).toMatch(
    /is in the list of bots of workspace \d+ but could not be read/,
  );
  emulator.fault({ route: "GET /v1/bots", kind: { code: 4101 } });
  expect((await failureOf(refreshing.read(id, longAgo(outs)))).message).toMatch(
    /the list of bots of workspace \d+ that would confirm it could not be read, so it is kept/,
  );
});
