import type { Caller } from "./call";
import { OPERATIONS } from "./operation";
import type { BotContentBody, BotInfo, BotSummary, BotVersion, PublishStatus } from "./wire-types";

const PAGE_SIZE = 50;
const VERSIONS_PAGE_SIZE = 30;

/** The bot endpoints of the Coze API, typed. Ids were checked by the resources' schemas; they are escaped all the same. */
export class CozeApi {
  constructor(private readonly caller: Caller) {}

  /** `POST /v1/bot/create`. Makes a draft; `knowledge` is not accepted here. */
  async createBot(spaceId: string, content: BotContentBody): Promise<string> {
    const answer = await this.caller.call({
      operation: OPERATIONS.createBot,
      subject: `a bot in space ${spaceId}`,
      path: "/v1/bot/create",
      body: { space_id: spaceId, ...content },
    });
    return (answer.data as { bot_id: string }).bot_id;
  }

  /** `POST /v1/bot/update`. Changes the draft; answers with nothing. */
  async updateBot(botId: string, content: BotContentBody): Promise<void> {
    await this.caller.call({
      operation: OPERATIONS.updateBot,
      subject: `bot ${botId}`,
      path: "/v1/bot/update",
      body: { bot_id: botId, ...content },
    });
  }

  /** `POST /v1/bot/publish`. Makes a version of the whole draft and puts it on every channel given. */
  async publishBot(
    botId: string,
    connectorIds: readonly string[],
    connectors: Record<string, Record<string, string>> | undefined,
  ): Promise<{ version: string; date: Date }> {
    const answer = await this.caller.call({
      operation: OPERATIONS.publishBot,
      subject: `bot ${botId}`,
      path: "/v1/bot/publish",
      body: { bot_id: botId, connector_ids: connectorIds, ...(connectors ? { connectors } : {}) },
    });
    return { version: (answer.data as { version: string }).version, date: answer.date };
  }

  /** `POST /v1/bots/:bot_id/unpublish`. Takes the bot off one channel. */
  async unpublishBot(botId: string, connectorId: string, reason: string | undefined): Promise<void> {
    await this.caller.call({
      operation: OPERATIONS.unpublishBot,
      subject: `bot ${botId} from channel ${connectorId}`,
      path: `/v1/bots/${encodeURIComponent(botId)}/unpublish`,
      body: { connector_id: connectorId, ...(reason === undefined ? {} : { unpublish_reason: reason }) },
    });
  }

  /** `GET /v1/bots/:bot_id`: the draft. */
  readDraft(botId: string): Promise<BotInfo> {
    return this.readBot(botId, { is_published: "false" });
  }

  /** `GET /v1/bots/:bot_id`: what is live on a channel, the API channel unless another one is given. */
  readPublished(botId: string, connectorId?: string): Promise<BotInfo> {
    return this.readBot(botId, { is_published: "true", connector_id: connectorId });
  }

  private async readBot(botId: string, query: Record<string, string | undefined>): Promise<BotInfo> {
    const answer = await this.caller.call({
      operation: OPERATIONS.readBot,
      subject: `bot ${botId}`,
      path: `/v1/bots/${encodeURIComponent(botId)}`,
      query,
    });
    return answer.data as BotInfo;
  }

  /** `GET /v1/bots`: every page. */
  async listBots(spaceId: string, publishStatus: PublishStatus, connectorId?: string): Promise<BotSummary[]> {
    const found: BotSummary[] = [];
    for (let page = 1; ; page++) {
      const answer = await this.caller.call({
        operation: OPERATIONS.listBots,
        subject: `the bots of space ${spaceId}`,
        path: "/v1/bots",
        query: {
          workspace_id: spaceId,
          publish_status: publishStatus,
          connector_id: connectorId,
          page_num: page,
          page_size: PAGE_SIZE,
        },
      });
      const { items = [], total = 0 } = answer.data as { items?: BotSummary[]; total?: number };
      found.push(...items);
      // The largest page size is not documented: a server that gives less than was asked for is asked on.
      if (items.length === 0 || found.length >= total) return found;
    }
  }

  /** `GET /v1/bots/:bot_id/versions`: newest first. */
  async listVersions(botId: string, connectorId?: string): Promise<BotVersion[]> {
    const found: BotVersion[] = [];
    for (let page = 1; ; page++) {
      const answer = await this.caller.call({
        operation: OPERATIONS.listVersions,
        subject: `bot ${botId}`,
        path: `/v1/bots/${encodeURIComponent(botId)}/versions`,
        query: {
          page_num: page,
          page_size: VERSIONS_PAGE_SIZE,
          publish_status: "published_online",
          connector_id: connectorId,
        },
      });
      const { items = [], has_more = false } = answer.data as { items?: BotVersion[]; has_more?: boolean };
      found.push(...items);
      if (items.length === 0 || !has_more) return found;
    }
  }
}
