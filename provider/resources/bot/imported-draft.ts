import type { BotInfo } from "../../client/bot-types";
import { hashOf } from "../../values/canonical-json";
import { canonical, type Canonical } from "./canonical";
import { pluginsWithoutTools } from "../../program/declarable";
import { FIELDS } from "./fields";
import { fromInfo } from "./wire";

/** The draft at an import: a hash for each leaf, since the content may be secret. */
export type DraftHashes = Readonly<Record<string, string>>;

export function draftHashes(info: BotInfo): DraftHashes {
  const content = fromInfo(info);
  const { plugins, ...others } = content;
  // A plugin without tool ids cannot be compared.
  const comparable = pluginsWithoutTools(content).length === 0 ? content : others;
  return Object.fromEntries(Object.entries(canonical(comparable)).map(([path, value]) => [path, hashOf(value)]));
}

/** Whether a program declares other content than the draft had. Leaves that no read returns are not compared. */
export function isEditedSince(draft: DraftHashes, declared: Canonical): boolean {
  return FIELDS.some(({ path, read, reset }) => {
    const isReadable = read !== undefined && (path !== "plugins" || path in draft);
    if (!isReadable || !(path in declared)) return false;
    return hashOf(declared[path]) !== (draft[path] ?? hashOf(reset ?? null));
  });
}
