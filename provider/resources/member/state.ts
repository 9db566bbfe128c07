import { stateForm, type Recorded } from "../state";
import type { CheckedMember } from "./inputs";
import type { MemberStatus } from "./types";

/** The output of a member that only Coze has. */
export type MemberComputed = { readonly status: MemberStatus };

export type MemberOutputs = Recorded<CheckedMember, MemberComputed, "memberId">;

export const { outputs, inputsOf, computed } = stateForm<CheckedMember, MemberComputed, "memberId">("memberId", {
  status: "joined",
});

/** The id of the resource. Coze has no id of a membership. */
export function memberId({ spaceId, userId }: Pick<CheckedMember, "spaceId" | "userId">): string {
  return `${spaceId}_${userId}`;
}

/** The workspace and the user of an id. */
export function placeOf(id: string): Pick<CheckedMember, "spaceId" | "userId"> {
  const [, spaceId, userId] = /^(.+)_(\d+)$/.exec(id) ?? [];
  if (spaceId !== undefined && userId !== undefined) return { spaceId, userId };
  throw new Error(
    'The id of a workspace member is the id of the workspace, "_", and the UID of the user: 7360000000000000001_2069720456000.',
  );
}
