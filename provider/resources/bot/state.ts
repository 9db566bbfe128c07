import type { Props } from "../../host/lifecycle";
import { stored } from "../stored";
import { canonical, sameValue } from "./canonical";

/** What Coze tells of a bot and nobody declares. */
export const COMPUTED = ["iconUrl", "ownerUserId", "createTime", "updateTime"] as const;

const form = stored("botId", COMPUTED, ["__managed", "__adopted"]);
export const { inputsOf, computedOf } = form;

export function outputs(id: string, inputs: Props, computed: Props): Props {
  return {
    ...form.outputs(id, inputs, computed),
    __managed: Object.keys(canonical(inputs)),
    ...(inputs["botId"] === undefined ? {} : { __adopted: true }),
  };
}

/** The leaves that the program declared at the last create or update, values that Coze has lost since included. */
export function managedOf(outs: Props): string[] {
  return (outs["__managed"] as string[] | undefined) ?? Object.keys(canonical(outs));
}

/** Declared leaves, then and now, that are not the same. */
export function changedLeaves(olds: Props, news: Props): string[] {
  const managed = managedOf(olds);
  const before = canonical(olds);
  const now = canonical(news);
  return [...new Set([...managed, ...Object.keys(now)])].filter(
    (path) => !(managed.includes(path) && path in now && sameValue(before[path], now[path])),
  );
}

export function policyOf(props: Props): unknown {
  return props["deletionPolicy"] ?? "retain";
}
