/** A part of what the tests hold. */
export interface Area {
  readonly what: string;
  /** Folders and files below `tests/`, `*` for any text. A file belongs to the first area that names it. */
  readonly heldBy: readonly string[];
}

export const AREAS: readonly Area[] = [
  { what: "acceptance", heldBy: ["behaviour/acceptance", "engine/acceptance"] },
  { what: "drift", heldBy: ["behaviour/drift", "engine/drift"] },
  {
    what: "fault matrix: every fault at every call",
    heldBy: ["behaviour/faults/matrix-*", "behaviour/faults/knowledge-matrix", "engine/faults"],
  },
  { what: "crash points", heldBy: ["behaviour/faults/crash", "engine/crash"] },
  { what: "other faults", heldBy: ["behaviour/faults/*"] },
  { what: "bad inputs", heldBy: ["behaviour/bad-input"] },
  { what: "histories", heldBy: ["behaviour/model", "engine/differential"] },
  { what: "messages", heldBy: ["tools/messages", "tools/waiting"] },
  { what: "load", heldBy: ["behaviour/load"] },
];

/** The area of a test file, by its path from the root. */
export function areaOf(file: string, areas: readonly Area[] = AREAS): Area | undefined {
  return areas.find(({ heldBy }) =>
    heldBy.some((path) => new RegExp(`^tests/${path.replaceAll("*", "[^/]*")}[/.]`).test(file)),
  );
}
