import type { History, Operation } from "./histories";

type Kind = Operation["do"];
type Program = NonNullable<Operation["program"]>;

/** A history on its way: what is left of it, and its program as it stands. */
interface Thread {
  readonly left: readonly Operation[];
  readonly program: Program;
}

/**
 * One history of several, whose program is all of theirs. Those that have the same kind of operation next take it in one run. The others
 * have nothing to do in it.
 */
export function woven(name: string, histories: readonly History[]): History {
  const threads: Thread[] = histories.map(({ operations }) => ({ left: operations, program: () => "" }));
  const operations = shortest(histories.map((history) => history.operations.map((operation) => operation.do))).map(
    (kind) => {
      const steps = threads.flatMap((thread) => {
        if (thread.left[0]?.do !== kind) return [];
        const [step, ...left] = thread.left;
        Object.assign(thread, { left, program: step.program ?? thread.program });
        return step;
      });
      return together(
        kind,
        steps,
        threads.map(({ program }) => program),
      );
    },
  );
  return { name, operations };
}

function together(kind: Kind, steps: readonly Operation[], programs: readonly Program[]): Operation {
  return {
    do: kind,
    program: (emulator) => programs.map((program) => `{${program(emulator)}}`).join("\n"),
    outside: (emulator) => {
      for (const step of steps) step.outside?.(emulator);
    },
    ...(steps.some(({ later }) => later) && { later: true }),
  };
}

/** The fewest operations that have the operations of each history in them, in its order. A destroy is of all, and comes last. */
function shortest(histories: readonly (readonly Kind[])[]): Kind[] {
  const seen = new Set<string>();
  let reached = [{ taken: [] as Kind[], at: histories.map(() => 0) }];
  for (;;) {
    const done = reached.find(({ at }) => histories.every((history, i) => at[i] === history.length));
    if (done) return done.taken;
    reached = reached.flatMap(({ taken, at }) => {
      const next = new Set(histories.flatMap((history, i) => history[at[i] ?? 0] ?? []));
      if (next.size > 1) next.delete("destroy");
      return [...next].map((kind) => ({
        taken: [...taken, kind],
        at: at.map((place, i) => (histories[i]?.[place] === kind ? place + 1 : place)),
      }));
    });
    // What has come equally far goes on once.
    reached = reached.filter(({ at }) => !seen.has(at.join()) && seen.add(at.join()));
  }
}
