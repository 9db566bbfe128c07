import { findOrGone } from "../../consistency/while-fresh";
import type { Created } from "../../lifecycle";
import type { Session } from "../../session/session";
import type { CheckedMember } from "./inputs";
import { membersOf, otherRole } from "./standing";
import { memberId, outputs, type MemberOutputs } from "./state";
import type { MemberStatus } from "./types";

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
