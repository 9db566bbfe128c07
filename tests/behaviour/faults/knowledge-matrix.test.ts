import {
  CREATE_DATASET,
  CREATE_DOCUMENT,
  DELETE_DATASET,
  DELETE_DOCUMENT,
  LIST_DATASETS,
  LIST_DOCUMENTS,
  PROGRESS,
  nothingToDo,
  succeed,
  UPDATE_DATASET,
  UPDATE_DOCUMENT,
  type World,
} from "./cell";
import { textAsset } from "../../unit/document/samples";
import { matrix } from "./matrix";

const PROGRAM = {
  dataset: { name: "Orders", description: "How orders are made." },
  document: { name: "returns.md", source: textAsset("Within 14 days.") },
};
const EDITED = {
  dataset: { ...PROGRAM.dataset, description: "How orders are made and sent back." },
  document: { ...PROGRAM.document, name: "sending back.md" },
};

const before = ({ engine }: World) => succeed(engine.up(PROGRAM));

matrix({
  name: "up of a knowledge base and a document",
  calls: [CREATE_DATASET, CREATE_DOCUMENT, PROGRESS],
  before: () => Promise.resolve(),
  run: ({ engine }) => engine.up(PROGRAM),
  after: nothingToDo(PROGRAM),
});

matrix({
  name: "edit of a knowledge base and a document",
  calls: [UPDATE_DATASET, UPDATE_DOCUMENT],
  before,
  run: ({ engine }) => engine.up(EDITED),
  after: nothingToDo(EDITED),
});

matrix({
  name: "refresh of a knowledge base and a document",
  calls: [LIST_DATASETS, LIST_DOCUMENTS],
  before,
  run: ({ engine }) => engine.refresh(),
  after: nothingToDo(PROGRAM),
});

matrix({
  name: "refresh after the knowledge base was deleted outside",
  // What a list lacks is looked for in a second one.
  calls: [LIST_DATASETS, LIST_DATASETS, LIST_DOCUMENTS, LIST_DOCUMENTS],
  before: async (world) => {
    await before(world);
    world.clock.pass(60_000);
    world.emulator.knowledge.deleteDataset(world.emulator.knowledge.datasets[0]?.id ?? "");
  },
  run: ({ engine }) => engine.refresh(),
  after: ({ engine }) => {
    expect([...engine.state.keys()]).toEqual([]);
    return Promise.resolve();
  },
});

matrix({
  name: "destroy of a knowledge base and a document",
  calls: [DELETE_DOCUMENT, DELETE_DATASET],
  before,
  run: ({ engine }) => engine.destroy(),
  after: ({ emulator }) => {
    expect([...emulator.knowledge.datasets, ...emulator.knowledge.documents]).toEqual([]);
    return Promise.resolve();
  },
});
