import { byHash } from "../../asset";
import { canonicalJson } from "../../values/canonical-json";
import { containsUnknown, type Declared } from "../../values/unknown";
import type { BotTestInputs } from "./inputs";
import type { BotTestOutputs } from "./state";

type Inputs = Declared<BotTestInputs>;
type Key = keyof BotTestInputs;

/** A change of one of these inputs runs the test. */
const TRIGGERS: readonly Key[] = ["botId", "contentHash", "version", "cases", "triggers"];
/** A change of only these inputs runs no test. */
const SETTINGS: readonly Key[] = [
  ...(["promotionHash", "timeoutSeconds", "concurrency"] as const),
  ...(["maxChats", "onFailure", "__secretCases"] as const),
];

/** The changed inputs that run the test. */
function changedTriggers(olds: Partial<BotTestInputs>, news: Partial<Inputs>): Key[] {
  return changedOf(TRIGGERS, olds, news);
}

/** All changed inputs. */
export function changedInputs(olds: Partial<BotTestInputs>, news: Partial<Inputs>): Key[] {
  return changedOf([...TRIGGERS, ...SETTINGS], olds, news);
}

/** Whether the test runs again without a change: it failed and the failure was not recorded, or a case had an error. */
export function isOpen({ passed, results = [] }: Partial<BotTestOutputs>, { onFailure }: Partial<Inputs>): boolean {
  return (passed !== true && onFailure !== "record") || results.some(({ status }) => status === "error");
}

/** Whether an update runs the test. */
export function willTest(olds: Partial<BotTestOutputs>, news: Partial<Inputs>): boolean {
  return isOpen(olds, news) || changedTriggers(olds, news).length > 0;
}

function changedOf(keys: readonly Key[], olds: Partial<BotTestInputs>, news: Partial<Inputs>): Key[] {
  const text = (value: unknown): string => canonicalJson(byHash(value) ?? null);
  return keys.filter((key) => containsUnknown(news[key]) || text(olds[key]) !== text(news[key]));
}
