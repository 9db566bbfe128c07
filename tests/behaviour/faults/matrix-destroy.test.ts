import { PROGRAM, READ, succeed, UNPUBLISH, UPDATE } from "./cell";
import { matrix } from "./matrix";

matrix({
  name: "destroy",
  calls: [READ, READ, UNPUBLISH, UNPUBLISH, READ, UPDATE],
  before: ({ engine }) => succeed(engine.up(PROGRAM)),
  run: ({ engine }) => engine.destroy(),
  after: ({ engine, emulator }) => {
    const [bot] = emulator.bots;
    expect([...engine.state.keys()]).toEqual([]);
    expect(bot?.published).toEqual({});
    expect(bot?.draft.name).toBe("del-Support");
    return Promise.resolve();
  },
});
