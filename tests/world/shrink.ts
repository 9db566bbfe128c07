import type { History, RunOptions, Step } from "./steps";

type Fails = (history: History) => Promise<boolean>;

/** The shortest history that still fails, by leaving out steps and parts of steps as long as that helps. */
export async function shrink(history: History, fails: Fails, limit = 400): Promise<History> {
  let best = history;
  let tries = 0;
  const attempt = async (candidate: History): Promise<boolean> => {
    if (tries++ >= limit || !(await fails(candidate))) return false;
    best = candidate;
    return true;
  };
  for (let size = Math.max(1, best.steps.length >> 1); size >= 1; size >>= 1) {
    for (let at = 0; at < best.steps.length;) {
      const steps = [...best.steps.slice(0, at), ...best.steps.slice(at + size)];
      if (!(await attempt({ ...best, steps }))) at += size;
    }
  }
  for (let hasHelped = true; hasHelped && tries < limit;) {
    hasHelped = false;
    for (let at = best.steps.length - 1; at >= 0; at--) {
      for (const simpler of simplerSteps(best.steps[at])) {
        const steps = best.steps.flatMap((step, index) => (index === at ? simpler : [step]));
        if (await attempt({ ...best, steps })) {
          hasHelped = true;
          break;
        }
      }
    }
  }
  return best;
}

/** The step left out, or without one of its parts. */
function simplerSteps(step: Step | undefined): (readonly Step[])[] {
  if (!step) return [];
  const simpler: (readonly Step[])[] = [[]];
  for (const key of ["at", "order", "targets", "replace", "goesOn"] as const) {
    if ((step as RunOptions)[key] === undefined) continue;
    const rest: Step = { ...step, [key]: undefined };
    simpler.push([rest]);
  }
  if (step.do === "move") {
    const { to } = step.move;
    for (const key of ["inTeam", "provider", "takes"] as const) {
      if (!(key in to)) continue;
      const { [key]: _, ...rest } = to;
      simpler.push([{ ...step, move: { ...step.move, to: rest } }]);
    }
  }
  if (step.do === "edit" && step.edit.set === "publication" && step.edit.to?.triggers !== undefined) {
    const { triggers: _, ...to } = step.edit.to;
    simpler.push([{ ...step, edit: { set: "publication", to } }]);
  }
  return simpler;
}
