import { canonical, hashes } from "../../resources/bot/canonical";
import { inputsOf, managedOf as leavesOf, type BotOutputs } from "../../resources/bot/state";
import { withLive } from "../../resources/bot/wire";
import type { BotInfo } from "../../client/bot-types";
import { isLogged, versionsIn } from "../../resources/publication/log";
import type { PublicationOutputs } from "../../resources/publication/state";
import { chosenFrom, managedOf, nameOf, stackOf, unmarked } from "../stack-state";
import type { Recorded } from "./rows";

/** A publication of a bot in a stack's state. */
export interface Publication extends Recorded {
  readonly name: string;
  readonly botId: string;
  readonly spaceId: string;
  readonly outs: PublicationOutputs;
  /** The bot, if it is in the stack. */
  readonly bot: BotOutputs | undefined;
}

/** The publications of a state, without replaced ones that are still to be deleted. */
export function publicationsOf(state: unknown): Publication[] {
  const bots = managedOf(state, "Bot");
  return managedOf(state, "Publication").flatMap((resource) => {
    const outs = unmarked(resource.outputs ?? {}) as PublicationOutputs;
    if (resource.delete === true || resource.id === undefined || !Array.isArray(outs.connectorIds)) return [];
    const bot = bots.find(({ id }) => id === resource.id);
    return {
      ...{ name: nameOf(resource), stack: stackOf(resource), botId: resource.id, spaceId: outs.spaceId, outs },
      bot: bot && (unmarked(bot.outputs ?? {}) as BotOutputs),
    };
  });
}

/** The publications of a bot, found by the bot's name, by the publication's name, or by the bot's id. */
export function publicationsNamed(state: unknown, wanted: string | undefined): Publication[] {
  const publications = publicationsOf(state);
  const named = managedOf(state, "Bot").filter((bot) => wanted !== undefined && nameOf(bot) === wanted);
  const found = publications.filter(({ botId }) => named.some(({ id }) => id === botId));
  return found.length > 0 ? found : chosenFrom(publications, wanted, ({ botId }) => botId);
}

/** Whether the stack knows the live content: from its bot, or from a version in the log. */
export function hasContent({ bot, outs }: Publication, info: BotInfo): boolean {
  if (!bot) return false;
  const content = withLive(inputsOf(bot), leavesOf(bot), info);
  const { contentHash } = hashes(canonical(content));
  const known = [(bot as { contentHash?: unknown }).contentHash, outs.contentHash, outs.__published?.contentHash];
  return known.includes(contentHash) || versionsIn(outs.__log).some((one) => isLogged(contentHash, one.contentHash));
}
