import { saysMissing, saysUnpublished } from "../../client/http/errors";
import type { BotSummary } from "../../client/bot-items";
import type { BotInfo } from "../../client/bot-types";
import type { Session } from "../../session/session";
import { SharedList } from "../../session/shared-list";
import { API_CHANNEL } from "./inputs";

/**
 * Coze's page calls the first "published" and the second "published, but a draft now", and does not say that the first list
 * holds the second: a bot that is not in one may be in the other.
 */
const LIVE = ["published_online", "published_draft"] as const;

/** What is live on a channel. Only the API channel can be asked about one bot; of the others there are lists. */
export class Channels {
  constructor(private readonly session: Session) {}

  /** The version of the bot on the channel, or `undefined` where it is not on it. Throws where Coze knows no such bot. */
  async liveVersion(spaceId: string, botId: string, connectorId: string): Promise<string | undefined> {
    if (connectorId === API_CHANNEL) return (await this.liveInfo(botId, connectorId))?.version;
    if (!(await this.isListed(spaceId, botId, connectorId))) return undefined;
    // A bot that is on the list may still be refused by the read, which then knows of the API channel only.
    return (
      (await this.liveInfo(botId, connectorId))?.version ??
      (await this.session.api().newestVersion(botId, connectorId))?.version
    );
  }

  /** Takes the bot off the channel; that it is not on it, or is gone, is as good. */
  async unpublish(spaceId: string, botId: string, connectorId: string, reason: string | undefined): Promise<void> {
    try {
      await this.session.api().unpublishBot(botId, connectorId, reason);
    } catch (error) {
      if (saysUnpublished(error)) return;
      if (!saysMissing(error)) throw error;
      const online = await this.session.api().listBots(spaceId, "published_online", connectorId);
      if (online.some((bot) => bot.id === botId)) throw error;
    }
  }

  /** The lists of the channels are read again when they are needed next. */
  forget(spaceId: string, connectorIds: readonly string[]): void {
    for (const connectorId of connectorIds) {
      for (const status of LIVE) this.listOf(spaceId, connectorId, status).forget();
    }
  }

  private async isListed(spaceId: string, botId: string, connectorId: string): Promise<boolean> {
    for (const status of LIVE) if (await this.listOf(spaceId, connectorId, status).find(botId)) return true;
    return false;
  }

  private listOf(spaceId: string, connectorId: string, status: (typeof LIVE)[number]): SharedList<BotSummary> {
    const key = `bots of ${spaceId} on ${connectorId}, ${status}`;
    return new SharedList(this.session.shared, key, () => this.session.api().listBots(spaceId, status, connectorId));
  }

  /** What is live on the channel; `undefined` where Coze says that nothing is. */
  async liveInfo(botId: string, connectorId: string): Promise<BotInfo | undefined> {
    try {
      return await this.session.api().readPublished(botId, connectorId === API_CHANNEL ? undefined : connectorId);
    } catch (error) {
      if (saysUnpublished(error)) return undefined;
      throw error;
    }
  }
}
