import * as z from "zod";
import type { Problem } from "../../values/problem";
import { id, validate } from "../validate";
import type { WorkspaceRole } from "./types";

/** Only digits: the id of the resource is the id of the workspace, `_`, and this id. */
const userId = z.string().refine((value) => /^\d{1,20}$/.test(value), "must be the UID of a Coze user: 1 to 20 digits");

/** Every input of a CozeWorkspaceMember. */
export const memberInputs = z.strictObject({
  spaceId: id.optional(),
  userId,
  role: z.enum(["admin", "member"]),
});

/** The checked inputs. A read may find a user that has become the owner. */
export type CheckedMember = { spaceId: string; userId: string; role: WorkspaceRole };

/** All problems of the inputs. Makes no call. */
export function memberProblems(inputs: Record<string, unknown>): Problem[] {
  return validate(memberInputs, inputs);
}
