import { ADD_MEMBER, LIST_MEMBERS, openScene, REMOVE_MEMBER, SET_ROLE, type Scene } from "../../harness/engine/scene";

const LI = "2069720456000";
const WANG = "2069720457000";

interface Options {
  role?: string;
  userId?: string;
  more?: string;
  opts?: string;
}

const program = ({ role = "member", userId = LI, more = "", opts = "{}" }: Options = {}) => `
  const li = new CozeWorkspaceMember("li", { userId: "${userId}", role: "${role}", ${more} }, ${opts});
  exports.status = li.status;
  exports.memberId = li.memberId;
`;

const rolesOf = (t: Scene) =>
  Object.fromEntries(t.emulator.members.map(({ userId, role, status }) => [userId, `${role} ${status}`]));

test("a member is added, gets another role, is repaired and removed, each by one call beside the list", async () => {
  const t = await openScene();
  const preview = await t.preview(program());
  expect(preview.calls).toEqual([LIST_MEMBERS]);
  const up = await t.up();
  expect(up.calls).toEqual([LIST_MEMBERS, ADD_MEMBER]);
  expect(rolesOf(t)).toEqual({ [LI]: "member joined" });
  const id = `${t.emulator.spaceId}_${LI}`;
  expect(t.outputs()).toEqual({ status: "joined", memberId: id });
  expect(t.resources()["WorkspaceMember li"]).toMatchObject({ id, outputs: { spaceId: t.emulator.spaceId } });
  await t.expectSilence();

  const promoted = await t.up(program({ role: "admin" }));
  expect(promoted.changes["WorkspaceMember li"]).toMatchObject({ role: ["member", "admin"] });
  expect(promoted.calls).toEqual([SET_ROLE]);
  expect(rolesOf(t)).toEqual({ [LI]: "admin joined" });

  t.emulator.console.setMemberRole(t.emulator.spaceId, LI, "member");
  const refresh = await t.refresh();
  expect(refresh.calls).toEqual([LIST_MEMBERS]);
  expect(refresh.changes["WorkspaceMember li"]).toEqual({ role: ["admin", "member"] });
  expect((await t.up()).calls).toEqual([SET_ROLE]);
  await t.refresh({ expectNoChanges: true });
  await t.expectSilence();

  const other = await t.up(program({ role: "admin", userId: WANG }));
  expect(other.calls).toEqual([LIST_MEMBERS, ADD_MEMBER, REMOVE_MEMBER]);
  expect(rolesOf(t)).toEqual({ [WANG]: "admin joined" });
  const elsewhere = program({ role: "admin", userId: WANG, more: `spaceId: "${t.emulator.otherSpaceId}"` });
  expect((await t.up(elsewhere)).calls).toEqual([LIST_MEMBERS, ADD_MEMBER, REMOVE_MEMBER]);
  expect(t.emulator.members).toMatchObject([{ spaceId: t.emulator.otherSpaceId, userId: WANG }]);

  expect((await t.destroy()).calls).toEqual([REMOVE_MEMBER]);
  expect(t.emulator.members).toEqual([]);
});

test("who was removed in the console is added again after a refresh, and one who is gone already is no error", async () => {
  const t = await openScene();
  await t.up(program());
  t.emulator.console.removeMember(t.emulator.spaceId, LI);
  const refresh = await t.refresh();
  // Two lists without the user: one proves nothing.
  expect(refresh.calls).toEqual([LIST_MEMBERS, LIST_MEMBERS]);
  expect(refresh.ops["WorkspaceMember li"]).toBe("delete");
  expect((await t.up()).calls).toEqual([LIST_MEMBERS, ADD_MEMBER]);

  t.emulator.console.removeMember(t.emulator.spaceId, LI);
  expect((await t.destroy()).calls).toEqual([REMOVE_MEMBER, LIST_MEMBERS, LIST_MEMBERS]);
  expect(t.resources()).toEqual({});
});

test("a member with the declared role is taken over, and the preview says so; another role is refused there", async () => {
  const t = await openScene();
  t.emulator.console.addMember(t.emulator.spaceId, LI, "admin");
  const refused = await t.preview(program(), { expect: "failure" });
  expect(refused.text).toContain(
    'role: is not the one that the user has in the workspace already: declare "admin" and run `pulumi up`',
  );
  const preview = await t.preview(program({ role: "admin" }));
  expect(preview.text).toContain("adopting it changes nothing on it; a destroy removes it");
  expect((await t.up(program({ role: "admin" }))).calls).toEqual([LIST_MEMBERS]);
  expect((await t.up(program())).calls).toEqual([SET_ROLE]);
  expect(rolesOf(t)).toEqual({ [LI]: "member joined" });
});

test("whoever is added between the preview and the create keeps the role that they got there", async () => {
  const t = await openScene();
  t.emulator.on("begin", ({ route }) => {
    if (route === ADD_MEMBER && t.emulator.members.length === 0) {
      t.emulator.console.addMember(t.emulator.spaceId, LI, "admin");
    }
  });
  const up = await t.up(program(), { expect: "failure" });
  expect(up.text).toContain(`User ${LI} is not added to workspace ${t.emulator.spaceId}: role is not the one`);
  expect(rolesOf(t)).toEqual({ [LI]: "admin joined" });
});

