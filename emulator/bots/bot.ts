import type { BotContent } from "./content";

/** The channel of the API, and the default of calls that name no channel. */
export const API_CHANNEL = "1024";
export const CHAT_SDK_CHANNEL = "999";

export type ConnectorParameters = Record<string, string>;

/** The version and content that a channel serves. */
export interface Snapshot {
  version: string;
  config: BotContent;
  /** Milliseconds, by the server's clock. */
  publishedAt: number;
  /** The custom parameters that the publication gave this channel. */
  connectors?: ConnectorParameters;
}

export interface Version {
  version: string;
  connectorIds: string[];
  changelog: string;
  createdAt: number;
  creatorId: string;
}

export type Verdict = "pass" | "reject";

/** A publish on a channel whose owner reviews it. */
export interface Review {
  version: string;
  /** Coze's `audit_status`: 1 reviewing, 2 pass, 3 reject. */
  auditStatus: 1 | 2 | 3;
  reason?: string;
}

/** A bot, as `bots` lists it. Times are milliseconds by the server's clock. */
export interface BotView {
  id: string;
  spaceId: string;
  /** In the write shape, with the fields that the API never returns. */
  draft: BotContent;
  published: Record<string, Snapshot>;
  /** The last review of each reviewed channel. */
  reviews?: Record<string, Review>;
  /** Newest first. */
  versions: Version[];
  ownerUserId: string;
  createdAt: number;
  updatedAt: number;
}

type Live = Snapshot & { revision: number };

interface ChannelState {
  /** Undefined if the bot is off the channel. */
  snapshot?: Live;
  /** By the clock without its skew. Until then readers see the earlier state. */
  visibleAt: number;
}

/** A version with its published content, which the API never returns. */
interface StoredVersion extends Version {
  visibleAt: number;
  config: BotContent;
}

/** All of a bot, as JSON. */
export interface BotState {
  id: string;
  spaceId: string;
  ownerUserId: string;
  draft: BotContent;
  createdAt: number;
  updatedAt: number;
  /** By the clock without its skew. Until then reads and lists do not have the bot. */
  visibleAt: number;
  /** How often the draft was edited. */
  revision: number;
  versions: StoredVersion[];
  /** By channel, oldest first. */
  channels: Record<string, ChannelState[]>;
  /** By channel: the last review, and the publish that waits for its verdict. */
  reviews?: Record<string, Review & { pending?: Live }>;
}

type NewBot = Omit<BotState, "revision" | "versions" | "channels" | "reviews">;

/** A bot: its draft, each channel's history, its versions. */
export class Bot {
  private constructor(private readonly state: BotState) {}

  static create(bot: NewBot): Bot {
    return new Bot({ ...bot, revision: 0, versions: [], channels: {} });
  }

  static load(state: BotState): Bot {
    return new Bot(structuredClone(state));
  }

  get id(): string {
    return this.state.id;
  }

  get spaceId(): string {
    return this.state.spaceId;
  }

  get ownerUserId(): string {
    return this.state.ownerUserId;
  }

  get createdAt(): number {
    return this.state.createdAt;
  }

  get updatedAt(): number {
    return this.state.updatedAt;
  }

  get visibleAt(): number {
    return this.state.visibleAt;
  }

  get revision(): number {
    return this.state.revision;
  }

  get draft(): BotContent {
    return this.state.draft;
  }

  /** Oldest first. */
  get versions(): readonly StoredVersion[] {
    return this.state.versions;
  }

  edit(draft: BotContent, now: number): void {
    this.state.draft = draft;
    this.state.revision += 1;
    this.state.updatedAt = now;
  }

  addVersion(version: StoredVersion): void {
    this.state.versions.push(version);
  }

  /** Also drops the states that no reader can see any more. `now` is the clock's. */
  addState(connectorId: string, state: ChannelState, now: number): void {
    const states = this.state.channels[connectorId] ?? [];
    const first = Math.max(
      0,
      states.findLastIndex(({ visibleAt }) => visibleAt <= now),
    );
    this.state.channels[connectorId] = [...states.slice(first), state];
  }

  /** The publish waits for a verdict. It replaces an earlier one that waited. */
  awaitReview(connectorId: string, pending: Live): void {
    this.state.reviews = {
      ...this.state.reviews,
      [connectorId]: { version: pending.version, auditStatus: 1, pending },
    };
  }

  /** Gives the verdict on the publish that waits on the channel, and returns that publish. Undefined if none waits. */
  judge(connectorId: string, verdict: Verdict, reason?: string): Live | undefined {
    const pending = this.state.reviews?.[connectorId]?.pending;
    if (!pending) return undefined;
    const judged: Review = { version: pending.version, auditStatus: verdict === "pass" ? 2 : 3 };
    this.state.reviews = {
      ...this.state.reviews,
      [connectorId]: reason === undefined ? judged : { ...judged, reason },
    };
    return pending;
  }

  /** Drops the publish that waits on the channel. */
  dropReview(connectorId: string): void {
    const { [connectorId]: _dropped, ...others } = this.state.reviews ?? {};
    if (this.state.reviews) this.state.reviews = others;
  }

  /** The snapshot that reads of the channel return at this time of the clock. */
  online(connectorId: string, now: number): ChannelState["snapshot"] {
    return this.state.channels[connectorId]?.findLast((state) => state.visibleAt <= now)?.snapshot;
  }

  /** A version with its content, if readers get it by now. */
  version(version: string, now: number): StoredVersion | undefined {
    return this.versions.find((stored) => stored.version === version && stored.visibleAt <= now);
  }

  /** The snapshots that readers get, over all channels. */
  allOnline(now: number): Snapshot[] {
    return Object.keys(this.state.channels).flatMap((connectorId) => this.online(connectorId, now) ?? []);
  }

  view(): BotView {
    const published: Record<string, Snapshot> = {};
    for (const [connectorId, states] of Object.entries(this.state.channels)) {
      const snapshot = states.at(-1)?.snapshot;
      if (!snapshot) continue;
      const { revision: _revision, ...rest } = snapshot;
      published[connectorId] = rest;
    }
    const { id, spaceId, draft, ownerUserId, createdAt, updatedAt } = this.state;
    const versions = this.versions.map(({ visibleAt: _visibleAt, config: _config, ...version }) => version).reverse();
    const reviews = Object.entries(this.state.reviews ?? {}).map(([channel, { pending: _pending, ...review }]) => {
      return [channel, review] as const;
    });
    return structuredClone({
      ...{ id, spaceId, draft, published, versions, ownerUserId, createdAt, updatedAt },
      ...(reviews.length > 0 && { reviews: Object.fromEntries(reviews) }),
    });
  }

  dump(): BotState {
    return structuredClone(this.state);
  }
}
