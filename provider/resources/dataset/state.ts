import { differ } from "../../values/differ";
import { MOCKED_TIME, stateForm, type Recorded } from "../state";
import type { CheckedDataset, DatasetInputs } from "./inputs";
import type { DatasetItem } from "../../client/knowledge-types";
import type { DatasetBody } from "../../client/knowledge-types";
import type { Props } from "../../lifecycle";
import { steadyIcon } from "../../values/text";

/** The outputs of a knowledge base that only Coze has. The time is in Unix seconds. */
export type DatasetComputed = {
  readonly ownerUserId?: string | undefined;
  readonly createTime?: number | undefined;
  readonly iconUrl?: string | undefined;
};

export type DatasetOutputs = Recorded<CheckedDataset, DatasetComputed, "datasetId">;

export const { outputs, inputsOf, computedOf, computed } = stateForm<CheckedDataset, DatasetComputed, "datasetId">(
  "datasetId",
  {
    ownerUserId: undefined,
    createTime: MOCKED_TIME,
    iconUrl: undefined,
  },
);

const FORMATS = { text: 0, image: 2 } as const;

/**
 * The body of a create and an update. It has all declared values, since an update resets absent ones to their defaults.
 */
export function toBody({ name, description, iconFileId }: DatasetInputs): DatasetBody {
  return {
    name,
    ...(description === undefined ? {} : { description }),
    ...(iconFileId === undefined ? {} : { file_id: iconFileId }),
  };
}

export function formatOf({ formatType }: CheckedDataset): number {
  return FORMATS[formatType];
}

/**
 * The recorded inputs, with the live values of the declared inputs. A value that means the same stays as the user wrote
 * it.
 */
export function withLive<T extends DatasetInputs>(recorded: T, live: DatasetItem): T {
  const { name, description = "" } = live;
  const isOther = (known: string | undefined, value: string | undefined): boolean =>
    known !== undefined && value !== undefined && differ(known, value);
  return {
    ...recorded,
    ...(isOther(recorded.name, name) ? { name } : {}),
    ...(isOther(recorded.description, description) ? { description } : {}),
  };
}

/** The outputs that only Coze has. `known` are the outputs of an earlier read. */
export function computedFrom(live: DatasetItem, known: DatasetComputed = {}): DatasetComputed {
  return {
    ownerUserId: live.ownerUserId,
    createTime: live.createTime,
    iconUrl: steadyIcon(known.iconUrl, live.iconUrl),
  };
}

/** The values of an item of the list, under the names of the inputs. */
export function fromItem(live: DatasetItem): Props {
  return { name: live.name, description: live.description, formatType: nameIn(FORMATS, live.format) };
}

/** The name of a format. Formats that only the console creates are included. */
export function formatNameOf(format: number | undefined): string | undefined {
  return nameIn({ ...FORMATS, table: 1 }, format);
}

function nameIn(formats: Readonly<Record<string, number>>, format: number | undefined): string | undefined {
  return Object.entries(formats).find(([, value]) => value === format)?.[0];
}
