import { saysMissing, saysUnpublished } from "../../client/http/errors";
import type { BotInfo } from "../../client/bot-types";
import type { Session } from "../../session/session";
import { SharedReads } from "../../session/shared-reads";
import { API_CHANNEL } from "./inputs";

/** What is live on a channel. Only the API channel can be asked about one bot; of the others there are lists. */
export class Channels {
  /** One listing a space, channel, status and run, shared by all publications. */
  private readonly lists = new SharedReads();

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

  /** The lists are asked for again. */
  forget(): void {
    this.lists.clear();
  }

  /**
   * Coze's page says of one status "published" and of another "published, but a draft now", and not that the first holds the second: a
   * bot that is not in one list may be in the other.
   */
  private async isListed(spaceId: string, botId: string, connectorId: string): Promise<boolean> {
    for (const status of ["published_online", "published_draft"] as const) {
      const bots = await this.lists.get(`${spaceId} ${connectorId} ${status}`, () =>
        this.session.api().listBots(spaceId, status, connectorId),
      );
      if (bots.some((bot) => bot.id === botId)) return true;
    }
    return false;
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
