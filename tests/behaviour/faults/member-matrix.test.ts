import { ADD_MEMBER, LIST_MEMBERS, REMOVE_MEMBER, SET_ROLE, nothingToDo, succeed, type World } from "./cell";
import { matrix } from "./matrix";

const PROGRAM = { member: { userId: "2069720456000", role: "member" } };
const EDITED = { member: { ...PROGRAM.member, role: "admin" } };

const before = ({ engine }: World) => succeed(engine.up(PROGRAM));

matrix({
  name: "up of a member",
  calls: [LIST_MEMBERS, ADD_MEMBER],
  before: () => Promise.resolve(),
  run: ({ engine }) => engine.up(PROGRAM),
  after: nothingToDo(PROGRAM),
});

matrix({
  name: "up of a member who is invited",
  calls: [LIST_MEMBERS, ADD_MEMBER],
  before: ({ emulator }) => {
    emulator.set({ personalPlan: true });
    return Promise.resolve();
  },
  run: ({ engine }) => engine.up(PROGRAM),
  after: nothingToDo(PROGRAM),
});

matrix({
  name: "another role of a member",
  calls: [SET_ROLE],
  before,
  run: ({ engine }) => engine.up(EDITED),
  after: nothingToDo(EDITED),
});

matrix({
  name: "refresh after the member was removed outside",
  calls: [LIST_MEMBERS, LIST_MEMBERS],
  before: async (world) => {
    await before(world);
    world.emulator.console.removeMember(world.emulator.spaceId, PROGRAM.member.userId);
  },
  run: ({ engine }) => engine.refresh(),
  after: ({ engine }) => {
    expect([...engine.state.keys()]).toEqual([]);
    return Promise.resolve();
  },
});

matrix({
  name: "destroy of a member",
  calls: [REMOVE_MEMBER],
  before,
  run: ({ engine }) => engine.destroy(),
  after: ({ emulator }) => {
    expect(emulator.members).toEqual([]);
    return Promise.resolve();
  },
});
