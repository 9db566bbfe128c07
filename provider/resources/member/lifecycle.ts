import { findOrGone } from "../../consistency/while-fresh";
import type { Kind, PluginSide } from "../../host/kind";
import type { Checked, Diff, Found, Lifecycle, Props, Step } from "../../lifecycle";
import type { Session } from "../../session/session";
import { differ } from "../../values/differ";
import { containsUnknown, type Declared } from "../../values/tree";
import { spaceOf } from "../space";
import { inSpace, listed } from "../listing";
import { createMember, membersOf, otherRole } from "./create";
import { memberInputs, memberProblems, type CheckedMember } from "./inputs";
import { computed, inputsOf, memberId, outputs, placeOf, type MemberOutputs } from "./state";
import type { WorkspaceRole } from "./types";

const REPLACING = ["spaceId", "userId"] as const;

function memberLifecycle(session: Session): Lifecycle<CheckedMember, MemberOutputs> {
  const ownMembers = new Set<string>();
  return {
    check: (olds, news, step) => check(session, olds, news, { step, ownMembers }),
    diff: (_id, olds, news) => diff(olds, news),
    create: (inputs) => createMember(session, inputs, ownMembers.has(memberId(inputs))),
    read: (id, outs) => read(session, id, outs),
    readUnmanaged: (id) => readMember(session, id),
    update: (id, olds, news) => update(session, id, olds, news),
    delete: (_id, outs) => remove(session, outs),
  };
}

interface Run {
  readonly step: Step;
  /** The members that this stack already has: a replacement may give them another role. */
  readonly ownMembers: Set<string>;
}

async function check(
  session: Session,
  olds: Partial<CheckedMember>,
  news: Props,
  { step, ownMembers }: Run,
): Promise<Checked<CheckedMember>> {
  const { spaceId, problems } = spaceOf(session, olds, news);
  problems.unshift(...memberProblems(news));
  if (problems.length > 0) return { problems };
  const inputs = { ...news, spaceId } as Declared<CheckedMember>;
  if (containsUnknown([inputs.spaceId, inputs.userId])) return { inputs, problems };
  const isNew = Object.keys(olds).length === 0;
  const id = memberId(inputs);
  if (!isNew) ownMembers.add(memberId(olds as CheckedMember));
  else if (step.isManaged(id)) ownMembers.add(id);
  const other = step.claim(id, isNew);
  if (other !== undefined) {
    const rule = `is the user that the resource ${other} of this program has in that workspace, too: keep one of the two`;
    return { problems: [{ path: ["userId"], rule }] };
  }
  const wrong = isNew && !ownMembers.has(id) ? await announce(session, inputs as CheckedMember, step) : undefined;
  return wrong === undefined ? { inputs, problems } : { problems: [{ path: ["role"], rule: wrong }] };
}

/**
 * Says in a preview that the user is already a member. Returns the problem if the user has another role. A failed read
 * is ignored, since the create reads the members again.
 */
async function announce(session: Session, inputs: CheckedMember, step: Step): Promise<string | undefined> {
  const id = memberId(inputs);
  const found = await membersOf(session, inputs.spaceId)
    .find(inputs.userId)
    .catch(() => undefined);
  if (!found || containsUnknown(inputs.role)) return undefined;
  const other = otherRole(found.role, inputs.role);
  if (other === undefined) {
    await step.named(() => {
      session.log("adopting it changes nothing on it; a destroy removes it, unless retainOnDelete is set", id);
      return Promise.resolve();
    });
  }
  return other;
}

function diff(olds: MemberOutputs, news: Declared<CheckedMember>): Diff {
  const replaces = REPLACING.filter((key) => differ(olds[key], news[key]));
  const changed = [...replaces, ...(differ(olds.role, news.role) ? ["role"] : [])];
  return { changes: changed.length > 0, changed, replaces };
}

async function read(session: Session, id: string, outs: MemberOutputs): Promise<Found<CheckedMember, MemberOutputs>> {
  const members = membersOf(session, outs.spaceId);
  const isPending = outs.status === "pending";
  // An invited user is on no list, so the list is no evidence.
  const live = isPending ? await members.find(outs.userId) : await findOrGone(session, members, outs.userId);
  if (!live && isPending) return { outs, inputs: inputsOf(outs) };
  if (!live) return "gone";
  const inputs = { ...inputsOf(outs), role: live.role as WorkspaceRole };
  return { outs: outputs(id, inputs, { status: "joined" }), inputs };
}

/** `CozeWorkspaceMember.get`, and an import. */
async function readMember(session: Session, id: string): Promise<Props & { role: string }> {
  const { spaceId, userId } = placeOf(id);
  const live = await membersOf(session, spaceId).find(userId);
  if (!live) {
    throw new Error(
      `User ${userId} is not in workspace ${spaceId}, as the token from ${session.tokenSource()} sees it at ${session.settings().baseUrl}. ` +
        "An open invitation is not seen.",
    );
  }
  return { spaceId, userId, role: live.role, status: "joined", memberId: id };
}

async function update(
  session: Session,
  id: string,
  { status }: MemberOutputs,
  news: CheckedMember,
): Promise<MemberOutputs> {
  const { spaceId, userId, role } = news;
  const members = membersOf(session, spaceId);
  if (status === "pending") {
    members.forget();
    if (!(await members.find(userId))) {
      throw new Error(
        `User ${userId} has not accepted the invitation to workspace ${spaceId} yet, and Coze has no call that changes the role of an ` +
          "invitation. Run the same command once it is accepted, or declare the role that was invited.",
      );
    }
  }
  await session.api().members.updateMember(spaceId, userId, role);
  members.forget();
  return outputs(id, news, { status: "joined" });
}

async function remove(session: Session, { spaceId, userId, status }: MemberOutputs): Promise<void> {
  const removal = await session.api().members.removeMember(spaceId, userId);
  const members = membersOf(session, spaceId);
  members.forget();
  const who = `User ${userId} is not removed from workspace ${spaceId}`;
  switch (removal) {
    case "removed":
      return;
    case "not there":
      if (status === "pending") {
        session.warn(
          "its invitation stays open: Coze has no call that withdraws one, and the Coze console does",
          userId,
        );
      } else if (await findOrGone(session, members, userId)) {
        throw new Error(
          `${who}: Coze answers that the user is not in it, and lists the user there. Run the same command later.`,
        );
      }
      return;
    case "owner":
      throw new Error(
        `${who}: the user owns it, and Coze removes no owner. Give the workspace to another user in the Coze console and run the same ` +
          "command, or run `pulumi state delete` with the URN of this resource.",
      );
  }
}

function memberPlugin(session: Session): PluginSide {
  return {
    async importOf(id) {
      const { role, ...outs } = await readMember(session, id);
      if (role === "owner") {
        throw new Error(
          `Workspace member ${id} cannot be imported: the user owns the workspace, and Coze changes no owner.`,
        );
      }
      const { spaceId, userId } = placeOf(id);
      return { inputs: { spaceId, userId, role }, outs: { ...outs, role, __schema: 1 } };
    },
  };
}

export const memberKind: Kind = {
  inputs: memberInputs,
  lifecycle: memberLifecycle,
  plugin: memberPlugin,
  computed,
  // A program cannot manage the owner.
  listing: inSpace(async (session, spaceId) => {
    const members = await session.api().members.listMembers(spaceId);
    return members
      .filter(({ role }) => role !== "owner")
      .map(({ id }) => listed({ id: memberId({ spaceId, userId: id }) }));
  }),
};
