import { stateForm, type Recorded } from "../state";
import type { CheckedDataset } from "./inputs";

/** The outputs of a knowledge base that only Coze has. The time is in Unix seconds. */
export type DatasetComputed = {
  readonly ownerUserId?: string | undefined;
  readonly createTime?: number | undefined;
  readonly iconUrl?: string | undefined;
};

export type DatasetOutputs = Recorded<CheckedDataset, DatasetComputed, "datasetId">;

export const { outputs, inputsOf, computedOf, computedKeys } = stateForm<CheckedDataset, DatasetComputed, "datasetId">(
  "datasetId",
  {
    ownerUserId: true,
    createTime: true,
    iconUrl: true,
  },
);
