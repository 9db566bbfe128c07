import type * as pulumi from "@pulumi/pulumi";
import type { memberInputs } from "../../../provider/resources/member/inputs";
import type { CozeWorkspaceMember, CozeWorkspaceMemberArgs, MemberRole, WorkspaceRole } from "../../../provider/index";
import type * as z from "zod";
import type { Equal, Holds } from "../package/type-equality";

type Inputs = z.infer<typeof memberInputs>;
type Args = { [K in keyof Inputs]: pulumi.Input<Exclude<Inputs[K], undefined>> };

/** `tsc` checks this file: what is documented is what the schema checks. */
export type MemberArgsAreThoseOfTheSchema = [
  Holds<Equal<{ [K in keyof CozeWorkspaceMemberArgs]: CozeWorkspaceMemberArgs[K] }, Args>>,
  Holds<Equal<MemberRole, Inputs["role"]>>,
];

export type OutputsOfAMember = [
  Holds<Equal<CozeWorkspaceMember["memberId"], pulumi.Output<string>>>,
  Holds<Equal<CozeWorkspaceMember["role"], pulumi.Output<WorkspaceRole>>>,
];
