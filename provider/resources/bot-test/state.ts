import { stateForm, type Recorded } from "../state";
import type { BotTestInputs } from "./inputs";
import type { BotTestResult } from "./types";

/** What the last run of the test has found. */
export type BotTestComputed = {
  readonly passed: boolean;
  /** Empty unless it passed. */
  readonly testedContentHash: string;
  /** Empty unless it passed. */
  readonly testedPromotionHash: string;
  readonly testedAt: string;
  readonly chats: number;
  readonly results: readonly BotTestResult[];
};

export type BotTestOutputs = Recorded<BotTestInputs, BotTestComputed, "testId">;

export const { outputs, inputsOf, computedOf, computedKeys } = stateForm<BotTestInputs, BotTestComputed, "testId">(
  "testId",
  {
    passed: true,
    testedContentHash: true,
    testedPromotionHash: true,
    testedAt: true,
    chats: true,
    results: true,
  },
);
