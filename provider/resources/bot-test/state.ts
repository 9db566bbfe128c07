import type { Props } from "../../lifecycle";
import { MOCKED_AT, stateForm, type Recorded } from "../state";
import type { BotTestInputs } from "./inputs";
import type { BotTestResult, Comparison, KeptBaseline } from "./types";
import { differ } from "../../values/differ";
import type { Declared } from "../../values/tree";

/** The result of the last run of the test. */
export type BotTestComputed = {
  readonly passed: boolean;
  /** Empty unless the test passed. */
  readonly testedContentHash: string;
  /** Empty unless the test passed. */
  readonly testedPromotionHash: string;
  /**
   * A hash of everything that a read returns of the tested draft; empty if the test did not pass. States of earlier
   * versions do not have it.
   */
  readonly testedDraftHash?: string | undefined;
  readonly testedAt: string;
  readonly chats: number;
  readonly results: readonly BotTestResult[];
  /** With `noWorseThan`, if both bots were asked. */
  readonly comparison?: Comparison | undefined;
  /** With `noWorseThan`: the counts that are kept. */
  readonly baseline?: KeptBaseline | undefined;
};

export type BotTestOutputs = Recorded<BotTestInputs, BotTestComputed, "testId">;

export const { outputs, inputsOf, computedOf, computed } = stateForm<BotTestInputs, BotTestComputed, "testId">(
  "testId",
  {
    passed: true,
    testedContentHash: "",
    testedPromotionHash: "",
    testedDraftHash: "",
    testedAt: MOCKED_AT.toISOString(),
    chats: 0,
    results: [],
    comparison: undefined,
    baseline: undefined,
  },
);

type Inputs = Declared<BotTestInputs>;
type Key = keyof BotTestInputs;

/** The inputs whose change runs the test. */
const TRIGGERS: readonly Key[] = ["botId", "contentHash", "version", "cases", "noWorseThan", "triggers"];
/** The inputs whose change alone runs no test. */
const SETTINGS: readonly Key[] = [
  ...(["promotionHash", "timeoutSeconds", "concurrency"] as const),
  ...(["maxChats", "onFailure", "__secretCases"] as const),
];

/** The changed inputs that run the test. */
function changedTriggers(olds: Partial<BotTestInputs>, news: Partial<Inputs>): Key[] {
  return changedOf(TRIGGERS, olds, news);
}

/** Whether the tested content is the same as before: only cases and baseline may differ. */
export function isSameSubject(olds: Partial<BotTestInputs>, news: Partial<Inputs>): boolean {
  return changedTriggers(olds, news).every((key) => key === "cases" || key === "noWorseThan");
}

export function changedInputs(olds: Partial<BotTestInputs>, news: Partial<Inputs>): Key[] {
  return changedOf([...TRIGGERS, ...SETTINGS], olds, news);
}

/**
 * Whether the test runs again without a change. It does if it failed without `onFailure` `"record"`, or if a case had
 * an error.
 */
export function isOpen({ passed, results = [] }: Partial<BotTestOutputs>, { onFailure }: Partial<Inputs>): boolean {
  return (passed !== true && onFailure !== "record") || results.some(({ status }) => status === "error");
}

/** Whether an update runs the test. */
export function willTest(olds: Partial<BotTestOutputs>, news: Partial<Inputs>): boolean {
  return isOpen(olds, news) || changedTriggers(olds, news).length > 0;
}

function changedOf(keys: readonly Key[], olds: Partial<BotTestInputs>, news: Partial<Inputs>): Key[] {
  return keys.filter((key) => differ(olds[key], news[key]));
}

/** The outputs of a mocked test: it has passed, without a chat. */
export function passedOutputs(inputs: Props, id: string): Props {
  const { contentHash, promotionHash, cases } = inputs;
  const names = Array.isArray(cases) ? (cases as { name: string; minPassed?: number; repeat?: number }[]) : [];
  const results = names.map(({ name, repeat = 1, minPassed: count = repeat }) => {
    return { name, status: "passed", passed: count, runs: count };
  });
  return { ...computed(inputs, id), testedContentHash: contentHash, testedPromotionHash: promotionHash, results };
}
