import { containsUnknown, type Declared } from "../../values/tree";
import { problem, type Problem } from "../../values/problem";
import type { CheckedPublication, PublicationInputs } from "./inputs";

/** Only for a publish that is due: a run that publishes nothing passes the gates. */
export function gateProblems(inputs: Declared<CheckedPublication>): Problem[] {
  return [...testProblems(inputs), ...promotionProblems(inputs)];
}

/** The test gate: the content to publish must have passed its test. */
function testProblems({ requireTest: test, contentHash: own, botId }: Declared<CheckedPublication>): Problem[] {
  if (test === undefined || containsUnknown([test, own, botId])) return [];
  if (own === undefined) return [problem("contentHash", "is required with requireTest", undefined)];
  const { botId: testedBot, testedContentHash: tested } = test as NonNullable<PublicationInputs["requireTest"]>;
  const refused = (rule: string): Problem[] => [{ path: ["requireTest"], rule }];
  if (testedBot !== botId) {
    return refused(
      `is the test of bot ${testedBot}, and this is bot ${botId}. A promoted bot is published by requirePromotionHash, with ` +
        "testedPromotionHash of the test",
    );
  }
  if (tested === own) return [];
  const what = tested === "" ? "the test has not passed" : `the test has passed with ${JSON.stringify(tested)}`;
  return refused(
    `${what}, and this bot is ${JSON.stringify(own)}. Run \`pulumi up\` with the test in it: what is published is tested first`,
  );
}

/** The promotion gate: the content to publish must be what the other stack has published. */
function promotionProblems({
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
