/** A part of what the tests hold. */
export interface Area {
  readonly what: string;
  /** The test files, by their paths from the root. */
  readonly files: RegExp;
  /** Where they are, for readers. */
  readonly heldBy: readonly string[];
  /** The same in the layout before, and how many tests it had. */
  readonly before: { readonly files: RegExp; readonly tests: number };
}

/** The commit before the tests moved in process. */
export const BEFORE = "b6a0938";

export const AREAS: readonly Area[] = [
  {
    what: "acceptance",
    heldBy: ["behaviour/acceptance", "engine/acceptance"],
    files: /^tests\/(behaviour|engine)\/acceptance\//,
    before: { files: /^tests\/acceptance\//, tests: 91 },
  },
  {
    what: "drift",
    heldBy: ["behaviour/drift", "engine/drift"],
    files: /^tests\/(behaviour|engine)\/drift\//,
    before: { files: /^tests\/drift\//, tests: 186 },
  },
  {
    what: "fault matrix: every fault at every call",
    heldBy: ["behaviour/faults/matrix-*", "behaviour/faults/knowledge-matrix", "engine/faults"],
    files: /^tests\/(behaviour\/faults\/(matrix-|knowledge-matrix)|engine\/faults\/)/,
    before: { files: /^tests\/faults\/(matrix-|knowledge-matrix|cli-matrix)/, tests: 1087 },
  },
  {
    what: "crash points",
    heldBy: ["behaviour/faults/crash", "engine/crash"],
    files: /^tests\/(behaviour\/faults\/crash|engine\/crash\/)/,
    before: { files: /^tests\/faults\/crash/, tests: 16 },
  },
  {
    what: "other faults",
    heldBy: ["behaviour/faults/*"],
    files: /^tests\/behaviour\/faults\/(?!matrix-|knowledge-matrix|crash)/,
    before: { files: /^tests\/faults\/(?!matrix-|knowledge-matrix|crash|cli-matrix)/, tests: 209 },
  },
  {
    what: "bad inputs",
    heldBy: ["behaviour/bad-input"],
    files: /^tests\/behaviour\/bad-input\//,
    before: { files: /^tests\/bad-input\//, tests: 851 },
  },
  {
    what: "histories",
    heldBy: ["behaviour/model", "engine/differential"],
    files: /^tests\/(behaviour\/model|engine\/differential)\//,
    before: { files: /^tests\/model\//, tests: 1 },
  },
  {
    what: "messages",
    heldBy: ["tools/messages", "tools/waiting"],
    files: /^tests\/tools\/(messages|waiting)\./,
    before: { files: /^tests\/messages\//, tests: 53 },
  },
  {
    what: "load",
    heldBy: ["behaviour/load"],
    files: /^tests\/behaviour\/load\//,
    before: { files: /^tests\/load\//, tests: 3 },
  },
];
