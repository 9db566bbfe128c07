import type { PlatformContext } from "../platform";
import { Bot, type BotState, type ConnectorParameters } from "./bot";
import { applyPatch, type BotContent, type BotPatch } from "./content";

/** What a seed says of a version beyond what a publish does. */
interface VersionOrigin {
  version?: string | undefined;
  changelog?: string | undefined;
  createdAt?: number | undefined;
}

/** Where a bot comes from that was not created just now. */
interface BotOrigin {
  id?: string | undefined;
  /** Milliseconds by the server's clock. */
  createdAt?: number | undefined;
}

/** All bots of the platform, and everything that changes one. */
export class BotStore {
  private bots = new Map<string, Bot>();

  constructor(private readonly context: PlatformContext) {}

  create(spaceId: string, content: BotContent, ownerUserId: string, origin: BotOrigin = {}): Bot {
    const { clock, settings, events, ids } = this.context;
    const now = this.context.now();
    const { createdAt = now, id = ids.next() } = origin;
    const draft = applyPatch({ name: content.name, description: "" }, content);
    const visibleAt = clock.now() - (now - createdAt) + settings.createLagMs;
    const bot = Bot.create({ id, spaceId, ownerUserId, draft, createdAt, updatedAt: createdAt, visibleAt });
    this.bots.set(bot.id, bot);
    events.changed("bot", "created", bot.id);
    return bot;
  }

  edit(bot: Bot, patch: BotPatch): void {
    bot.edit(applyPatch(bot.draft, patch), this.context.now());
    this.context.events.changed("bot", "edited", bot.id);
  }

  /** Replaces the whole draft. */
  replace(bot: Bot, content: BotContent): void {
    bot.edit(applyPatch({ name: content.name, description: "" }, content), this.context.now());
    this.context.events.changed("bot", "edited", bot.id);
  }

  publish(
    bot: Bot,
    connectorIds: string[],
    creatorId: string,
    connectors: Record<string, ConnectorParameters> = {},
    origin: VersionOrigin = {},
  ): string {
    const { clock, settings, events } = this.context;
    const { createdAt = this.context.now(), changelog = "" } = origin;
    const visibleAt = clock.now() + settings.publishLagMs;
    const last = Number(bot.versions.at(-1)?.version ?? 0);
    const version = origin.version ?? String(Math.max(last + 1, createdAt));
    const channels = [...new Set(connectorIds)];
    const config = structuredClone(bot.draft);
    for (const connectorId of channels) {
      const parameters = connectors[connectorId];
      const snapshot = { version, config, publishedAt: createdAt, revision: bot.revision };
      const shown = parameters ? { ...snapshot, connectors: { ...parameters } } : snapshot;
      bot.addState(connectorId, { visibleAt, snapshot: shown }, clock.now());
    }
    bot.addVersion({ version, connectorIds: channels, changelog, createdAt, creatorId, visibleAt, config });
    events.changed("bot", "published", bot.id);
    return version;
  }

  unpublish(bot: Bot, connectorId: string): void {
    const now = this.context.clock.now();
    bot.addState(connectorId, { visibleAt: now }, now);
    this.context.events.changed("bot", "unpublished", bot.id);
  }

  delete(bot: Bot): void {
    this.bots.delete(bot.id);
    this.context.events.changed("bot", "deleted", bot.id);
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

  dump(): BotState[] {
    return this.list().map((bot) => bot.dump());
  }

  load(bots: BotState[]): void {
    this.bots = new Map(bots.map((state) => [state.id, Bot.load(state)]));
  }
}
