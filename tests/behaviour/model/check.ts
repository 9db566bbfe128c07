import type { Props } from "../../../provider/lifecycle";
import { leavesIn, leavesOf, resetLeaves, withResets } from "./content";
import type { LifecycleEngine } from "./engine";
import type { Known, KnownPublication } from "./known";
import type { Model } from "./model";
import { channelsOf, type SlotName } from "./program";
import { checkTests, mustTestAgain, testsSoFar, willFailTest } from "./tested";
import type { World } from "./world";

/** What the histories came to: a property that stopped trying things would still hold. */
export const tally = { clean: 0, stopped: 0, made: 0, published: 0, tested: 0, shut: 0 };

/** Runs an `up`, and holds what came of it against the model; where it must succeed, nothing may be left to do. */
export async function checkUp(world: World, model: Model): Promise<void> {
  const { engine, declared } = world;
  const before = { made: world.madeSoFar, versions: world.versionsSoFar, known: new Map(model.known) };
  const expected = world.slots.map((slot) => model.expected(slot));
  const creates = sum(expected.map((slot) => slot.creates));
  const publishes = sum(expected.map((slot) => slot.publishes));
  const mayFail = isExcused(world, model);
  const mustStop = world.slots.some((slot) => mustAskFirst(world, model, slot));
  const tests = testsSoFar(world, model);

  const outcome = await world.during(async () => {
    const announced = mayFail ? undefined : await announcedOps(world);
    const done = await engine.up(declared);
    if (mustStop || (world.isRefused && !world.isChatRefused)) expect(done.errors).not.toEqual({});
    if (announced) {
      expect(done.errors).toEqual({});
      expect(done.ops).toEqual(announced);
    }
    model.commit(done);
    return done;
  });
  const failed = Object.keys(outcome.errors).length > 0;

  const made = world.madeSoFar - before.made;
  const published = sum(world.emulator.bots.map((bot) => bot.versions.length - (before.versions.get(bot.id) ?? 0)));
  tally.made += made;
  tally.published += published;
  tally[failed ? "stopped" : "clean"]++;
  const { tested, shut } = checkTests(world, tests, outcome);
  tally.tested += tested;
  tally.shut += shut;
  for (const { versions } of world.emulator.bots) expectGrowing(versions.map(({ version }) => version));
  if (failed) {
    expect(made).toBeLessThanOrEqual(creates);
    expect(published).toBeLessThanOrEqual(publishes);
    return;
  }
  expect({ made, published }).toEqual({ made: creates, published: publishes });
  for (const [i, slot] of world.slots.entries()) {
    const { bot, publication } = expected[i] ?? {};
    expect([outcome.ops[`Bot ${slot}`] ?? "same", outcome.ops[`Publication ${slot}`]]).toEqual([bot, publication]);
    expectAsDeclared(world, model, slot, before.known.get(slot));
  }
  expectNothingLeft(world, model);
  if (!mustTestAgain(world)) await expectSilence(world, model);
}

/** What stops an `up` for good reason. */
function isExcused(world: World, model: Model): boolean {
  return (
    world.willBeRefused ||
    world.slots.some((slot) => {
      if (willFailTest(world, model, slot)) return true;
      const known = model.known.get(slot);
      if (mustAskFirst(world, model, slot)) return true;
      if (!known) return false;
      const isKept = known.policy === "fail" && !world.program[slot];
      return isKept || !world.bot(known.botId) || (known.publication && !world.bot(known.publication.botId));
    })
  );
}

/**
 * Whether the `up` must not take the bot off a channel: what is live there is newer than what the state has, and no refresh has seen it. An
 * `up` that publishes the bot itself has the newest version.
 */
export function mustAskFirst(world: World, model: Model, slot: SlotName, isDestroyed = false): boolean {
  const outs = world.recorded("Publication", slot)?.outputs;
  if (!outs) return false;
  const known = model.known.get(slot)?.publication;
  // A run that went on after an error may have let go of the bot alone.
  const publication = known ?? { botId: String(outs["botId"]), ...orphan(outs) };
  if (known?.hasUnseenChange === false) return false;
  const wanted = isDestroyed ? undefined : world.program[slot]?.publication;
  const { publication: op, publishes } = model.expected(slot);
  const isDeleted = !wanted || !known || op === "replace";
  if (isDeleted ? !publication.unpublishes : publishes > 0) return false;
  const kept = isDeleted ? [] : channelsOf(wanted);
  const seen = (outs["__pendingSeen"] ?? {}) as Record<string, string>;
  const recorded = (channel: string): bigint => BigInt(seen[channel] ?? String(outs["version"]));
  const live = world.bot(publication.botId)?.published ?? {};
  const leaving = [...publication.channels, ...publication.pending].filter((channel) => !kept.includes(channel));
  return leaving.some((channel) => BigInt(live[channel]?.version ?? 0) > recorded(channel));
}

