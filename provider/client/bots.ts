import type { Caller, Request } from "./http/call";
import { saysNoSuchCall } from "./errors/errors";
import { OPERATIONS } from "./http/operation";
import { readPages } from "./http/pages";
import type { Server } from "./server";
import * as z from "./http/schema";
import {
  API_CHANNEL,
  botInfo,
  listedBot,
  listedVersion,
  publishedBot,
  type BotContentBody,
  type BotInfo,
  type BotSummary,
  type BotVersionItem,
  type PublishStatus,
} from "./bot-types";

/** Coze's default. Coze documents no maximum, and if Coze refused a larger page, every list would fail. */
const PAGE_SIZE = 20;
const VERSIONS_PAGE_SIZE = 30;

/** The bot endpoints of the Coze API, typed. */
export class BotsApi {
  private readonly olderReads: OlderReads;

  constructor(
    protected readonly caller: Caller,
    protected readonly server: Server,
  ) {
    this.olderReads = new OlderReads((line) => caller.log.once(line));
  }

  /** `POST /v1/bot/create`. Creates a draft; does not accept `knowledge`. */
  async createBot(spaceId: string, content: BotContentBody): Promise<{ botId: string; createdAt: Date }> {
    const answer = await this.caller.call({
      operation: OPERATIONS.createBot,
      subject: `a bot in workspace ${spaceId}`,
      path: "/v1/bot/create",
      body: { space_id: spaceId, ...content },
      answer: z.object({ bot_id: z.id }),
    });
    const { bot_id: botId } = answer.data;
    this.caller.markFresh(botId);
    return { botId, createdAt: answer.date ?? new Date(this.caller.serverNow()) };
  }

  /** `POST /v1/bot/update`. Changes the draft. The answer has no data. */
  async updateBot(botId: string, content: BotContentBody): Promise<void> {
    await this.caller.send({
      operation: OPERATIONS.updateBot,
      subject: `bot ${botId}`,
      path: "/v1/bot/update",
      target: botId,
      body: { bot_id: botId, ...content },
    });
  }

  /** `POST /v1/bot/publish`. Publishes the whole draft as a new version on the given channels. */
  async publishBot(
    botId: string,
    connectorIds: readonly string[],
    connectors: Record<string, Record<string, string>> | undefined,
  ): Promise<{ version: string; publishedAt: Date }> {
    const answer = await this.caller.call({
      operation: OPERATIONS.publishBot,
      subject: `bot ${botId}`,
      path: "/v1/bot/publish",
      target: botId,
      answer: z.object({ version: z.id }),
      body: { bot_id: botId, connector_ids: connectorIds, ...(connectors ? { connectors } : {}) },
    });
    return { version: answer.data.version, publishedAt: answer.date ?? new Date(this.caller.serverNow()) };
  }

  /** `POST /v1/bots/:bot_id/unpublish`. Takes the bot off one channel. */
  async unpublishBot(botId: string, connectorId: string, reason: string | undefined): Promise<void> {
    await this.caller.send({
      operation: OPERATIONS.unpublishBot,
      subject: `bot ${botId} from channel ${connectorId}`,
      path: `/v1/bots/${encodeURIComponent(botId)}/unpublish`,
      target: botId,
      body: { connector_id: connectorId, ...(reason === undefined ? {} : { unpublish_reason: reason }) },
    });
  }

  /** `GET /v1/bots/:bot_id`: the draft. */
  async readDraft(botId: string): Promise<BotInfo> {
    const draft = await this.readBot(botId, { is_published: "false" });
    if ((draft.version ?? "") === "" || !(await this.server.isStudio())) return draft;
    throw new Error(
      `The server at ${this.caller.settings.baseUrl} has answered with a published version in place of the draft of bot ${botId}: it has no ` +
        "call that reads drafts, as Coze Studio. What is live can be read and tested there.",
    );
  }

  /** `GET /v1/bots/:bot_id`: the live version on a channel; by default the API channel. */
  readPublished(botId: string, connectorId?: string): Promise<BotInfo> {
    const newer = (): Promise<BotInfo> => this.readBot(botId, { is_published: "true", connector_id: connectorId });
    return isApiChannel(connectorId) ? this.olderReads.instead(newer, () => this.readOnlineInfo(botId)) : newer();
  }

  private async readBot(botId: string, query: Record<string, string | undefined>): Promise<BotInfo> {
    const answer = await this.caller.call({
      operation: OPERATIONS.readBot,
      subject: `bot ${botId}`,
      path: `/v1/bots/${encodeURIComponent(botId)}`,
      target: botId,
      query,
      answer: botInfo,
    });
    return answer.data;
  }

  /** `GET /v1/bots`: every page. */
  listBots(spaceId: string, publishStatus: PublishStatus, connectorId?: string): Promise<BotSummary[]> {
    const newer = (): Promise<BotSummary[]> => this.listByStatus(spaceId, publishStatus, connectorId);
    const isOlder = publishStatus === "published_online" && isApiChannel(connectorId);
    return isOlder ? this.olderReads.instead(newer, () => this.listPublished(spaceId)) : newer();
  }

