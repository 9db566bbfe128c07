import { randomBytes } from "node:crypto";
import { Collection } from "../collection";
import type { Context } from "../context";

export const CALLBACK_EVENTS = [
  ...(["bot.published", "bot.unpublished", "bot.deleted"] as const),
  ...(["benefit.usage", "benefit.plugin.scale.requested", "benefit.plugin.scale.expired"] as const),
] as const;

export type CallbackEvent = (typeof CALLBACK_EVENTS)[number];

/** A callback app with the events that it subscribes to. */
export interface CallbackView {
  id: string;
  ownerUserId: string;
  name: string;
  /** Absent until an update sets it. */
  url?: string | undefined;
  verifyToken: string;
  events: CallbackEvent[];
  /** By the clock without its skew. Until then the list does not have it. */
  visibleAt: number;
}

export class CallbackStore {
  private readonly apps: Collection<CallbackView>;

  constructor(private readonly context: Pick<Context, "clock" | "settings" | "ids" | "events">) {
    this.apps = new Collection("callback", context);
  }

  create(name: string, ownerUserId: string): CallbackView {
    const { clock, settings, ids } = this.context;
    const visibleAt = clock.now() + settings.createLagMs;
    const verifyToken = randomBytes(45).toString("base64url");
    return this.apps.add({ id: ids.next(), ownerUserId, name, verifyToken, events: [], visibleAt });
  }

  edit(id: string, patch: Partial<Pick<CallbackView, "name" | "url" | "events">>): void {
    this.apps.replace({ ...this.apps.get(id), ...patch });
  }

  delete(id: string): void {
    this.apps.delete(id);
  }

  find(id: string): CallbackView | undefined {
    return this.apps.find(id);
  }

  get(id: string): CallbackView {
    return this.apps.get(id);
  }

  /** Oldest first. */
  list(): CallbackView[] {
    return this.apps.copies();
  }

  load(apps: readonly CallbackView[]): void {
    this.apps.load(apps);
  }
}
