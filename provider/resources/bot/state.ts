import type { Declared } from "../../values/tree";
import { MOCKED_TIME, stateForm, type Recorded } from "../state";
import { canonical, sameValue, type Canonical } from "./canonical";
import type { CheckedBot } from "./inputs";
import type { BotInfo } from "../../client/bot-types";
import { hashOf } from "../../values/differ";
import { pluginsWithoutTools } from "../../values/declarable";
import { FIELDS } from "./fields";
import { fromInfo, type BotComputed } from "./wire";

export type BotOutputs = Recorded<CheckedBot, BotComputed, "botId"> & {
  /** The leaves that the program declared at the last create or update. */
  readonly __managed?: readonly string[];
  /** Whether the bot existed before its resource. */
  readonly __adopted?: boolean | undefined;
  /**
   * The leaves that a refresh has found changed, until the next update. Each has a hash of the value that was recorded
   * before, for `pulumi-coze pull`. The value itself may be secret.
   */
  readonly __before?: DraftHashes | undefined;
  /**
   * The mode that the last read found, if the bot is no longer a single agent: somebody has changed the mode in the
   * console.
   */
  readonly __mode?: string | undefined;
};

const form = stateForm<CheckedBot, BotComputed, "botId">(
  "botId",
  { iconUrl: undefined, ownerUserId: undefined, createTime: MOCKED_TIME, updateTime: undefined },
  ["__managed", "__adopted", "__before", "__mode"],
);
export const { inputsOf, computedOf, computed } = form;

export function outputs(id: string, inputs: CheckedBot, values: BotComputed): BotOutputs {
  return {
    ...form.outputs(id, inputs, values),
    __managed: Object.keys(canonical(inputs)),
    ...(inputs.botId === undefined ? {} : { __adopted: true }),
  };
}

/** The leaves that the program declared at the last create or update, even if Coze has lost their values since. */
export function managedOf(outs: BotOutputs): readonly string[] {
  return outs.__managed ?? Object.keys(canonical(outs));
}

/** The leaves whose declared values have changed since the last create or update. */
export function changedLeaves(olds: BotOutputs, news: Declared<CheckedBot>): string[] {
  const managed = managedOf(olds);
  const before = canonical(olds);
  const now = canonical(news);
  return [...new Set([...managed, ...Object.keys(now)])].filter(
    (path) => !(managed.includes(path) && path in now && sameValue(before[path], now[path])),
  );
}

export function policyOf({ deletionPolicy = "retain" }: Pick<Declared<CheckedBot>, "deletionPolicy">): string {
  return deletionPolicy;
}

/**
 * The hashes of the values before a refresh found changes. The hash from an earlier refresh stays until the leaf has
 * its old value again.
 */
export function beforeOf(outs: BotOutputs, found: Declared<CheckedBot>): Pick<BotOutputs, "__before"> {
  const [old, now] = [canonical(outs), canonical(found)];
  const hash = (value: unknown): string => hashOf(value ?? null);
  const before = managedOf(outs).flatMap((path) => {
    const known = outs.__before?.[path] ?? hash(old[path]);
    return known === hash(now[path]) ? [] : [[path, known] as const];
  });
  return before.length > 0 ? { __before: Object.fromEntries(before) } : {};
}

/** A draft as hashes, one for each leaf: the content may be secret. */
export type DraftHashes = Readonly<Record<string, string>>;

export function draftHashes(info: BotInfo): DraftHashes {
  const content = fromInfo(info);
  const { plugins, ...others } = content;
  // A plugin without tool ids cannot be compared.
  const comparable = pluginsWithoutTools(content).length === 0 ? content : others;
  return Object.fromEntries(Object.entries(canonical(comparable)).map(([path, value]) => [path, hashOf(value)]));
}

/** Whether the declared content differs from the draft. Leaves that no read returns are not compared. */
export function isEditedSince(draft: DraftHashes, declared: Canonical): boolean {
  return FIELDS.some(({ path, read, reset }) => {
    const isReadable = read !== undefined && (path !== "plugins" || path in draft);
    if (!isReadable || !(path in declared)) return false;
    return hashOf(declared[path]) !== (draft[path] ?? hashOf(reset ?? null));
  });
}
