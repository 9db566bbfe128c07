import { Collection } from "../collection";
import type { Context } from "../context";

export type MemberRole = "admin" | "member";

/** A user in a workspace, or invited to it. It is never the owner of the workspaces, who is the user of the tokens. */
export interface MemberView {
  /** Made of the ids of the workspace and the user. */
  id: string;
  spaceId: string;
  userId: string;
  role: MemberRole;
  /** On a personal plan users are invited, and join once they accept. */
  status: "joined" | "invited";
  /** By the clock without its skew. Until then lists do not have it. */
  visibleAt: number;
}

export class MemberStore {
  private readonly members: Collection<MemberView>;

  constructor(private readonly context: Pick<Context, "clock" | "settings" | "events">) {
    this.members = new Collection("member", context);
  }

  add(spaceId: string, userId: string, role: MemberRole): MemberView {
    const { clock, settings } = this.context;
    const status = settings.personalPlan ? "invited" : "joined";
    const visibleAt = clock.now() + settings.createLagMs;
    return this.members.add({ id: idOf(spaceId, userId), spaceId, userId, role, status, visibleAt });
  }

  accept(spaceId: string, userId: string): void {
    this.members.replace({ ...this.get(spaceId, userId), status: "joined" });
  }

  setRole(spaceId: string, userId: string, role: MemberRole): void {
    this.members.replace({ ...this.get(spaceId, userId), role });
  }

  remove(spaceId: string, userId: string): void {
    this.members.delete(idOf(spaceId, userId));
  }

  find(spaceId: string, userId: string): MemberView | undefined {
    return this.members.find(idOf(spaceId, userId));
  }

  /** Oldest first. */
  list(): MemberView[] {
    return this.members.copies();
  }

  load(members: readonly MemberView[]): void {
    this.members.load(members);
  }

  private get(spaceId: string, userId: string): MemberView {
    return this.members.get(idOf(spaceId, userId));
  }
}

function idOf(spaceId: string, userId: string): string {
  return `${spaceId}_${userId}`;
}
