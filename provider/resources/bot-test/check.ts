import type { Checked, Props, Step } from "../../lifecycle";
import type { Session } from "../../session/session";
import type { Problem } from "../../values/problem";
import type { Declared } from "../../values/tree";
import { hashesOfRun, noteNamed, WRITE_REFERENCE } from "../bot/declared";
import { comparedCounts } from "./compare/announce";
import { keptFor } from "./compare/baseline";
import { noWorseThan } from "./compare/inputs";
import { counts, hints } from "./cases";
import { botTestInputs, botTestProblems, schemaProblems, type BotTestInputs } from "./inputs";
import type { BotTestOutputs } from "./state";

type Inputs = Declared<BotTestInputs>;

/** Refuses inputs that cannot be tested, and says how many chats a new test makes. */
export async function check(
  session: Session,
  olds: Partial<BotTestInputs>,
  given: Props,
  { resource }: Step,
): Promise<Checked<BotTestInputs>> {
  const news: Props = { ...given, ...hashesFor(session, given) };
  noteNamed(session, news, resource);
  const problems = [...withReference(news, botTestProblems(news)), ...(await schemaProblems(news["cases"]))];
  if (problems.length > 0) return { problems };
  const inputs = news as Inputs;
  // The diff announces an update, since it knows whether the test runs again without a change.
  const isNew = Object.keys(olds).length === 0;
  const { data } = botTestInputs.shape.cases.safeParse(inputs.cases);
  const announced = isNew ? announcement(inputs) : undefined;
  const note = [...(data ? hints(data) : []), ...(announced === undefined ? [] : [announced])].join("; ");
  return { inputs, problems, ...(note === "" ? {} : { note }) };
}

/**
 * The hashes of a bot of this run that is named only by its id. The hashes of a live version are unknown. So a test of
 * a live version gets the content hash of the draft, which runs the test after an edit, and an empty promotion hash, so
 * no content counts as tested.
 */
function hashesFor(session: Session, given: Props): Props {
  const found = hashesOfRun(session, given);
  if (given["version"] === undefined) return { ...found };
  return found.contentHash === undefined ? {} : { ...found, promotionHash: given["promotionHash"] ?? "" };
}

/**
 * Replaces the problems of two missing hashes by one. Both are missing if the program names the bot only by its id, and
 * the bot's resource has not come before the test.
 */
function withReference(news: Props, problems: readonly Problem[]): readonly Problem[] {
  const hashes = ["contentHash", "promotionHash"];
  if (typeof news["botId"] !== "string" || hashes.some((key) => news[key] !== undefined)) return problems;
  const others = problems.filter(({ path: [key] }) => !hashes.includes(String(key)));
  return [
    ...others,
    {
      path: ["botId"],
      rule: `is of no bot that comes before in this run. ${WRITE_REFERENCE}. For another program's bot, give both hashes`,
    },
  ];
}

/** Describes the chats that a run makes; `undefined` while the cases are unknown. */
export function announcement(inputs: Inputs, olds?: BotTestOutputs): string | undefined {
  const { data: cases } = botTestInputs.shape.cases.safeParse(inputs.cases);
  if (!cases) return undefined;
  const { data: wanted } = noWorseThan.safeParse(inputs.noWorseThan);
  const about = { isDraft: inputs.version === undefined, kept: keptFor(olds, cases, inputs) };
  const chats = wanted ? comparedCounts(cases, wanted, about) : counts(cases);
  return `to be tested: ${chats}; chats are billed, and the tools that the bot calls act for real`;
}
