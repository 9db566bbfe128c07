import type { BotInfo } from "../../client/bot-types";
import { canonical, hashes } from "../../resources/bot/canonical";
import { FIELDS } from "../../resources/bot/fields";
import { inputsOf, managedOf as leavesOf, type BotOutputs } from "../../resources/bot/state";
import { withLive } from "../../resources/bot/wire";
import { publishedOf, type PublicationOutputs } from "../../resources/publication/state";
import { isSecret } from "../../values/marks";
import { canonicalJson, hashOf } from "../../values/differ";
import { withAt } from "../../values/tree";
import { ENCRYPTED, nameOf, unmarked, type StateResource } from "../stack-state";

/** A declared value of a bot, in the state and on Coze. Texts are in their normal form, and sets are sorted. */
export interface Leaf {
  readonly path: string;
  /** The value after the last `up`; `undefined` if a later refresh has overwritten it. */
  readonly base: unknown;
  /** A hash of `base`; `undefined` if it is not known whether an `up` followed the refresh. */
  readonly baseHash: string | undefined;
  readonly theirs: unknown;
  /** Whether the value was edited on Coze since. */
  readonly isEdited: boolean;
  readonly isSecret: boolean;
}

/** A bot in the state and on Coze. */
export interface Sides {
  readonly bot: string;
  readonly botId: string;
  readonly leaves: readonly Leaf[];
  /** Declared leaves that no read returns. */
  readonly unread: readonly string[];
  /** The secret leaves that the export has encrypted; empty if none of them was edited. */
  readonly encrypted: readonly string[];
}

/** The declared values of a bot, each with the value on Coze. */
export function sidesOf(resource: StateResource, info: BotInfo, publication: StateResource | undefined): Sides {
  const recorded = resource.outputs ?? {};
  const outs = unmarked(recorded) as BotOutputs;
  const managed = leavesOf(outs);
  const inputs = inputsOf(outs);
  const [base, theirs] = [canonical(inputs), canonical(withLive(inputs, managed, info))];
  const published = publication && publishedOf(unmarked(publication.outputs ?? {}) as PublicationOutputs).contentHash;
  const hash = (outs as { contentHash?: unknown }).contentHash;
  // If the program has the values that a refresh found, the next `up` does not update the bot. Its publish shows that
  // there was an `up`.
  const before = published !== undefined && published === hash ? {} : (outs.__before ?? {});
  const isKnown = published !== undefined;
  const isRead = (path: string): boolean => FIELDS.some((field) => field.path === path && field.read !== undefined);
  const encrypted = managed.filter((path) => base[path] === ENCRYPTED);
  const leaves = inOrder(managed).filter((path) => isRead(path) && path in base && !encrypted.includes(path));
  return {
    bot: nameOf(resource),
    botId: resource.id ?? "",
    leaves: leaves.map((path) => ({
      ...{ path, theirs: theirs[path], isSecret: isSecretAt(recorded, path) },
      ...baseOf(base[path], theirs[path], before[path], isKnown),
    })),
    unread: inOrder(managed).filter((path) => !isRead(path)),
    encrypted: isSameWith(outs, encrypted, theirs) ? [] : encrypted,
  };
}

/** Sorts paths by the order of the reference. */
const inOrder = (paths: readonly string[]): string[] =>
  FIELDS.map(({ path }) => path).filter((path) => paths.includes(path));

/** The base of a leaf. `before` is the hash of the value that a refresh has overwritten, if there is one. */
function baseOf(
  recorded: unknown,
  theirs: unknown,
  before: string | undefined,
  isKnown: boolean,
): Pick<Leaf, "base" | "baseHash" | "isEdited"> {
  const hash = (value: unknown): string => hashOf(value ?? null);
  if (before === undefined) {
    return { base: recorded, baseHash: hash(recorded), isEdited: hash(recorded) !== hash(theirs) };
  }
  if (isKnown) return { base: undefined, baseHash: before, isEdited: before !== hash(theirs) };
  return { base: undefined, baseHash: undefined, isEdited: true };
}

/** Whether the hidden leaves are unedited: with Coze's values for them, the bot's hash must be the recorded one. */
function isSameWith(outs: BotOutputs, hidden: readonly string[], theirs: Readonly<Record<string, unknown>>): boolean {
  if (hidden.length === 0) return true;
  const content = hidden.reduce<Record<string, unknown>>((all, path) => withAt(all, path, theirs[path]), {
    ...inputsOf(outs),
  });
  return hashes(canonical(content)).contentHash === (outs as { contentHash?: unknown }).contentHash;
}

function isSecretAt(value: unknown, path: string): boolean {
  const [key, ...rest] = path === "" ? [] : path.split(".");
  if (isSecret(value)) return true;
  if (key === undefined || typeof value !== "object" || value === null) return false;
  return isSecretAt((value as Record<string, unknown>)[key], rest.join("."));
}

export const isSameValue = (a: unknown, b: unknown): boolean => canonicalJson(a ?? null) === canonicalJson(b ?? null);