  private async listByStatus(
    spaceId: string,
    publishStatus: PublishStatus,
    connectorId?: string,
  ): Promise<BotSummary[]> {
    const what = `the bots of workspace ${spaceId}`;
    return readPages(this.caller, {
      call: (page) => ({
        operation: OPERATIONS.listBots,
        subject: what,
        path: "/v1/bots",
        query: {
          workspace_id: spaceId,
          publish_status: publishStatus,
          connector_id: connectorId,
          page_num: page,
          page_size: PAGE_SIZE,
        },
      }),
      what,
      answer: z.object({ items: z.array(listedBot), total: z.maybe(z.number) }),
      id: (bot) => bot.id,
      size: PAGE_SIZE,
    });
  }

  /** `GET /v1/space/published_bots_list`: the bots on the API channel, every page. Coze has deprecated this call. */
  async listPublished(spaceId: string): Promise<BotSummary[]> {
    const what = `the published bots of workspace ${spaceId}`;
    return readPages(this.caller, {
      call: (page) => ({
        operation: OPERATIONS.listPublished,
        subject: what,
        path: "/v1/space/published_bots_list",
        query: { space_id: spaceId, page_index: page, page_size: PAGE_SIZE },
      }),
      what,
      answer: z.as(
        z.object({ space_bots: z.array(publishedBot), total: z.maybe(z.number) }),
        ({ space_bots: items, total }) => ({ items, total }),
      ),
      id: (bot) => bot.id,
      size: PAGE_SIZE,
    });
  }

  /** `GET /v1/bots/:bot_id/versions`: the newest version, of all channels or of the given one. */
  async newestVersion(botId: string, connectorId?: string): Promise<BotVersionItem | undefined> {
    const answer = await this.caller.call({
      ...ofVersions(botId, connectorId, 1, 1),
      answer: z.object({ items: z.array(listedVersion) }),
    });
    return answer.data.items[0];
  }

  /** `GET /v1/bots/:bot_id/versions`: every page, newest first. */
  async listVersions(botId: string, connectorId?: string): Promise<BotVersionItem[]> {
    return readPages(this.caller, {
      call: (page) => ofVersions(botId, connectorId, page, VERSIONS_PAGE_SIZE),
      what: `the versions of bot ${botId}`,
      answer: z.as(
        z.object({ items: z.array(listedVersion), has_more: z.maybe(z.boolean()) }),
        ({ items, has_more: more }) => ({ items, more }),
      ),
      id: ({ version }) => version,
      size: VERSIONS_PAGE_SIZE,
    });
  }

  /** `GET /v1/bot/get_online_info`: the live version on the API channel. Coze has deprecated this call. */
  async readOnlineInfo(botId: string): Promise<BotInfo> {
    const answer = await this.caller.call({
      operation: OPERATIONS.readOnline,
      subject: `bot ${botId}`,
      path: "/v1/bot/get_online_info",
      target: botId,
      query: { bot_id: botId },
      answer: botInfo,
    });
    return answer.data;
  }
}

function isApiChannel(connectorId: string | undefined): boolean {
  return connectorId === undefined || connectorId === API_CHANNEL;
}

function ofVersions(botId: string, connectorId: string | undefined, page: number, size: number): Request {
  return {
    operation: OPERATIONS.listVersions,
    subject: `of bot ${botId}`,
    path: `/v1/bots/${encodeURIComponent(botId)}/versions`,
    target: botId,
    query: { page_num: page, page_size: size, publish_status: "published_online", connector_id: connectorId },
  };
}

const NOTICE =
  "this server lacks Coze's newer reads: what is published is read by the older ones, which know the API channel alone. Drafts cannot be read";

/** Coze's older reads of published bots, for a server without the newer reads. */
class OlderReads {
  private isNeeded = false;

  constructor(private readonly notify: (line: string) => void) {}

  /** Makes the newer call. After its first 404, which is reported, makes the older call instead. */
  async instead<T>(newer: () => Promise<T>, older: () => Promise<T>): Promise<T> {
    if (this.isNeeded) return older();
    try {
      return await newer();
    } catch (error) {
      if (!saysNoSuchCall(error)) throw error;
      return this.first(older, error);
    }
  }

  private async first<T>(older: () => Promise<T>, lacking: unknown): Promise<T> {
    const [answer] = await Promise.allSettled([older()]);
    // A server that has neither call is not Coze.
    if (answer.status === "rejected" && saysNoSuchCall(answer.reason)) throw lacking;
    if (!this.isNeeded) this.notify(NOTICE);
    this.isNeeded = true;
    if (answer.status === "rejected") throw answer.reason;
    return answer.value;
  }
}
