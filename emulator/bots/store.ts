import type { Ids } from "../ids";
import type { Settings } from "../settings";
import { Bot, type ConnectorParameters } from "./bot";
import { applyPatch, type BotContent, type BotPatch } from "./content";

interface StoreContext {
  readonly settings: Settings;
  readonly ids: Ids;
  /** Milliseconds by the server's clock. */
  now(): number;
}

/** All bots of the platform, and everything that changes one. */
export class BotStore {
  private readonly bots = new Map<string, Bot>();

  constructor(private readonly context: StoreContext) {}

  create(spaceId: string, content: BotContent, ownerUserId: string, ageMs = 0): Bot {
    const { ids, settings } = this.context;
    const createdAt = this.context.now() - ageMs;
    const draft = applyPatch({ name: content.name, description: "" }, content);
    const visibleAt = Date.now() - ageMs + settings.createLagMs;
    const bot = new Bot(ids.next(), spaceId, ownerUserId, draft, createdAt, createdAt, visibleAt);
    this.bots.set(bot.id, bot);
    return bot;
  }

  edit(bot: Bot, patch: BotPatch): void {
    bot.draft = applyPatch(bot.draft, patch);
    bot.revision += 1;
    bot.updatedAt = this.context.now();
  }

  publish(
    bot: Bot,
    connectorIds: string[],
    creatorId: string,
    connectors: Record<string, ConnectorParameters> = {},
  ): string {
    const now = this.context.now();
    const visibleAt = Date.now() + this.context.settings.publishLagMs;
    const last = Number(bot.versions.at(-1)?.version ?? 0);
    const version = String(Math.max(last + 1, now));
    const channels = [...new Set(connectorIds)];
    for (const connectorId of channels) {
      const snapshot = { version, config: structuredClone(bot.draft), publishedAt: now, revision: bot.revision };
      const parameters = connectors[connectorId];
      bot.addState(connectorId, {
        visibleAt,
        snapshot: parameters ? { ...snapshot, connectors: { ...parameters } } : snapshot,
      });
    }
    bot.versions.push({ version, connectorIds: channels, changelog: "", createdAt: now, creatorId, visibleAt });
    return version;
  }

  unpublish(bot: Bot, connectorId: string): void {
    bot.addState(connectorId, { visibleAt: Date.now() });
  }

  delete(bot: Bot): void {
    this.bots.delete(bot.id);
  }

  find(botId: string): Bot | undefined {
    return this.bots.get(botId);
  }

  get(botId: string): Bot {
    const bot = this.bots.get(botId);
    if (!bot) throw new Error(`the emulator has no bot ${botId}`);
    return bot;
  }

  /** Oldest first. */
  list(): Bot[] {
    return [...this.bots.values()];
  }
}
