import type { Outcome } from "./run";

/** A line for the case, with its problems below. */
export function line({ number, of: { victim, moment }, isEdit, hit, calls, typed, ...rest }: Outcome): string {
  const when = moment.calls === 0 ? `${moment.ms} ms after the start` : `${moment.ms} ms after call ${moment.calls}`;
  const what = hit ? `${victim}, ${when}, ${calls} calls had come` : `${victim}: nothing of the run was there`;
  const extra = rest.extraVersion ? "; one version more" : "";
  const problems = rest.problems.map((problem) => `\n  WRONG: ${problem}`).join("");
  return `${number}. ${isEdit ? "edit" : "create"}: ${what}: ${typed.join(", ")}${extra}${problems}`;
}

/** Counts the cases by what was cut off, and by what had to be typed afterwards. */
export function summary(outcomes: readonly Outcome[], seed: number): string {
  const victims = [...new Set(outcomes.map(({ of }) => of.victim))];
  const rows = victims.map((victim) =>
    row(
      victim,
      outcomes.filter(({ of }) => of.victim === victim),
    ),
  );
  return [`seed ${seed}`, ...rows].join("\n");
}

function row(victim: string, cases: readonly Outcome[]): string {
  const count = (holds: (outcome: Outcome) => boolean): number => cases.filter(holds).length;
  const typed = new Map<string, number>();
  for (const { typed: all } of cases) {
    const way = all.join(", ") || "no way";
    typed.set(way, (typed.get(way) ?? 0) + 1);
  }
  return [
    `${victim}: ${cases.length} cases, ${count(({ hit }) => hit)} of them while the run was at work`,
    `${count(({ extraVersion }) => extraVersion)} with one version more`,
    `${count(({ problems }) => problems.length > 0)} wrong`,
    [...typed].map(([way, times]) => `${times} × ${way}`).join("; "),
  ].join(", ");
}
