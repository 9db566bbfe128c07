import type { MemberItem } from "../../client/members";
import { findOrGone } from "../../consistency/while-fresh";
import type { Created } from "../../lifecycle";
import type { Session } from "../../session/session";
import { SharedList } from "../../session/shared-list";
import type { CheckedMember } from "./inputs";
import { memberId, outputs, type MemberOutputs } from "./state";
import type { MemberStatus } from "./types";

/** The members of a workspace, without invited users. Coze has no call that reads a single member. */
export function membersOf(session: Session, spaceId: string): SharedList<MemberItem> {
  return new SharedList(session.shared, `members of ${spaceId}`, () => session.api().members.listMembers(spaceId));
}

/** The reason why a member cannot be adopted as declared; `undefined` if the role is the declared one. */
export function otherRole(role: string, declared: CheckedMember["role"]): string | undefined {
  if (role === declared) return undefined;
  if (role === "owner") return "is the user's who owns the workspace, and Coze changes and removes no owner";
  return (
    `is not the one that the user has in the workspace already: declare "${role}" and run \`pulumi up\`, which takes the member over as it ` +
    "is; after that, a change of the role updates it"
  );
}

/**
 * Adds the user, or adopts a member who already has the declared role. A lost answer does no harm: Coze answers a
 * repetition that the user is already there.
 */
export async function createMember(
  session: Session,
  inputs: CheckedMember,
  isOwn: boolean,
): Promise<Created<MemberOutputs>> {
  const id = memberId(inputs);
  const members = membersOf(session, inputs.spaceId);
  const before = await members.find(inputs.userId);
  const status = before ? await takeOver(session, inputs, before.role, isOwn) : await add(session, inputs, isOwn);
  members.forget();
  return { id, outs: outputs(id, inputs, { status }) };
}

async function add(session: Session, inputs: CheckedMember, isOwn: boolean): Promise<MemberStatus> {
  const { spaceId, userId, role } = inputs;
  const addition = await session.api().members.addMember(spaceId, userId, role);
  switch (addition) {
    case "added":
      return "joined";
    case "invited":
      session.log("invited: the user is a member once the invitation is accepted", memberId(inputs));
      return "pending";
    case "already invited":
      session.log("has an invitation already, whose role Coze does not show", memberId(inputs));
      return "pending";
    case "already joined": {
      const members = membersOf(session, spaceId);
      members.forget();
      const live = await findOrGone(session, members, userId);
      return takeOver(session, inputs, live?.role ?? role, isOwn);
    }
    case "no such user":
      throw new Error(
        `User ${userId} is not added to workspace ${spaceId}: Coze has no such user. Check the UID: the user finds it at the end of the ` +
          "account settings of the Coze console.",
      );
  }
}

/** Adopts a member. A member of this stack gets the declared role. The role of any other member is never changed. */
async function takeOver(session: Session, inputs: CheckedMember, live: string, isOwn: boolean): Promise<MemberStatus> {
  const { spaceId, userId, role } = inputs;
  const other = otherRole(live, role);
  if (other === undefined) return "joined";
  if (!isOwn || live === "owner")
    throw new Error(`User ${userId} is not added to workspace ${spaceId}: role ${other}.`);
  await session.api().members.updateMember(spaceId, userId, role);
  return "joined";
}
