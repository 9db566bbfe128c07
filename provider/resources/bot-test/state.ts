import { stateForm, type Recorded } from "../state";
import type { BotTestInputs } from "./inputs";
import type { BotTestResult } from "./types";

/** The result of the last run of the test. */
export type BotTestComputed = {
  readonly passed: boolean;
  /** Empty unless the test passed. */
  readonly testedContentHash: string;
  /** Empty unless the test passed. */
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
