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

/** A declared value of a bot, as the state and Coze have it. Texts are in their normal form, and sets are sorted. */
export interface Leaf {
  readonly path: string;
  /** As the last `up` has left it; `undefined` if a refresh since has written over it. */
  readonly base: unknown;
  /** A hash of it; `undefined` if nothing tells whether there was an `up` after the refresh. */
  readonly baseHash: string | undefined;
  readonly theirs: unknown;
  /** Whether it was edited on Coze since. */
  readonly isEdited: boolean;
  readonly isSecret: boolean;
}

/** A bot as the state and Coze have it. */
export interface Sides {
  readonly bot: string;
  readonly botId: string;
  readonly leaves: readonly Leaf[];
  /** Declared leaves that no read returns. */
  readonly unread: readonly string[];
  /** Secret leaves that the export has encrypted, where one of them was edited. */
  readonly encrypted: readonly string[];
}

/** What the program declares of a bot, beside what Coze has. */
export function sidesOf(resource: StateResource, info: BotInfo, publication: StateResource | undefined): Sides {
  const recorded = resource.outputs ?? {};
  const outs = unmarked(recorded) as BotOutputs;
  const managed = leavesOf(outs);
  const inputs = inputsOf(outs);
  const [base, theirs] = [canonical(inputs), canonical(withLive(inputs, managed, info))];
  const published = publication && publishedOf(unmarked(publication.outputs ?? {}) as PublicationOutputs).contentHash;
  const hash = (outs as { contentHash?: unknown }).contentHash;
  // An `up` that found the values as the refresh has left them updates no bot. What it has published tells that there
  // was one.
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

/** The order of the reference. */
const inOrder = (paths: readonly string[]): string[] =>
  FIELDS.map(({ path }) => path).filter((path) => paths.includes(path));

/** `before` is the hash of what a refresh has written over, if one has. */
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

/** Whether the bot has its recorded hash with what Coze has of the leaves that the export hides. */
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
