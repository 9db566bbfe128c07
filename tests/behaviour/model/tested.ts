import type { Outcome } from "./engine";
import type { Model } from "./model";
import { isRude, type SlotName } from "./program";
import type { World } from "./world";

/** What there was of a slot with a test before an `up`. */
interface Before {
  readonly slot: SlotName;
  /** The draft was edited by hand since the state has seen it: the test of a run may be older than the edit. */
  readonly hasUnseenEdit: boolean;
  readonly versions: ReadonlyMap<string, number>;
  readonly chats: number;
}

export function testsSoFar(world: World, model: Model): Before[] {
  const tested = world.slots.filter((slot) => world.program[slot]?.test);
  return tested.map((slot) => ({
    slot,
    hasUnseenEdit: model.known.get(slot)?.hasUnseenEdit ?? false,
    versions: world.versionsSoFar,
    chats: world.emulator.chat.chats.length,
  }));
}

/** Whether a test of what is declared, or of what is in the draft by hand, would fail, or get no answer. */
export function willFailTest(world: World, model: Model, slot: SlotName): boolean {
  const declared = world.program[slot];
  if (!declared?.test) return false;
  if (world.mayLoseChat) return true;
  const { promptInfo } = declared.bot as { promptInfo?: { prompt?: string } };
  const known = model.known.get(slot);
  const draft = known && world.bot(known.botId)?.draft;
  return isRude(promptInfo?.prompt) || isRude(draft?.prompt_info?.prompt);
}

/** What the run has published has passed its test, and no test was run that the run did not announce. */
export function checkTests(
  world: World,
  before: readonly Before[],
  { ops }: Outcome,
): { tested: number; shut: number } {
  let tested = 0;
  let shut = 0;
  for (const { slot, hasUnseenEdit, versions, chats } of before) {
    const botId = world.recorded("BotTest", slot)?.outputs["botId"];
    const bot = world.bot(String(botId));
    const asked = world.emulator.chat.chats.slice(chats).filter((chat) => chat.botId === botId);
    const isRun = ["create", "update"].includes(ops[`BotTest ${slot}`] ?? "same");
    // A chat whose answer is lost is sent again once.
    expect(asked.length).toBeLessThanOrEqual(isRun ? 2 : 0);
    tested += asked.length;
    const isPublished = bot !== undefined && bot.versions.length > (versions.get(bot.id) ?? 0);
    if (asked.length > 0 && !isPublished) shut++;
    if (!isPublished || hasUnseenEdit) continue;
    const live = Object.values(bot.published).filter(({ version }) => version === bot.versions[0]?.version);
    for (const { config } of live) expect(isRude(config.prompt_info?.prompt)).toBe(false);
  }
  return { tested, shut };
}

/** Whether a test could not be run, and that was recorded: the next run tests again. */
export function mustTestAgain(world: World): boolean {
  const results = world.slots.flatMap((slot) => world.recorded("BotTest", slot)?.outputs["results"] ?? []);
  return (results as { status: string }[]).some(({ status }) => status === "error");
}
