import { ChatApi } from "./chat";
import { hasId, isListOf, isObject } from "./http/answers";
import type { Call, Caller } from "./http/call";
import { FilesApi } from "./files";
import { KnowledgeApi } from "./knowledge";
import { LibraryApi } from "./library";
import { OlderReads } from "./older-reads";
import { OPERATIONS } from "./http/operation";
import { readPages } from "./http/pages";
import {
  isBotListEntry,
  isPublishedBotEntry,
  isVersionEntry,
  toPublishedSummary,
  toSummary,
  toVersion,
  type BotListEntry,
  type BotSummary,
  type BotVersionItem,
  type PublishedBotEntry,
  type VersionListEntry,
} from "./bot-items";
import { API_CHANNEL, isBotInfo, toBotInfo, type BotContentBody, type BotInfo, type PublishStatus } from "./bot-types";

/** Coze's default. Coze documents no maximum, and if it refused a larger page, every list would fail. */
const PAGE_SIZE = 20;
const VERSIONS_PAGE_SIZE = 30;

/** The bot endpoints of the Coze API, typed. */
export class CozeApi {
  readonly files: FilesApi;
  readonly knowledge: KnowledgeApi;
  readonly library: LibraryApi;
  readonly chats: ChatApi;

  private readonly olderReads: OlderReads;

  /** What happens once in a process is reported to `notify`. */
  constructor(
    private readonly caller: Caller,
    notify: (line: string) => void,
  ) {
    this.olderReads = new OlderReads(notify);
    this.files = new FilesApi(caller);
    this.knowledge = new KnowledgeApi(caller);
    this.library = new LibraryApi(caller);
    this.chats = new ChatApi(caller);
  }

  /** `POST /v1/bot/create`. Creates a draft; does not accept `knowledge`. */
  async createBot(spaceId: string, content: BotContentBody): Promise<{ botId: string; createdAt: Date }> {
    const answer = await this.caller.call({
      operation: OPERATIONS.createBot,
      subject: `a bot in workspace ${spaceId}`,
      path: "/v1/bot/create",
      body: { space_id: spaceId, ...content },
      expects: hasId("bot_id"),
    });
    const { bot_id: botId } = answer.data as { bot_id: string };
    this.caller.markFresh(botId);
    return { botId, createdAt: answer.date ?? new Date(this.caller.serverNow()) };
  }

  /** `POST /v1/bot/update`. Changes the draft. The answer has no data. */
  async updateBot(botId: string, content: BotContentBody): Promise<void> {
    await this.caller.call({
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
      expects: hasId("version"),
      body: { bot_id: botId, connector_ids: connectorIds, ...(connectors ? { connectors } : {}) },
    });
    const { version } = answer.data as { version: string };
    return { version, publishedAt: answer.date ?? new Date(this.caller.serverNow()) };
  }

  /** `POST /v1/bots/:bot_id/unpublish`. Takes the bot off one channel. */
  async unpublishBot(botId: string, connectorId: string, reason: string | undefined): Promise<void> {
    await this.caller.call({
      operation: OPERATIONS.unpublishBot,
      subject: `bot ${botId} from channel ${connectorId}`,
      path: `/v1/bots/${encodeURIComponent(botId)}/unpublish`,
      target: botId,
      body: { connector_id: connectorId, ...(reason === undefined ? {} : { unpublish_reason: reason }) },
    });
  }

  /** `GET /v1/bots/:bot_id`: the draft. */
  readDraft(botId: string): Promise<BotInfo> {
    return this.readBot(botId, { is_published: "false" });
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
      expects: isBotInfo,
    });
    return toBotInfo(answer.data);
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
    const entries = await readPages<BotListEntry>(this.caller, {
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
      items: "items",
      id: "id",
      isItem: isBotListEntry,
      size: PAGE_SIZE,
      end: { total: "total" },
    });
    return entries.map(toSummary);
  }

  /** `GET /v1/space/published_bots_list`: every page of what is on the API channel, by a call that Coze has deprecated. */
  async listPublished(spaceId: string): Promise<BotSummary[]> {
    const what = `the published bots of workspace ${spaceId}`;
    const entries = await readPages<PublishedBotEntry>(this.caller, {
      call: (page) => ({
        operation: OPERATIONS.listPublished,
        subject: what,
        path: "/v1/space/published_bots_list",
        query: { space_id: spaceId, page_index: page, page_size: PAGE_SIZE },
      }),
      what,
      items: "space_bots",
      id: "bot_id",
      isItem: isPublishedBotEntry,
      size: PAGE_SIZE,
      end: { total: "total" },
    });
    return entries.map(toPublishedSummary);
  }

  /** `GET /v1/bots/:bot_id/versions`: the newest version, of all channels or of the given one. */
  async newestVersion(botId: string, connectorId?: string): Promise<BotVersionItem | undefined> {
    const answer = await this.caller.call({
      ...ofVersions(botId, connectorId, 1, 1),
      expects: isObject({ items: isListOf(isVersionEntry) }),
    });
    const [newest] = (answer.data as { items: VersionListEntry[] }).items;
    return newest && toVersion(newest);
  }

  /** `GET /v1/bots/:bot_id/versions`: every page, newest first. */
  async listVersions(botId: string, connectorId?: string): Promise<BotVersionItem[]> {
    const entries = await readPages<VersionListEntry>(this.caller, {
      call: (page) => ofVersions(botId, connectorId, page, VERSIONS_PAGE_SIZE),
      what: `the versions of bot ${botId}`,
      items: "items",
      id: "version",
      isItem: isVersionEntry,
      size: VERSIONS_PAGE_SIZE,
      end: { more: "has_more" },
    });
    return entries.map(toVersion);
  }

  /** `GET /v1/bot/get_online_info`: the live version on the API channel, by a call that Coze has deprecated. */
  async readOnlineInfo(botId: string): Promise<BotInfo> {
    const answer = await this.caller.call({
      operation: OPERATIONS.readOnline,
      subject: `bot ${botId}`,
      path: "/v1/bot/get_online_info",
      target: botId,
      query: { bot_id: botId },
      expects: isBotInfo,
    });
    return toBotInfo(answer.data);
  }

  /** `GET /v1/users/me`: the id of the token's user. */
  async currentUser(): Promise<string> {
    const answer = await this.caller.call({
      operation: OPERATIONS.readUser,
      subject: "the user of the token",
      path: "/v1/users/me",
      expects: hasId("user_id"),
    });
    return (answer.data as { user_id: string }).user_id;
  }

  /** The server's time now, in milliseconds. */
  serverNow(): number {
    return this.caller.serverNow();
  }
}

function isApiChannel(connectorId: string | undefined): boolean {
  return connectorId === undefined || connectorId === API_CHANNEL;
}

function ofVersions(botId: string, connectorId: string | undefined, page: number, size: number): Call {
  return {
    operation: OPERATIONS.listVersions,
    subject: `of bot ${botId}`,
    path: `/v1/bots/${encodeURIComponent(botId)}/versions`,
    target: botId,
    query: { page_num: page, page_size: size, publish_status: "published_online", connector_id: connectorId },
  };
}