test("on a personal plan a member is pending without drift until the invitation is accepted", async () => {
  const t = await openScene();
  t.emulator.set({ personalPlan: true });
  const up = await t.up(program());
  expect(up.text).toContain("invited: the user is a member once the invitation is accepted");
  expect(t.outputs()).toMatchObject({ status: "pending" });
  t.later();
  const refresh = await t.refresh({ expectNoChanges: true });
  expect(refresh.calls).toEqual([LIST_MEMBERS]);
  await t.expectSilence();
  const early = await t.up(program({ role: "admin" }), { expect: "failure" });
  expect(early.text).toContain("has not accepted the invitation");
  expect(early.calls).toEqual([LIST_MEMBERS]);

  t.emulator.console.acceptInvitation(t.emulator.spaceId, LI);
  await t.refresh();
  expect(t.resources()["WorkspaceMember li"]?.outputs).toMatchObject({ status: "joined" });
  expect((await t.up(program({ role: "admin" }))).calls).toEqual([SET_ROLE]);
  await t.destroy();
  expect(t.emulator.members).toEqual([]);
});

test("an open invitation stays with a warning when its member is destroyed, and is taken over by the next create", async () => {
  const t = await openScene();
  t.emulator.set({ personalPlan: true });
  await t.up(program());
  const destroy = await t.destroy();
  expect(destroy.text).toContain("its invitation stays open: Coze has no call that withdraws one");
  expect(rolesOf(t)).toEqual({ [LI]: "member invited" });
  const again = await t.up(program());
  expect(again.text).toContain("has an invitation already, whose role Coze does not show");
  expect(t.outputs()).toMatchObject({ status: "pending" });
});

test("the owner is neither taken over nor removed", async () => {
  const t = await openScene();
  const owner = program({ userId: t.emulator.userId, role: "admin" });
  const refused = await t.preview(owner, { expect: "failure" });
  expect(refused.text).toContain("role: is the user's who owns the workspace, and Coze changes and removes no owner");

  await t.up(program());
  t.emulator.fault({
    route: REMOVE_MEMBER,
    kind: { status: 200, body: { code: 0, data: { owner_not_support_remove_user_ids: [LI] } } },
  });
  const kept = await t.destroy({ expect: "failure" });
  expect(kept.text).toContain(`User ${LI} is not removed from workspace ${t.emulator.spaceId}: the user owns it`);
  expect(t.resources()).toHaveProperty("WorkspaceMember li");
});

test.each([
  [702042162, "Add the user to the enterprise first"],
  [702042018, "The workspace has as many members as it may"],
  [777074044, "The user is the last administrator"],
])("code %i has its next step", async (code, step) => {
  const t = await openScene();
  t.emulator.fault({ route: ADD_MEMBER, kind: { code } });
  expect((await t.up(program(), { expect: "failure" })).text).toContain(step);
});

test("what has no member's place is refused: an unknown user, a role that a server cannot change, one user twice", async () => {
  const t = await openScene();
  const unknown = await t.up(program({ userId: "17" }), { expect: "failure" });
  expect(unknown.text).toContain(`User 17 is not added to workspace ${t.emulator.spaceId}: Coze has no such user.`);
  await t.up(program());
  t.emulator.fault({ route: SET_ROLE, kind: { lacks: true } });
  const lacking = await t.up(program({ role: "admin" }), { expect: "failure" });
  expect(lacking.text).toContain("Change the role in the Coze console, and run `pulumi refresh`.");
  const twice = `${program()} new CozeWorkspaceMember("again", { userId: "${LI}", role: "member" });`;
  const both = await t.preview(twice, { expect: "failure" });
  expect(both.text).toContain("userId: is the user that the resource li of this program has in that workspace, too");
});

test("a renamed resource leaves the member to the one that has it now", async () => {
  const t = await openScene();
  await t.up(program());
  const renamed = await t.up(program().replace('"li"', '"mr-li"'));
  expect(renamed.calls).toEqual([LIST_MEMBERS]);
  expect(renamed.text).toContain("left alone: the resource mr-li manages it");
  expect(rolesOf(t)).toEqual({ [LI]: "member joined" });
});

test("get reads a member of someone else's, and the owner; who is not there is an error", async () => {
  const t = await openScene();
  t.emulator.console.addMember(t.emulator.spaceId, LI, "admin");
  const get = (userId: string) => `
    const one = CozeWorkspaceMember.get("one", "${t.emulator.spaceId}_${userId}");
    exports.role = one.role;
  `;
  expect((await t.up(get(LI))).calls).toEqual([LIST_MEMBERS]);
  expect(t.outputs()).toEqual({ role: "admin" });
  await t.up(get(t.emulator.userId));
  expect(t.outputs()).toEqual({ role: "owner" });
  expect((await t.up(get(WANG), { expect: "failure" })).text).toContain(`User ${WANG} is not in workspace`);
  const odd = `CozeWorkspaceMember.get("odd", "${LI}");`;
  expect((await t.up(odd, { expect: "failure" })).text).toContain('is the id of the workspace, "_", and the UID');
});

test("wrong inputs are refused in the preview, all at once and without a call", async () => {
  const t = await openScene();
  const wrong = program({ role: "owner", userId: "li", more: `roel: "admin"` });
  const preview = await t.preview(wrong, { expect: "failure" });
  expect(preview.calls).toEqual([]);
  for (const problem of [
    "userId: must be the UID of a Coze user: 1 to 20 digits, got a string of 2 characters",
    'role: must be "admin" or "member", got a string of 5 characters',
    "roel: there is no such input",
  ]) {
    expect(preview.text).toContain(problem);
  }
});
