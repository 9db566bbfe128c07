import { CREATE, LIST, PROGRAM, PUBLISH, READ, succeed, UPDATE, USER, VERSIONS } from "./cell";
import { matrix } from "./matrix";

// A second fault meets the looks for what the first one left open.

matrix({
  name: "the looks after a create whose answer was lost",
  calls: [LIST, CREATE, LIST, USER, READ, UPDATE, PUBLISH],
  from: 2,
  before: ({ emulator }) => {
    emulator.fault({ route: CREATE, kind: { reset: "after" } });
    return Promise.resolve();
  },
  run: ({ engine }) => engine.up(PROGRAM),
});

matrix({
  name: "the looks after a first publish whose answer was lost",
  calls: [LIST, CREATE, UPDATE, PUBLISH, VERSIONS],
  from: 4,
  before: ({ emulator }) => {
    emulator.fault({ route: PUBLISH, kind: { reset: "after" } });
    return Promise.resolve();
  },
  run: ({ engine }) => engine.up(PROGRAM),
});

const edited = { ...PROGRAM, bot: { ...PROGRAM.bot, description: "" } };

matrix({
  name: "the looks after a publish of an edit whose answer was lost",
  calls: [UPDATE, PUBLISH, VERSIONS],
  from: 2,
  before: async ({ engine, emulator }) => {
    await succeed(engine.up(PROGRAM));
    emulator.fault({ route: PUBLISH, kind: { reset: "after" } });
  },
  run: ({ engine }) => engine.up(edited),
});

matrix({
  name: "the adoption of an existing bot",
  calls: [READ, LIST, READ, UPDATE, PUBLISH],
  before: ({ emulator }) => {
    emulator.console.createDraft(emulator.spaceId, { name: "Support" });
    return Promise.resolve();
  },
  run: ({ engine, emulator }) => engine.up({ ...PROGRAM, bot: { ...PROGRAM.bot, botId: emulator.bots[0]?.id } }),
});
