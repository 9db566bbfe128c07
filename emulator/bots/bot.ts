import type { BotContent } from "./content";

export type ConnectorParameters = Record<string, string>;

/** What a channel serves. */
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

/** A bot as the tests see it. Times are milliseconds by the server's clock. */
export interface BotView {
  id: string;
  spaceId: string;
  /** In the write shape, with what the API never returns. */
  draft: BotContent;
  published: Record<string, Snapshot>;
  /** Newest first. */
  versions: Version[];
  ownerUserId: string;
  createdAt: number;
  updatedAt: number;
}

interface ChannelState {
  /** Undefined: off. */
  snapshot?: Snapshot & { revision: number };
  /** By the real clock; until then readers see the state before. */
  visibleAt: number;
}

/** A bot's state: its draft, each channel's history, its versions. */
export class Bot {
  revision = 0;
  readonly versions: (Version & { visibleAt: number })[] = [];
  private readonly channels = new Map<string, ChannelState[]>();

  constructor(
    readonly id: string,
    readonly spaceId: string,
    readonly ownerUserId: string,
    public draft: BotContent,
    readonly createdAt: number,
    public updatedAt: number,
    /** By the real clock; until then reads and lists don't know the bot. */
    readonly visibleAt: number,
  ) {}

  addState(connectorId: string, state: ChannelState): void {
    const states = this.channels.get(connectorId) ?? [];
    states.push(state);
    this.channels.set(connectorId, states);
  }

  /** What readers of that channel get now. */
  online(connectorId: string): ChannelState["snapshot"] {
    return this.channels.get(connectorId)?.findLast((state) => state.visibleAt <= Date.now())?.snapshot;
  }

  /** The snapshots that readers get now, over all channels. */
  allOnline(): Snapshot[] {
    return [...this.channels.keys()].flatMap((connectorId) => this.online(connectorId) ?? []);
  }

  /** The snapshot of a version, once readers get it. */
  version(version: string): Snapshot | undefined {
    const states = [...this.channels.values()].flat().filter(({ visibleAt }) => visibleAt <= Date.now());
    return states.find(({ snapshot }) => snapshot?.version === version)?.snapshot;
  }

  view(): BotView {
    const published: Record<string, Snapshot> = {};
    for (const [connectorId, states] of this.channels) {
      const snapshot = states.at(-1)?.snapshot;
      if (!snapshot) continue;
      const { revision: _revision, ...rest } = snapshot;
      published[connectorId] = rest;
    }
    const { id, spaceId, draft, ownerUserId, createdAt, updatedAt } = this;
    const versions = this.versions.map(({ visibleAt: _visibleAt, ...version }) => version).reverse();
    return structuredClone({ id, spaceId, draft, published, versions, ownerUserId, createdAt, updatedAt });
  }
}
