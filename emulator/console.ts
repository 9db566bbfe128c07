import type { Verdict } from "./bots/bot";
import type { BotContent, BotPatch } from "./bots/content";
import type { CallbackView } from "./callbacks/store";
import type { Platform } from "./platform";
import type { MemberRole } from "./workspaces/members";

/** The actions of people on the website, beside the API. They make the drift that a program has to see. */
export class Console {
  /** @internal */
  constructor(private readonly platform: Platform) {}

  /** Creates a bot and returns its id. Default: owned by the user of the tokens, created now. */
  createDraft(
    spaceId: string,
    content: BotContent,
    options: { ownerUserId?: string; ageSeconds?: number } = {},
  ): string {
    const { ownerUserId = this.platform.userId, ageSeconds = 0 } = options;
    const createdAt = this.platform.now() - ageSeconds * 1000;
    return this.platform.bots.create(spaceId, content, ownerUserId, { createdAt }).id;
  }

  /** Edits a draft. The fields have the API's write shape, and each replaces the old one whole. */
  editDraft(botId: string, patch: BotPatch): void {
    this.platform.bots.edit(this.platform.bots.get(botId), patch);
  }

  /**
   * Publishes the draft to any channels, also to those that the API refuses, and returns the version. Default: by the
   * user of the tokens.
   */
  publish(botId: string, connectorIds: string[], userId = this.platform.userId): string {
    return this.platform.bots.publish(this.platform.bots.get(botId), connectorIds, userId);
  }

  /** Takes a bot off a channel. */
  unpublish(botId: string, connectorId: string): void {
    this.platform.bots.unpublish(this.platform.bots.get(botId), connectorId);
  }

  /** Sets the channels whose owners review a publish. Until the verdict such a channel serves the earlier version. */
  reviewChannels(connectorIds: readonly string[]): void {
    this.platform.bots.reviewChannels(connectorIds);
  }

  get reviewedChannels(): string[] {
    return this.platform.bots.reviewedChannels;
  }

  /** Gives the verdict on the publish that waits for it on the channel. */
  review(botId: string, connectorId: string, verdict: Verdict, reason?: string): void {
    this.platform.bots.review(this.platform.bots.get(botId), connectorId, verdict, reason);
  }

  /**
   * Gives a document any status: 0 processing, 1 enabled, 2 disabled, 3 deleted, 4 cut anew, 5 refreshing, 9 failed,
   * 1000 audit failed, or another number. Null gives it back its own status.
   */
  setDocumentStatus(documentId: string, code: number | null, reason?: string): void {
    this.platform.knowledge.editDocument(documentId, { status: code === null ? undefined : { code, reason } });
  }

  /** Deletes a bot. Only the website can do that. */
  deleteBot(botId: string): void {
    this.platform.bots.delete(this.platform.bots.get(botId));
  }

  /** Adds a user to a workspace. On a personal plan it invites the user. */
  addMember(spaceId: string, userId: string, role: MemberRole = "member"): void {
    this.platform.members.add(spaceId, userId, role);
  }

  /** The user accepts an invitation. */
  acceptInvitation(spaceId: string, userId: string): void {
    this.platform.members.accept(spaceId, userId);
  }

  setMemberRole(spaceId: string, userId: string, role: MemberRole): void {
    this.platform.members.setRole(spaceId, userId, role);
  }

  /** Removes a user from a workspace, or withdraws the invitation. */
  removeMember(spaceId: string, userId: string): void {
    this.platform.members.remove(spaceId, userId);
  }

  /** Creates a callback app and returns it. Default: without address and events. */
  addCallback(name: string, { url, events = [] }: Pick<Partial<CallbackView>, "url" | "events"> = {}): CallbackView {
    const { id } = this.platform.callbacks.create(name, this.platform.userId);
    this.platform.callbacks.edit(id, { url, events });
    return this.platform.callbacks.get(id);
  }

  editCallback(id: string, patch: Partial<Pick<CallbackView, "name" | "url" | "events">>): void {
    this.platform.callbacks.edit(id, patch);
  }

  deleteCallback(id: string): void {
    this.platform.callbacks.delete(id);
  }

  /** Removes an uploaded file, as Coze does after three months. */
  expireFile(fileId: string): void {
    this.platform.files.expire(fileId);
  }
}
