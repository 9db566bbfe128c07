import { CREATE, LIST, PROGRAM, PUBLISH, UPDATE } from "./cell";
import { FAULTS } from "./faults";
import { matrix } from "./matrix";

matrix(
  {
    name: "up",
    calls: [LIST, CREATE, UPDATE, PUBLISH],
    before: () => Promise.resolve(),
    run: ({ engine }) => engine.up(PROGRAM),
  },
  () => FAULTS,
);
