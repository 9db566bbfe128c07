import type { Declared } from "../../values/unknown";
import { stateForm, type Recorded } from "../state";
import { canonical, sameValue } from "./canonical";
import type { CheckedBot } from "./inputs";

/** The outputs of a bot that only Coze has. Times are in Unix seconds. */
export type BotComputed = {
  readonly iconUrl?: string | undefined;
  readonly ownerUserId?: string | undefined;
  readonly createTime?: number | undefined;
  readonly updateTime?: number | undefined;
};

export type BotOutputs = Recorded<CheckedBot, BotComputed, "botId"> & {
  /** The leaves that the program declared at the last create or update. */
  readonly __managed?: readonly string[];
  /** Whether the bot existed before its resource. */
  readonly __adopted?: boolean | undefined;
};

const form = stateForm<CheckedBot, BotComputed, "botId">(
  "botId",
  { iconUrl: true, ownerUserId: true, createTime: true, updateTime: true },
  ["__managed", "__adopted"],
);
export const { inputsOf, computedOf, computedKeys } = form;

export function outputs(id: string, inputs: CheckedBot, computed: BotComputed): BotOutputs {
  return {
    ...form.outputs(id, inputs, computed),
    __managed: Object.keys(canonical(inputs)),
    ...(inputs.botId === undefined ? {} : { __adopted: true }),
  };
}

/** The leaves that the program declared at the last create or update, even if Coze has lost their values since. */
export function managedOf(outs: BotOutputs): readonly string[] {
  return outs.__managed ?? Object.keys(canonical(outs));
}

/** The leaves whose declared values differ, then and now. */
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
