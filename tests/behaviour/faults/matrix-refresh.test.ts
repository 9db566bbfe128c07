import { LIST, PROGRAM, READ, succeed, type World } from "./cell";
import { matrix } from "./matrix";

const calls = [READ, READ, LIST, READ];
const run = ({ engine }: World) => engine.refresh();

matrix({
  name: "refresh",
  calls,
  before: ({ engine }) => succeed(engine.up(PROGRAM)),
  run,
  after: async ({ engine, emulator }) => {
    emulator.clearCalls();
    await succeed(engine.up(PROGRAM));
    expect(emulator.calls).toEqual([]);
  },
});

matrix({
  name: "refresh after an edit and a publication from outside, and the repair",
  calls,
  before: async ({ engine, emulator }) => {
    await succeed(engine.up(PROGRAM));
    const id = emulator.bots[0]?.id ?? "";
    emulator.console.editDraft(id, { prompt_info: { prompt: "Be rude." }, knowledge: { dataset_ids: ["71"] } });
    emulator.console.publish(id, ["1024"]);
  },
  run,
  after: async ({ engine, emulator }) => {
    await succeed(engine.up(PROGRAM));
    expect(emulator.bots[0]?.published["1024"]?.config.prompt_info).toEqual({ prompt: "Be kind." });
  },
});

matrix({
  name: "refresh after the bot was deleted outside",
  calls: [READ, LIST, READ, LIST],
  before: async ({ engine, emulator, clock }) => {
    await succeed(engine.up(PROGRAM));
    // Of a bot that was made a moment ago, "no such bot" means little.
    clock.pass(60_000);
    emulator.console.deleteBot(emulator.bots[0]?.id ?? "");
  },
  run,
  after: ({ engine }) => {
    expect([...engine.state.keys()]).toEqual([]);
    return Promise.resolve();
  },
});
