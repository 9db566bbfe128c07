import type { Caller, Request } from "./http/call";
import { OPERATIONS } from "./http/operation";
import { readPages } from "./http/pages";
import * as z from "./http/schema";

/** A user in a workspace. Coze has no call that reads a single member. */
const member = z.as(z.object({ user_id: z.id, role_type: z.text() }), ({ user_id: id, role_type: role }) => ({
  id,
  role,
}));
export type MemberItem = z.Output<typeof member>;

/** The outcome of an addition, by the key of the answer's list that contains the user. */
const ADDITIONS = {
  added_success_user_ids: "added",
  invited_success_user_ids: "invited",
  already_joined_user_ids: "already joined",
  already_invited_user_ids: "already invited",
  not_exist_user_ids: "no such user",
} as const;

const REMOVALS = {
  removed_success_user_ids: "removed",
  not_in_workspace_user_ids: "not there",
  // Coze's page documents the key above, and its sample has this one.
  not_in_space_user_ids: "not there",
  owner_not_support_remove_user_ids: "owner",
} as const;

type Addition = (typeof ADDITIONS)[keyof typeof ADDITIONS];
type Removal = (typeof REMOVALS)[keyof typeof REMOVALS];

/** The schema of an answer about one user. An answer whose lists lack the user is not usable. */
function outcomeOf<T extends string>(lists: Readonly<Record<string, T>>, userId: string) {
  const saying = (data: unknown): T | undefined =>
    Object.entries(lists).find(([key]) => {
      const users: unknown = typeof data === "object" && data !== null ? Reflect.get(data, key) : undefined;
      return Array.isArray(users) && users.includes(userId);
    })?.[1];
  return z.from(
    saying,
    z.custom<T>((value) => typeof value === "string"),
  );
}

/** The largest page that Coze allows. */
const PAGE_SIZE = 50;

/** The endpoints of a workspace's members, typed: one user in each call. */
export class MembersApi {
  constructor(private readonly caller: Caller) {}

  /** `GET /v1/workspaces/:workspace_id/members`: every page. */
  async listMembers(spaceId: string): Promise<MemberItem[]> {
    const what = `the members of workspace ${spaceId}`;
    return readPages(this.caller, {
      call: (page) => ({
        operation: OPERATIONS.listMembers,
        subject: what,
        path: pathOf(spaceId),
        within: spaceId,
        query: { page_num: page, page_size: PAGE_SIZE },
      }),
      what,
      answer: z.as(
        z.object({ items: z.array(member), total_count: z.maybe(z.number) }),
        ({ items, total_count: total }) => ({ items, total }),
      ),
      id: ({ id }) => id,
      size: PAGE_SIZE,
    });
  }

  /** `POST /v1/workspaces/:workspace_id/members`. On a personal plan Coze sends the user an invitation. */
  async addMember(spaceId: string, userId: string, role: string): Promise<Addition> {
    const { data } = await this.caller.call({
      operation: OPERATIONS.addMember,
      ...ofMember(spaceId, userId),
      body: { users: [{ user_id: userId, role_type: role }] },
      answer: outcomeOf(ADDITIONS, userId),
    });
    return data;
  }

  /** `PUT /v1/workspaces/:workspace_id/members/:user_id`. Coze's website uses this call, but no page documents it. */
  async updateMember(spaceId: string, userId: string, role: string): Promise<void> {
    await this.caller.send({
      operation: OPERATIONS.updateMember,
      ...ofMember(spaceId, userId),
      path: `${pathOf(spaceId)}/${encodeURIComponent(userId)}`,
      body: { role_type: role },
    });
  }

  /** `DELETE /v1/workspaces/:workspace_id/members`, for one user. */
  async removeMember(spaceId: string, userId: string): Promise<Removal> {
    const { data } = await this.caller.call({
      operation: OPERATIONS.removeMember,
      ...ofMember(spaceId, userId),
      body: { user_ids: [userId] },
      answer: outcomeOf(REMOVALS, userId),
    });
    return data;
  }
}

function pathOf(spaceId: string): string {
  return `/v1/workspaces/${encodeURIComponent(spaceId)}/members`;
}

function ofMember(spaceId: string, userId: string): Pick<Request, "subject" | "path" | "target" | "within"> {
  const target = `${spaceId} ${userId}`;
  return { subject: `user ${userId} in workspace ${spaceId}`, path: pathOf(spaceId), target, within: spaceId };
}
