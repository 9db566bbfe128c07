import type { Session } from "../../session/session";
import { containsUnknown, type Declared } from "../../values/tree";
import { problem, type Problem } from "../../values/problem";
import { declaredBot } from "../bot/declared";
import type { CheckedPublication, PublicationInputs } from "./inputs";
import { isOutside } from "./state";

type Inputs = Declared<CheckedPublication>;

/** Whether a publish has to pass a gate. */
export function isGated({ requireTest, requirePromotionHash, requirePromotion }: Inputs): boolean {
  return requireTest !== undefined || requirePromotionHash !== undefined || requirePromotion !== undefined;
}

/**
 * The closed gates of a due publish. A run that publishes nothing has no gate. In a preview an unknown value counts as
 * open, since the gates are checked again before the publish.
 */
export function gateProblems(session: Session, inputs: Inputs): Problem[] {
  return [...copyProblems(session, inputs), ...testProblems(inputs), ...promotionProblems(inputs)];
}

/**
 * The closed gates right before the publish. Here an unknown value closes its gate, and a bot of this run needs a test
 * of this run.
 */
export function closedGates(session: Session, inputs: Inputs): Problem[] {
  const { requireTest, requirePromotionHash, requirePromotion, contentHash, promotionHash } = inputs;
  const gates = { requireTest, requirePromotionHash, requirePromotion };
  const unknown = Object.entries(gates)
    .filter(([, gate]) => gate !== undefined && containsUnknown([gate, contentHash, promotionHash]))
    .map(([key]): Problem => ({
      path: [key],
      rule: "has a value that is not known at the publish, so nothing passes it",
    }));
  if (unknown.length > 0) return unknown;
  if (isGated(inputs) && !declaredBot(session, inputs.botId) && session.registry.isElsewhere("Bot", inputs.botId)) {
    const rule =
      "is a bot of this run with another provider, so its content cannot be compared: give both the same provider";
    return [{ path: ["botId"], rule }];
  }
  const problems = gateProblems(session, inputs);
  return problems.length > 0 ? problems : untested(session, inputs);
}

/**
 * The problems of hashes that do not belong to the bot. A copied hash of another bot would open a gate, and would
 * promote content to the next stack that was never published.
 */
function copyProblems(session: Session, inputs: Inputs): Problem[] {
  const bot = isGated(inputs) ? declaredBot(session, inputs.botId) : undefined;
  if (!bot) return [];
  return (["contentHash", "promotionHash"] as const).flatMap((key) => {
    const given = inputs[key];
    if (
      given === undefined ||
      containsUnknown(given) ||
      isOutside(given) ||
      bot.hashes.some((hashes) => hashes[key] === given)
    )
      return [];
    const rule = `is not the ${key} of the bot, which the resource ${bot.resource} of this program has: use the output of that resource`;
    return [{ path: [key], rule }];
  });
}

/** The test gate: the content to publish must have passed its test. */
function testProblems({ requireTest: test, contentHash: botHash, botId }: Inputs): Problem[] {
  if (test === undefined || containsUnknown([test, botHash, botId])) return [];
  if (botHash === undefined) return [problem("contentHash", "is required with requireTest", undefined)];
  const { botId: testedBot, testedContentHash: tested } = test as NonNullable<PublicationInputs["requireTest"]>;
  const refused = (rule: string): Problem[] => [{ path: ["requireTest"], rule }];
  if (!testedBot) return refused("is no test: give it the CozeBotTest itself, or the outputs of one");
  if (testedBot !== botId) {
    return refused(
      `is the test of bot ${testedBot}, and this is bot ${botId}. A promoted bot is published by requirePromotionHash, with ` +
        "testedPromotionHash of the test",
    );
  }
  if (tested === botHash) return [];
  const what = tested === "" ? "the test has not passed" : `the test has passed with ${JSON.stringify(tested)}`;
  return refused(
    `${what}, and this bot is ${JSON.stringify(botHash)}. Run \`pulumi up\` with the test in it: what is published is tested first`,
  );
}

/**
 * The problem of a bot of this run without a test of this run. The text of a hash proves nothing, since a program may
 * copy it from the bot itself.
 */
function untested(session: Session, { requireTest, botId, contentHash }: Inputs): Problem[] {
  if (requireTest === undefined || !declaredBot(session, botId)) return [];
  if (session.facts.passedOf(botId, String(contentHash))) return [];
  const rule =
    "no test in this run has passed with the draft of this bot and this content. Give requireTest the test itself; a test of a live " +
    "version opens nothing, and a run with --target has to target the test, too";
  return [{ path: ["requireTest"], rule }];
}

/** The promotion gate: the content to publish must be the content that the other stack has published. */
function promotionProblems({ requirePromotionHash, requirePromotion, promotionHash: botHash }: Inputs): Problem[] {
  const gates: [string, unknown][] = [
    ["requirePromotionHash", requirePromotionHash],
    // If the value is missing, the gate stays, and nothing passes it.
    ["requirePromotion", requirePromotion && ((requirePromotion as { hash?: unknown }).hash ?? "")],
  ];
  return gates.flatMap(([key, required]) => {
    if (required === undefined || containsUnknown([requirePromotion, required, botHash])) return [];
    if (botHash === undefined) return [problem("promotionHash", `is required with ${key}`, undefined)];
    if (botHash === required) return [];
    const published =
      required === ""
        ? "the stack that it comes from has published nothing"
        : `the stack that it comes from has published ${JSON.stringify(required)}`;
    const rule =
      `${published}, and this bot is ${JSON.stringify(botHash)}. Run \`pulumi up\` of this program in that stack first, test it there, ` +
      "then run this again; or go back to the program that it has published.";
    return [{ path: [key], rule }];
  });
}
