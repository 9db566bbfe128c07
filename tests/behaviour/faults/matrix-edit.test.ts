import { PROGRAM, PUBLISH, READ, succeed, UNPUBLISH, UPDATE } from "./cell";
import type { Program } from "./engine";
import { matrix } from "./matrix";

const edited: Program = {
  bot: { ...PROGRAM.bot, promptInfo: { prompt: "Be brief." }, plugins: [] },
  publication: { connectorIds: ["1024", "7470000000000000001"] },
};

matrix({
  name: "edit of the bot and its channels",
  calls: [UPDATE, PUBLISH, READ, UNPUBLISH],
  before: ({ engine }) => succeed(engine.up(PROGRAM)),
  run: ({ engine }) => engine.up(edited),
});
