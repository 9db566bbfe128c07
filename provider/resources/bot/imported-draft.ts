import type { BotInfo } from "../../client/bot-types";
import { hashOf } from "../../values/canonical-json";
import { canonical, type Canonical } from "./canonical";
import { pluginsWithoutTools } from "./declarable";
import { FIELDS } from "./fields";
import { fromInfo } from "./wire";

/** A draft as it was at an import, as the hash of each leaf: what the state can hold of a content that may be secret. */
export type DraftHashes = Readonly<Record<string, string>>;

export function draftHashes(info: BotInfo): DraftHashes {
  const content = fromInfo(info);
  const { plugins, ...others } = content;
  // A plugin without the ids of its tools can be compared with no other.
  const comparable = pluginsWithoutTools(content).length === 0 ? content : others;
  return Object.fromEntries(Object.entries(canonical(comparable)).map(([path, value]) => [path, hashOf(value)]));
}

/** Whether a program declares other content than the draft had. What a read never tells is not compared. */
export function isEditedSince(draft: DraftHashes, declared: Canonical): boolean {
  return FIELDS.some(({ path, read, reset }) => {
    const isTold = read !== undefined && (path !== "plugins" || path in draft);
    if (!isTold || !(path in declared)) return false;
    return hashOf(declared[path]) !== (draft[path] ?? hashOf(reset ?? null));
  });
}
