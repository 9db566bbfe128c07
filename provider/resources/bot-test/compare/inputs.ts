import * as z from "zod";
import { detectableAtBest } from "../../../values/no-worse";
import { counted, problem, type Problem } from "../../../values/problem";
import { UNKNOWN } from "../../../values/tree";
import { id } from "../../validate";
import type { ParsedCase } from "../cases";
import { DEFAULT_ALPHA } from "./verdict";

const BASELINES = ["live", "version", "botId"] as const;

export const noWorseThan = z
  .strictObject({
    live: z
      .boolean()
      .refine((value) => value, "must be true")
      .optional(),
    version: id.optional(),
    botId: id.optional(),
    alpha: z
      .number()
      .refine((value) => value > 0 && value < 1, "must be more than 0 and less than 1")
      .optional(),
    ifAbsent: z.enum(["pass"]).optional(),
  })
  .superRefine((value, context) => {
    if (BASELINES.filter((key) => value[key] !== undefined).length === 1) return;
    context.addIssue({ code: "custom", message: `must have exactly one of ${BASELINES.join(", ")}` });
  });
export type NoWorseThanInputs = z.infer<typeof noWorseThan>;

/** The problems of a baseline that is the tested content itself. */
export function baselineProblems({ noWorseThan: given, botId, version }: Readonly<Record<string, unknown>>): Problem[] {
  const { data: baseline } = noWorseThan.safeParse(given);
  if (!baseline || [botId, version].includes(UNKNOWN)) return [];
  const wrong = (key: keyof NoWorseThanInputs, rule: string): Problem[] => [
    problem(["noWorseThan", key], rule, baseline[key]),
  ];
  if (baseline.botId !== undefined && baseline.botId === botId) {
    return wrong("botId", "must be another bot than the tested one; its own live version is live");
  }
  if (baseline.version !== undefined && /^draft$/i.test(baseline.version)) {
    return wrong("version", "must be the number of a version; the bot's own draft is what is tested");
  }
  if (version === undefined) return [];
  if (baseline.live)
    return wrong("live", "must not be set where a live version is tested, since that is what is tested");
  if (baseline.version === version) return wrong("version", "must be another version than the tested one");
  return [];
}

/** A warning before the first chat, if the chats cannot find any drop and so cannot open the gate. */
export function tooFew(cases: readonly ParsedCase[], { alpha = DEFAULT_ALPHA }: NoWorseThanInputs): string | undefined {
  const planned = cases.map(({ repeat = 1 }) => repeat);
  if (detectableAtBest(planned, alpha) !== undefined) return undefined;
  const total = planned.reduce((sum, count) => sum + count, 0);
  return `${counted(total, "chat")} with each bot can find no drop with alpha ${alpha}, so the comparison will open no gate: raise repeat`;
}
