import { containsUnknown, type Declared } from "../../values/unknown";
import { problem, type Problem } from "../../values/validate";
import type { CheckedPublication } from "./inputs";

/**
 * The promotion gate: what is about to be published must be what the other stack has published. It is for a publish that is
 * due, so it never gets in the way of a run that publishes nothing.
 */
export function gateProblems({
  requirePromotionHash: required,
  promotionHash: own,
}: Declared<CheckedPublication>): Problem[] {
  if (required === undefined || containsUnknown([required, own])) return [];
  if (own === undefined) return [problem("promotionHash", "is required with requirePromotionHash", undefined)];
  if (own === required) return [];
  const published =
    required === ""
      ? "the stack that it comes from has published nothing"
      : `the stack that it comes from has published ${JSON.stringify(required)}`;
  const rule =
    `${published}, and this bot is ${JSON.stringify(own)}. Run \`pulumi up\` of this program in that stack first, test it there, ` +
    "then run this again; or go back to the program that it has published.";
  return [{ path: ["requirePromotionHash"], rule }];
}
