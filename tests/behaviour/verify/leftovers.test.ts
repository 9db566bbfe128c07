import { startEmulator, type Emulator } from "../../../emulator";
import { finish, runOf } from "../../../verify/test-bot";
import { QUESTIONS } from "../../../verify/questions";
import { callsOf, verify } from "../../../verify/verify";
import { askerOf, botOf } from "./test-bot";

let emulator: Emulator;
beforeEach(async () => {
  emulator = await startEmulator();
});
afterEach(() => emulator.close());

const nameOf = (id: string) => emulator.bots.find((bot) => bot.id === id)?.draft.name;
const channelsOf = (id: string) => Object.keys(emulator.bots.find((bot) => bot.id === id)?.published ?? {});

test("a whole run leaves its bot unpublished, renamed and listed, within the calls that it announces", async () => {
  const { asker, probe } = askerOf(emulator);
  const report = await verify({ bot: botOf(emulator, asker), write: true, calls: () => probe.calls });
  expect(report.left).toEqual(emulator.bots.map(({ id }) => id));
  expect(report.unfinished).toEqual([]);
  expect(report.left.map(nameOf)).toEqual([expect.stringMatching(/^del-abc123-/)]);
  expect(report.left.flatMap(channelsOf)).toEqual([]);
  expect(report.calls).toBe(emulator.calls.length);
  expect(report.calls).toBeLessThanOrEqual(callsOf(true));
  // Each is billed, and announced.
  expect(emulator.chat.chats).toHaveLength(3);
  // The knowledge base is gone again.
  expect(emulator.knowledge.datasets).toEqual([]);
});

test("a run that was cut off anywhere is finished by the next one", async () => {
  const cutOff = botOf(emulator, undefined, "0ff0ff");
  const question = (id: string) => QUESTIONS.find((known) => known.id === id);
  await question("draft-at-once")?.ask(cutOff);
  await question("publish")?.ask(cutOff);
  const [left = ""] = emulator.bots.map(({ id }) => id);
  expect(channelsOf(left)).toEqual(["1024"]);
  emulator.console.publish(left, ["999"]);

  const { asker, probe } = askerOf(emulator);
  const report = await verify({ bot: botOf(emulator, asker), write: true, calls: () => probe.calls });
  expect(report.left).toContain(left);
  expect(nameOf(left)).toMatch(/^del-0ff0ff-/);
  expect(channelsOf(left)).toEqual([]);
});

test("an interruption ends the run, and finishes what was made", async () => {
  const bot = botOf(emulator);
  const interruption = new AbortController();
  const report = await verify({
    bot,
    write: true,
    interrupted: interruption.signal,
    calls: () => 0,
    onResult: ({ id }) => {
      if (id === "publish") interruption.abort();
    },
  });
  expect(report.readings.at(-1)).toMatchObject({ verdict: "not run", seen: "the run was interrupted" });
  expect(report.left.map(nameOf)).toEqual([expect.stringMatching(/^del-/)]);
  expect(report.left.flatMap(channelsOf)).toEqual([]);
});

test.each(["POST /v1/bot/create", "POST /v1/bot/publish", "POST /v1/bot/update", "POST /v1/bots/:bot_id/unpublish"])(
  "a lost answer of %s in the middle leaves nothing published",
  async (route) => {
    emulator.fault({ route, kind: { reset: "after" } });
    const report = await verify({ bot: botOf(emulator), write: true, calls: () => 0 });
    expect(emulator.bots).toHaveLength(1);
    expect(report.left).toEqual(emulator.bots.map(({ id }) => id));
    expect(report.left.flatMap(channelsOf)).toEqual([]);
    expect(report.left.map(nameOf)).toEqual([expect.stringMatching(/^del-/)]);
  },
);

test("what cannot be unpublished keeps its name, so that the next run finds it", async () => {
  emulator.fault({ route: "POST /v1/bots/:bot_id/unpublish", times: Infinity, kind: { status: 503 } });
  const report = await verify({ bot: botOf(emulator), write: true, calls: () => 0 });
  expect(report.unfinished).toEqual(report.left);
  expect(report.left.map(nameOf)).toEqual([expect.stringMatching(/^verify-/)]);
  emulator.clearFaults();
  expect(await finish(botOf(emulator, undefined, "ffffff"))).toEqual({ left: report.left, unfinished: [] });
});

describe("a bot of an interrupted run", () => {
  const UNPUBLISH = "POST /v1/bots/:bot_id/unpublish";

  /** Leaves one behind that is live on these channels. */
  const leaveOn = (channels: string[]): string => {
    const id = emulator.console.createDraft(emulator.spaceId, { name: botOf(emulator, undefined, "0ff0ff").name });
    emulator.console.publish(id, channels);
    return id;
  };

  test.each([
    ["1024 and 999", ["1024", "999"], 0],
    ["999 alone", ["999"], 0],
    // Coze may refuse the unpublish of a bot that is not on the channel.
    ["999 alone, where the unpublish from 1024 is refused", ["999"], 1],
    ["1024 alone, where the unpublish from 999 is refused", ["1024"], 2],
  ])("on %s is taken off and renamed", async (_, channels, refused) => {
    const id = leaveOn(channels);
    if (refused > 0) emulator.fault({ route: UNPUBLISH, nth: refused, code: 4000 });
    expect(await finish(botOf(emulator))).toEqual({ left: [id], unfinished: [] });
    expect(channelsOf(id)).toEqual([]);
    expect(nameOf(id)).toMatch(/^del-0ff0ff-/);
    expect(emulator.calls.filter(({ fault }) => fault !== undefined)).toHaveLength(refused > 0 ? 1 : 0);
  });

  test.each([1, 2])("that is refused on its channel (call %i) keeps its name for the next run", async (nth) => {
    const id = leaveOn(["1024", "999"]);
    emulator.fault({ route: UNPUBLISH, nth, code: 4000 });
    expect(await finish(botOf(emulator))).toEqual({ left: [id], unfinished: [id] });
    expect(nameOf(id)).toMatch(/^verify-0ff0ff-/);
    expect(channelsOf(id)).toHaveLength(1);
    expect(await finish(botOf(emulator))).toEqual({ left: [id], unfinished: [] });
    expect(channelsOf(id)).toEqual([]);
  });
});

test("bots of others are not touched, whatever they are called", async () => {
  const others = [
    emulator.console.createDraft(emulator.spaceId, { name: "verify-abc123-0000" }),
    emulator.console.createDraft(emulator.spaceId, { name: "verify-my-shop" }),
    emulator.console.createDraft(emulator.spaceId, { name: botOf(emulator).name }, { ownerUserId: "1" }),
  ];
  for (const id of others) emulator.console.publish(id, ["1024"]);
  const before = others.map(nameOf);
  const report = await verify({ bot: botOf(emulator), write: true, calls: () => 0 });
  expect(others.map(nameOf)).toEqual(before);
  expect(others.map(channelsOf)).toEqual(others.map(() => ["1024"]));
  expect(report.left.filter((id) => others.includes(id))).toEqual([]);
});

test("a name is of a run by its checksum of the workspace", () => {
  const {
    name: botName,
    workspace: { spaceId },
  } = botOf(emulator);
  expect(botName.length).toBeLessThanOrEqual(19);
  expect(runOf(botName, spaceId)).toEqual({ runId: "abc123", finished: false });
  expect(runOf(botName, emulator.otherSpaceId)).toBeUndefined();
  expect(runOf(undefined, spaceId)).toBeUndefined();
});
