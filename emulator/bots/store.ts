import { Collection } from "../collection";
import type { Context } from "../context";
import { Bot, type BotState, type ConnectorParameters, type Verdict } from "./bot";
import { applyPatch, type BotContent, type BotPatch } from "./content";

/** The parts of a version that a seed may set, and a publish decides itself. */
interface VersionOrigin {
  version?: string | undefined;
  changelog?: string | undefined;
  createdAt?: number | undefined;
}

/** The origin of a bot that a seed or the console creates. */
interface BotOrigin {
  id?: string | undefined;
  /** Milliseconds by the server's clock. */
  createdAt?: number | undefined;
}

/** All bots of the platform, and everything that changes one. */
export class BotStore {
  private readonly bots: Collection<Bot>;
  /** The channels whose owners review a publish. */
  private reviewed: ReadonlySet<string> = new Set();

  constructor(private readonly context: Omit<Context, "userId">) {
    this.bots = new Collection("bot", context);
  }

  create(spaceId: string, content: BotContent, ownerUserId: string, origin: BotOrigin = {}): Bot {
    const { clock, settings, ids } = this.context;
    const now = this.context.now();
    const { createdAt = now, id = ids.next() } = origin;
    const draft = applyPatch({ name: content.name, description: "" }, content);
    const visibleAt = clock.now() - (now - createdAt) + settings.createLagMs;
    return this.bots.add(Bot.create({ id, spaceId, ownerUserId, draft, createdAt, updatedAt: createdAt, visibleAt }));
  }

  edit(bot: Bot, patch: BotPatch): void {
    bot.edit(applyPatch(bot.draft, patch), this.context.now());
    this.bots.changed(bot.id, "edited");
  }

  /** Replaces the whole draft. */
  replace(bot: Bot, content: BotContent): void {
    bot.edit(applyPatch({ name: content.name, description: "" }, content), this.context.now());
    this.bots.changed(bot.id, "edited");
  }

  publish(
    bot: Bot,
    connectorIds: string[],
    creatorId: string,
    connectors: Record<string, ConnectorParameters> = {},
    origin: VersionOrigin = {},
  ): string {
    const { clock, settings } = this.context;
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
      if (this.reviewed.has(connectorId)) bot.awaitReview(connectorId, shown);
      else bot.addState(connectorId, { visibleAt, snapshot: shown }, clock.now());
    }
    bot.addVersion({ version, connectorIds: channels, changelog, createdAt, creatorId, visibleAt, config });
    this.bots.changed(bot.id, "published");
    return version;
  }

  unpublish(bot: Bot, connectorId: string): void {
    const now = this.context.clock.now();
    bot.dropReview(connectorId);
    bot.addState(connectorId, { visibleAt: now }, now);
    this.bots.changed(bot.id, "unpublished");
  }

  get reviewedChannels(): string[] {
    return [...this.reviewed];
  }

  reviewChannels(connectorIds: readonly string[]): void {
    this.reviewed = new Set(connectorIds);
    this.context.events.changed("bot", "review");
  }

  review(bot: Bot, connectorId: string, verdict: Verdict, reason?: string): void {
    const snapshot = bot.judge(connectorId, verdict, reason);
    if (!snapshot) throw new Error(`nothing waits for a review of bot ${bot.id} on the channel ${connectorId}`);
    const now = this.context.clock.now();
    if (verdict === "pass") bot.addState(connectorId, { visibleAt: now, snapshot }, now);
    this.bots.changed(bot.id, "reviewed");
  }

  delete(bot: Bot): void {
    this.bots.delete(bot.id);
  }

  find(botId: string): Bot | undefined {
    return this.bots.find(botId);
  }

  get(botId: string): Bot {
    return this.bots.get(botId);
  }

  /** Oldest first. */
  list(): Bot[] {
    return this.bots.list();
  }

  dump(): BotState[] {
    return this.list().map((bot) => bot.dump());
  }

  load(bots: BotState[], reviewedChannels: readonly string[] = []): void {
    this.bots.load(bots.map((state) => Bot.load(state)));
    this.reviewed = new Set(reviewedChannels);
  }
}