function orphan(outs: Props): Pick<KnownPublication, "channels" | "pending" | "unpublishes"> {
  const [channels = [], pending = []] = [outs["connectorIds"], outs["__pendingUnpublish"]] as (string[] | undefined)[];
  return { channels, pending, unpublishes: outs["unpublishOnDelete"] !== false };
}

async function announcedOps(world: World): Promise<unknown> {
  const { ops, errors } = await world.engine.preview(world.declared);
  expect(errors).toEqual({});
  expect(world.emulator.calls).toEqual([]);
  return ops;
}

function expectGrowing(newestFirst: readonly string[]): void {
  const sorted = [...newestFirst].sort((a, b) => Number(BigInt(b) - BigInt(a)));
  expect(newestFirst).toEqual([...new Set(sorted)]);
}

function expectAsDeclared(world: World, model: Model, slot: SlotName, before: Known | undefined): void {
  const declared = world.program[slot];
  const known = model.known.get(slot);
  const recorded = world.recorded("Bot", slot);
  expect(recorded?.id).toBe(known?.botId);
  const bot = known && world.bot(known.botId);
  if (!declared || !known || !bot) return;

  expect(bot.spaceId).toBe(world.spaces[declared.bot["space"] as "home" | "other"]);
  const leaves = leavesOf(declared.bot);
  const paths = Object.keys(leaves);
  if (!known.hasUnseenEdit) expect(withResets(leavesIn(bot.draft, paths))).toEqual(leaves);
  if (before?.botId === bot.id && world.wasWritten(bot.id)) {
    const reset = resetLeaves(before.leaves, leaves);
    expect(withResets(leavesIn(bot.draft, Object.keys(reset)))).toEqual(reset);
  }

  const publication = world.recorded("Publication", slot);
  expect(publication === undefined).toBe(declared.publication === undefined);
  if (!publication || !declared.publication) return;
  expect(publication.outputs["contentHash"]).toBe(recorded?.outputs["contentHash"]);
  expect(publication.outputs["version"]).toBe(known.publication?.version);
  if (known.publication?.hasUnseenChange) return;
  const allowed = world.notOurs.get(bot.id);
  const channels = channelsOf(declared.publication);
  const live = Object.keys(bot.published).filter((channel) => channels.includes(channel) || !allowed?.has(channel));
  expect(live.sort()).toEqual(channels);
  for (const channel of channels) {
    const { version, config = {} } = bot.published[channel] ?? {};
    expect(version).toBe(publication.outputs["version"]);
    if (known.isLiveAsDeclared) expect(withResets(leavesIn(config, paths))).toEqual(leaves);
  }
}

/** A bot that is no longer in the state is on no channel. */
function expectNothingLeft(world: World, model: Model): void {
  const ours = new Set([...model.known.values()].map(({ botId }) => botId));
  for (const bot of world.emulator.bots.filter(({ id }) => !ours.has(id))) {
    const allowed = world.notOurs.get(bot.id);
    expect(Object.keys(bot.published).filter((channel) => !allowed?.has(channel))).toEqual([]);
  }
}

/** After an `up`, another one and a preview do nothing; and where nobody interfered, a refresh finds nothing. */
async function expectSilence(world: World, model: Model): Promise<void> {
  const { emulator, engine, declared } = world;
  emulator.clearCalls();
  const again = engine.copy();
  for (const outcome of [await engine.preview(declared), await again.up(declared)]) {
    expect(outcome.errors).toEqual({});
    expect(Object.values(outcome.ops).filter((op) => op !== "same")).toEqual([]);
  }
  expect(emulator.calls.map(({ route }) => route)).toEqual([]);

  const known = [...model.known.values()];
  if (known.some(({ hasUnseenEdit, publication }) => hasUnseenEdit || publication?.hasUnseenChange)) return;
  if (known.some(({ botId }) => !world.bot(botId))) return;
  const fresh = engine.copy();
  expect((await fresh.refresh()).errors).toEqual({});
  expect(recordedOf(fresh)).toEqual(recordedOf(engine));
  expect((await fresh.preview(declared)).ops).toEqual((await engine.preview(declared)).ops);
}

/** The outputs, but for what Coze tells of a bot once it is read. No channel of this emulator reviews, so a read ends each review. */
function recordedOf({ state }: LifecycleEngine): [string, Props][] {
  return [...state].map(([key, { outputs }]) => {
    const { iconUrl, ownerUserId, createTime, updateTime, connectorIdsInReview, ...rest } = outputs;
    return [key, rest];
  });
}

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
