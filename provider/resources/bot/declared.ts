import { whileFresh } from "../../consistency/while-fresh";
import type { BotInfo } from "../../client/bot-types";
import type { Props } from "../../lifecycle";
import type { Session } from "../../session/session";
import { containsUnknown, UNKNOWN } from "../../values/tree";
import { canonical, hashes } from "./canonical";
import { conflicts, fromInfo, refuseForeign } from "./wire";

/** A bot that the program of this run declares. */
export interface DeclaredBot {
  readonly resource: string;
  /** The inputs that the program declares. */
  readonly inputs: Props;
  /** The hashes of its resource in this run: of the inputs, and after an import also of everything that was read. */
  readonly hashes: readonly { readonly contentHash: unknown; readonly promotionHash: unknown }[];
}

/** The bot as its resource declares it; `undefined` if no resource of this process has the bot. */
export function declaredBot(session: Session, botId: unknown): DeclaredBot | undefined {
  const found = typeof botId === "string" ? session.registry.wantedOf("Bot", botId) : undefined;
  if (!found || containsUnknown(found.inputs)) return undefined;
  const { resource, inputs, outs = {} } = found;
  const hashes = [inputs, outs].map(({ contentHash, promotionHash }) => ({ contentHash, promotionHash }));
  return { resource, inputs, hashes };
}

/** Inputs that name a bot by its id. */
interface OfBot {
  readonly botId?: unknown;
  readonly contentHash?: unknown;
  readonly promotionHash?: unknown;
}

/**
 * The hashes for inputs with only a bot's id:
 *
 * | bot                | hashes                     |
 * | ------------------ | -------------------------- |
 * | its id is unknown  | unknown                    |
 * | of this run        | the hashes of its resource |
 * | of another program | none                       |
 *
 * The bot's resource comes first if the id is its output.
 */
export function hashesOfRun(session: Session, { botId, contentHash, promotionHash }: OfBot): OfBot {
  if (contentHash !== undefined) return {};
  if (botId === UNKNOWN) return { contentHash: UNKNOWN, promotionHash: promotionHash ?? UNKNOWN };
  const bot = typeof botId === "string" ? session.registry.wantedOf("Bot", botId)?.inputs : undefined;
  // A promotion hash of other content was frozen, for example by `ignoreChanges`. Such a publication does not follow
  // the bot.
  const isFrozen = promotionHash !== undefined && !containsUnknown([promotionHash, bot?.["promotionHash"]]);
  if (!bot || (isFrozen && promotionHash !== bot["promotionHash"])) return {};
  return { contentHash: bot["contentHash"], promotionHash: promotionHash ?? bot["promotionHash"] };
}

/** Whether this run changes, or has changed, the content of a bot of its program. */
export function isEditedInRun(session: Session, botId: string): boolean {
  const { inputs, outs } = session.registry.wantedOf("Bot", botId) ?? {};
  const isDue = outs !== undefined && inputs?.["contentHash"] !== outs["contentHash"];
  return isDue || session.written.has(botId);
}

/**
 * Notes inputs with only a bot's id, if the bot's resource had no step yet: then the inputs do not wait for the bot.
 */
export function noteNamed(session: Session, inputs: OfBot, resource = "another resource"): void {
  const { botId, contentHash } = inputs;
  if (typeof botId !== "string" || botId === UNKNOWN || contentHash !== undefined) return;
  if (!session.registry.wantedOf("Bot", botId)) session.facts.noteNamed("Bot", botId, resource);
}

/** The advice to write a reference in place of a bot's id. */
export const WRITE_REFERENCE =
  "Write the resource in the place of the id there: " +
  "bot: ${name} in YAML, bot=name in Python, Bot: name in Go, { bot } in TypeScript";

/**
 * The problem if a resource has named the bot by its id before the bot had a step: the order of the two would be
 * random.
 */
export function namedProblem(session: Session, botId: string): string | undefined {
  const other = session.facts.namedBy("Bot", botId);
  return other === undefined
    ? undefined
    : `is the bot that the resource ${other} names by its id, and does not wait for. ${WRITE_REFERENCE}`;
}

/** Refuses a step that has not waited for the bot's change in this run, because it names the bot only by its id. */
export function refuseEarly({ registry }: Session, botId: string, resource = "this resource"): void {
  if (!registry.isDue("Bot", botId)) return;
  const bot = registry.wantedOf("Bot", botId)?.resource ?? botId;
  throw new Error(
    `nothing was done: the bot is Bot ${bot} of this program, which this run changes, and ${resource} does not wait for it. ${WRITE_REFERENCE}`,
  );
}

/** Notes that this run has just written the declared content into the draft. */
export function noteWritten(session: Session, botId: string): void {
  session.written.set(botId, session.api().serverNow());
}

/** A draft, and the declared fields in which it differs from the program, such as `promptInfo.prompt`. */
interface SeenDraft {
  readonly draft: BotInfo;
  readonly fields: readonly string[];
}

/**
 * Reads the draft. Shortly after a write, a read may still return the old content. So a draft that is not as expected
 * is read again for a while. Fields that no read returns are not compared.
 */
export async function seenDraft(
  session: Session,
  botId: string,
  { inputs }: DeclaredBot,
  isExpected: (draft: BotInfo) => boolean = () => true,
): Promise<SeenDraft> {
  const look = async (): Promise<SeenDraft> => {
    const draft = await session.api().readDraft(botId);
    refuseForeign(botId, draft, "compared with what the program declares");
    return { draft, fields: conflicts(inputs, draft) };
  };
  return whileFresh(session, {
    madeAt: session.written.get(botId),
    look,
    isSeen: ({ draft, fields }) => fields.length === 0 && isExpected(draft),
  });
}

/** A hash of all content that a read of a bot returns. */
export function draftHash(info: BotInfo): string {
  return hashes(canonical(fromInfo(info))).contentHash;
}

/** The fields in which the live bot differs from the program, or from the draft that was read before its publish. */
export function liveConflicts(bot: DeclaredBot | undefined, live: BotInfo, draft?: BotInfo): string[] {
  const declared = bot ? conflicts(bot.inputs, live) : [];
  return [...new Set([...declared, ...(draft ? conflicts(fromInfo(live), draft) : [])])];
}
