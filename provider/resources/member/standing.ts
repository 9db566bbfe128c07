import type { MemberItem } from "../../client/members";
import type { Session } from "../../session/session";
import { SharedList } from "../../session/shared-list";
import type { CheckedMember } from "./inputs";

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
