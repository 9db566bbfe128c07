import type { Props } from "../../../provider/lifecycle";
import type { BotView } from "../../../emulator";
import { contentKey, leavesOf, refreshed } from "./content";
import type { Outcome } from "./engine";
import { expected, settingsOf, type Expected } from "./expectation";
import type { Known, KnownPublication } from "./known";
import { channelsOf, type SlotName } from "./program";
import type { World } from "./world";

/** Keeps account of what the stack's state has to say, from what was declared, done, and seen by a refresh. */
export class Model {
  readonly known = new Map<SlotName, Known>();

  constructor(private readonly world: World) {}

  expected(slot: SlotName): Expected {
    const one = expected(this.known.get(slot), this.world.program[slot]);
    const isOrphan = !this.known.get(slot)?.publication && this.world.recorded("Publication", slot) !== undefined;
    // The publication of a bot that an `up` has let go of: its own delete was stopped.
    return isOrphan ? { ...one, publication: one.publication === "create" ? "replace" : "delete" } : one;
  }

  /** Takes in what an `up` or `destroy` did; a step that failed has done nothing unless it is recorded as partial. */
  commit(outcome: Outcome): void {
    for (const slot of this.world.slots) {
      this.commitDeletes(slot, this.world.program[slot]?.publication === undefined);
      if (this.isDone(outcome, `Bot ${slot}`)) this.commitBot(slot);
      if (this.isDone(outcome, `Publication ${slot}`)) this.commitPublication(slot);
    }
  }

  /** Takes in what is no longer in the state. A delete that failed may have gone half-way, which no state can say. */
  commitDeletes(slot: SlotName, isUnwanted: boolean): void {
    const known = this.known.get(slot);
    const { publication } = known ?? {};
    if (publication && isUnwanted) {
      publication.hasUnseenChange ||= publication.channels.some((channel) =>
        this.world.wasTakenOff(publication.botId, channel),
      );
    }
    if (known && publication && !this.world.recorded("Publication", slot)) {
      if (!publication.unpublishes) this.world.leave(publication.botId, publication.channels);
      known.publication = undefined;
    }
    if (!this.world.recorded("Bot", slot)) this.known.delete(slot);
  }

  private isDone({ ops, errors }: Outcome, key: string): boolean {
    return ops[key] !== undefined && (!errors[key] || this.world.engine.state.get(key)?.initErrors !== undefined);
  }

  private commitBot(slot: SlotName): void {
    const recorded = this.world.recorded("Bot", slot);
    const { bot } = this.world.program[slot] ?? {};
    if (!recorded || !bot) return;
    const { knowledge, ...withoutKnowledge } = bot;
    const before = this.known.get(slot);
    const { id: botId = "" } = recorded;
    const isSameBot = before?.botId === botId;
    this.known.set(slot, {
      botId,
      space: bot["space"],
      policy: bot["deletionPolicy"] ?? "retain",
      leaves: leavesOf(recorded.initErrors ? withoutKnowledge : bot),
      publication: before?.publication,
      hasUnseenEdit: isSameBot && before.hasUnseenEdit && !this.world.wasWritten(botId),
      isLiveAsDeclared: isSameBot && before.isLiveAsDeclared,
    });
  }

  private commitPublication(slot: SlotName): void {
    const known = this.known.get(slot);
    if (!known) return;
    const recorded = this.world.recorded("Publication", slot);
    const before = known.publication;
    const { bot, publication } = this.world.program[slot] ?? {};
    if (!recorded || !bot || !publication) return;
    if (before && recorded.id !== before.botId && !before.unpublishes) this.world.leave(before.botId, before.channels);
    const isPublished = this.world.wasPublished(known.botId);
    if (isPublished) known.isLiveAsDeclared = !known.hasUnseenEdit;
    known.publication = this.declared(known, bot, publication, isPublished);
  }

  private declared(known: Known, bot: Props, publication: Props, isPublished: boolean): KnownPublication {
    const before = known.publication;
    const channels = channelsOf(publication);
    const left = before?.botId === known.botId ? [...before.channels, ...before.pending] : [];
    return {
      botId: known.botId,
      key: contentKey(leavesOf(bot)),
      settings: settingsOf(publication),
      unpublishes: publication["unpublishOnDelete"] !== false,
      reason: publication["unpublishReason"],
      channels,
      // Someone may have taken the bot off meanwhile: what Coze did not answer is asked for again all the same.
      pending: left.filter((channel) => !channels.includes(channel) && !this.world.wasTakenOff(known.botId, channel)),
      version: isPublished ? this.world.bot(known.botId)?.versions[0]?.version : before?.version,
      isForeign: !isPublished && (before?.isForeign ?? false),
      hasUnseenChange: !isPublished && (before?.hasUnseenChange ?? false),
    };
  }

  /** What a refresh has seen becomes known. */
  refresh({ ops }: Outcome): void {
    for (const slot of this.world.slots) {
      const known = this.known.get(slot);
      if (!known) continue;
      const { publication } = known;
      if (publication && ops[`Publication ${slot}`] !== undefined) {
        known.publication = seen(publication, this.world.bot(publication.botId));
      }
      const bot = this.world.bot(known.botId);
      if (ops[`Bot ${slot}`] === undefined) continue;
      if (!bot) this.known.delete(slot);
      else {
        known.leaves = refreshed(known.leaves, bot.draft);
        known.hasUnseenEdit = false;
      }
    }
  }
}

function seen(known: KnownPublication, bot: BotView | undefined): KnownPublication | undefined {
  const live = bot?.published ?? {};
  const channels = known.channels.filter((channel) => channel in live);
  const pending = known.pending.filter((channel) => channel in live);
  if (channels.length === 0 && pending.length === 0) return undefined;
  return {
    ...known,
    channels,
    pending,
    isForeign: channels.some((channel) => live[channel]?.version !== known.version),
    hasUnseenChange: false,
  };
}
