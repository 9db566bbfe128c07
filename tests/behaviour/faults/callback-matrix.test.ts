import {
  closeWorlds,
  CREATE_CALLBACK,
  DELETE_CALLBACK,
  LIST_CALLBACKS,
  LIST_EVENTS,
  openWorld,
  SUBSCRIBE,
  nothingToDo,
  succeed,
  UNSUBSCRIBE,
  UPDATE_CALLBACK,
  USER,
  type World,
} from "./cell";
import { matrix } from "./matrix";

const PROGRAM = {
  callback: { name: "Alarm", url: "https://alarm.example.com", events: ["bot.published", "bot.deleted"] },
};
const EDITED = { callback: { ...PROGRAM.callback, name: "Loud", events: ["bot.published", "bot.unpublished"] } };

const before = ({ engine }: World) => succeed(engine.up(PROGRAM));

matrix({
  name: "up of a callback app",
  calls: [USER, LIST_CALLBACKS, CREATE_CALLBACK, UPDATE_CALLBACK, SUBSCRIBE],
  before: () => Promise.resolve(),
  run: ({ engine }) => engine.up(PROGRAM),
  after: nothingToDo(PROGRAM),
});

matrix({
  name: "edit of a callback app",
  calls: [UPDATE_CALLBACK, SUBSCRIBE, UNSUBSCRIBE],
  before,
  run: ({ engine }) => engine.up(EDITED),
  after: nothingToDo(EDITED),
});

matrix({
  name: "refresh of a callback app",
  calls: [LIST_CALLBACKS, LIST_EVENTS],
  before,
  run: ({ engine }) => engine.refresh(),
  after: nothingToDo(PROGRAM),
});

matrix({
  name: "destroy of a callback app",
  calls: [DELETE_CALLBACK],
  before,
  run: ({ engine }) => engine.destroy(),
  after: ({ emulator }) => {
    expect(emulator.callbacks).toEqual([]);
    return Promise.resolve();
  },
});

describe("a callback app that is not ours is not taken for a lost create", () => {
  afterEach(closeWorlds);

  test("one of the same name that was there before", async () => {
    const { emulator, engine } = await openWorld();
    const { id } = emulator.console.addCallback("Alarm");
    emulator.fault({ route: CREATE_CALLBACK, kind: { reset: "before" } });
    await succeed(engine.up(PROGRAM));
    expect(emulator.callbacks).toHaveLength(2);
    expect(engine.state.get("callback")?.id).not.toBe(id);
  });

  test("two that may be it are for a person to choose from", async () => {
    const { emulator, engine } = await openWorld();
    emulator.on("begin", ({ route }) => {
      if (route === CREATE_CALLBACK && emulator.callbacks.length === 0) emulator.console.addCallback("Alarm");
    });
    emulator.fault({ route: CREATE_CALLBACK, kind: { reset: "after" } });
    const { error } = await engine.up(PROGRAM);
    expect(error).toContain("2 callback apps without an address");
    expect(error).toContain("Delete them in the Coze console");
    expect(engine.state.size).toBe(0);
  });
});
