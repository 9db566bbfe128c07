import { Session } from "../../../provider/session/session";
import { startEmulator, type Emulator } from "../../../emulator";
import { placeOf } from "../../../provider/resources/member/state";
import { ADD_MEMBER, REMOVE_MEMBER } from "../../harness/routes";

const LI = "2069720456000";

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterAll(() => emulator.close());

function members() {
  const session = new Session({ env: emulator.env, write: () => undefined });
  return session.api().members;
}

const answering = (route: string, data: object): void => {
  emulator.fault({ route, kind: { status: 200, body: { code: 0, data } } });
};

test.each([
  [{ added_success_user_ids: [LI] }, "added"],
  [{ added_success_user_ids: null, invited_success_user_ids: [LI] }, "invited"],
  [{ already_joined_user_ids: ["1", LI] }, "already joined"],
  [{ already_invited_user_ids: [LI] }, "already invited"],
  [{ not_exist_user_ids: [LI] }, "no such user"],
])("the answer %j to an addition is understood", async (data, addition) => {
  answering(ADD_MEMBER, data);
  expect(await members().addMember(emulator.spaceId, LI, "member")).toBe(addition);
});

test.each([
  [{ removed_success_user_ids: [LI] }, "removed"],
  [{ not_in_workspace_user_ids: [LI] }, "not there"],
  // As the sample of the page has it.
  [{ not_in_space_user_ids: [LI] }, "not there"],
  [{ owner_not_support_remove_user_ids: [LI] }, "owner"],
])("the answer %j to a removal is understood", async (data, removal) => {
  answering(REMOVE_MEMBER, data);
  expect(await members().removeMember(emulator.spaceId, LI)).toBe(removal);
});

test.each([[{ added_success_user_ids: ["1"] }], [{}], [null], ["added"]])(
  "an answer that does not name the user is none, and the call is repeated: %j",
  async (data) => {
    answering(ADD_MEMBER, data as object);
    const added = await members().addMember(emulator.otherSpaceId, LI, "member");
    expect(["added", "already joined"]).toContain(added);
  },
);

test("a list is read to its last page, with the owner", async () => {
  for (let i = 0; i < 60; i++) emulator.console.addMember(emulator.spaceId, String(2069720456100 + i));
  emulator.clearCalls();
  const all = await members().listMembers(emulator.spaceId);
  expect(all).toHaveLength(61);
  expect(all[0]).toEqual({ id: emulator.userId, role: "owner" });
  expect(emulator.calls).toHaveLength(2);
});

test("an id is that of the workspace and that of the user", () => {
  expect(placeOf(`7360_${LI}`)).toEqual({ spaceId: "7360", userId: LI });
  expect(placeOf(`a_b_${LI}`)).toEqual({ spaceId: "a_b", userId: LI });
  for (const odd of [LI, `${LI}_`, `_${LI}`, "7360_li"])
    expect(() => placeOf(odd)).toThrow("The id of a workspace member");
});
