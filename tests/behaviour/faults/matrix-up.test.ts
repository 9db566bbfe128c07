import { CREATE, LIST, PROGRAM, PUBLISH, UPDATE } from "./cell";
import { matrix } from "./matrix";

matrix({
  name: "up",
  calls: [LIST, CREATE, UPDATE, PUBLISH],
  before: () => Promise.resolve(),
  run: ({ engine }) => engine.up(PROGRAM),
});
