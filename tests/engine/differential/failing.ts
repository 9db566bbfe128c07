import { CREATE, PUBLISH, UPDATE } from "../../harness/routes";
import { botNamed, type History, prompt, support } from "./histories";

/** Publications, and what comes after all of them: when it fails, nothing else is under way. */
const afterwards =
  (publications: readonly (() => string)[], then = () => ""): (() => string) =>
  () => `
  const before = [];
  ${publications.map((program) => `{ ${program()} before.push(live); }`).join("\n")}
  ${then()}
`;
const AFTER = "{ dependsOn: before }";
const partial = support("partial", `knowledge: { datasetIds: ["71"] }`);
const halfway = support("halfway", "", "{}", `connectorIds: ["1024", "999"]`);
const halfwayEdited = support("halfway", `description: "New"`, "{}", `connectorIds: ["1024"]`);
const refused = prompt("refused", "One", AFTER);
const all = afterwards([partial, halfwayEdited], refused);
const others = `
  for (const name of ["A", "B"]) new CozeBot(name, { name, deletionPolicy: "archive" });
  const kept = new CozeBot("K", { name: "K", deletionPolicy: "archive" }, { retainOnDelete: true });
  new CozeBotPublication("K", { bot: kept }, { retainOnDelete: true });
  new CozeBot("P", { name: "P" }, { protect: true });
  new CozeFile("list", { source: new pulumi.asset.StringAsset("a,b"), fileName: "list.csv" });
`;

/** Something fails, which ends the whole run, and the next run goes on from there. Then a destroy fails, by what it may not delete. */
export const FAILING: History = {
  name:
    "partial create and update, each finished by a next up; wrong inputs; a create and a publish that are refused leave nothing half recorded; " +
    "deletes of what the program no longer has, retainOnDelete and protect; resources that are only read",
  operations: [
    {
      do: "up",
      program: partial,
      outside: (emulator) => emulator.fault({ route: UPDATE, kind: { code: 4000, msg: "no such dataset" } }),
      fails: true,
    },
    {
      do: "up",
      program: afterwards(
        [partial, halfway],
        // The stack's outputs wait for it.
        () => `exports.wrong = new CozeBot("wrong", { name: "", promptInfo: { promt: "x" } }, ${AFTER}).id;`,
      ),
      fails: true,
    },
    {
      do: "up",
      program: afterwards([partial, halfwayEdited]),
      outside: (emulator) =>
        emulator.fault({ route: "POST /v1/bots/:bot_id/unpublish", kind: { code: 4000, msg: "not now" } }),
      fails: true,
    },
    {
      do: "up",
      program: all,
      outside: (emulator) => emulator.fault({ route: CREATE, kind: { code: 4012, msg: "no such model" } }),
      fails: true,
    },
    {
      do: "up",
      outside: (emulator) => emulator.fault({ route: PUBLISH, kind: { code: 4000, msg: "no" } }),
      fails: true,
    },
    { do: "up", program: () => all() + others },
    {
      do: "up",
      program: (emulator) => `
        new CozeBot("A", { name: "A", deletionPolicy: "archive" });
        new CozeBot("P", { name: "P" }, { protect: true });
        exports.name = CozeBot.get("theirs", "${botNamed(emulator, "A")}").name;
        exports.file = CozeFile.get("file", "${emulator.files[0]?.id}").bytes;
      `,
    },
    { do: "refresh" },
    { do: "destroy", fails: true },
    { do: "up", program: () => `new CozeBot("P", { name: "P" });` },
    { do: "destroy" },
  ],
};
