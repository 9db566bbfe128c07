import type { Props } from "../../../provider/lifecycle";
import { contentKey, leavesOf } from "./content";
import type { Op } from "./engine";
import type { Known } from "./known";
import { channelsOf, type Slot } from "./program";

/** What an `up` is to do with one slot, by the rules that users are told. */
export interface Expected {
  readonly bot: Op;
  readonly publication: Op | undefined;
  readonly creates: number;
  readonly publishes: number;
}

export function expected(known: Known | undefined, slot: Slot | undefined): Expected {
  if (!slot) {
    return {
      bot: known ? "delete" : "same",
      publication: known?.publication ? "delete" : undefined,
      creates: 0,
      publishes: 0,
    };
  }
  const isReplaced = known !== undefined && known.space !== slot.bot["space"];
  const creates = !known || isReplaced ? 1 : 0;
  const isMoved = isReplaced || (known?.publication !== undefined && known.publication.botId !== known.botId);
  const publishes = slot.publication && (!known || isMoved || isDue(known, slot.bot, slot.publication)) ? 1 : 0;
  return {
    bot: botOp(known, slot.bot, isReplaced),
    publication: publicationOp(known, slot, isMoved),
    creates,
    publishes,
  };
}

function botOp(known: Known | undefined, bot: Props, isReplaced: boolean): Op {
  if (!known) return "create";
  if (isReplaced) return "replace";
  const isSame =
    contentKey(known.leaves) === contentKey(leavesOf(bot)) && known.policy === (bot["deletionPolicy"] ?? "retain");
  return isSame ? "same" : "update";
}

function publicationOp(known: Known | undefined, slot: Slot, isMoved: boolean): Op | undefined {
  if (!slot.publication) return known?.publication ? "delete" : undefined;
  if (!known?.publication) return "create";
  if (isMoved) return "replace";
  const { publication } = known;
  const isSame =
    !isDue(known, slot.bot, slot.publication) &&
    publication.pending.length === 0 &&
    publication.channels.join() === channelsOf(slot.publication).join() &&
    publication.unpublishes === (slot.publication["unpublishOnDelete"] !== false) &&
    publication.reason === slot.publication["unpublishReason"];
  return isSame ? "same" : "update";
}

/** One publish for an edit of the bot, of the triggers or the parameters, for a new channel, and to repair. */
function isDue({ publication: known }: Known, bot: Props, publication: Props): boolean {
  return (
    !known ||
    known.isForeign ||
    known.key !== contentKey(leavesOf(bot)) ||
    known.settings !== settingsOf(publication) ||
    channelsOf(publication).some((channel) => !known.channels.includes(channel))
  );
}

/** What of a publication publishes again when it changes. */
export function settingsOf({ triggers, channels }: Props): string {
  const { connectors = {} } = (channels ?? {}) as { connectors?: Record<string, Record<string, unknown>> };
  const texts = Object.entries(connectors).map(([channel, values]) => [
    channel,
    ...Object.entries(values).map(([key, value]) => [key, typeof value === "string" ? value : JSON.stringify(value)]),
  ]);
  return JSON.stringify([triggers ?? null, texts]);
}
