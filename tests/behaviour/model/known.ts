import type { Leaves } from "./content";

/** What the model knows of a slot that is in the state, by what was declared and done; nothing of it is the provider's. */
export interface Known {
  readonly botId: string;
  readonly space: unknown;
  policy: unknown;
  leaves: Leaves;
  publication: KnownPublication | undefined;
  /** The draft was edited by hand since it was last read or written. */
  hasUnseenEdit: boolean;
  /** What is live is what was declared when it was published. */
  isLiveAsDeclared: boolean;
}

export interface KnownPublication {
  /** While a replacement is half done, not the slot's bot. */
  readonly botId: string;
  key: string;
  settings: string;
  unpublishes: boolean;
  reason: unknown;
  channels: readonly string[];
  /** Channels that it should have left. */
  pending: readonly string[];
  /** The last one that the provider made. */
  version: string | undefined;
  /** A refresh has seen another version live. */
  isForeign: boolean;
  /** It was published or unpublished by hand since the last refresh. */
  hasUnseenChange: boolean;
}
