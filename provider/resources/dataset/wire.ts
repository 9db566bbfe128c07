import type { DatasetItem } from "../../client/knowledge-items";
import type { DatasetBody } from "../../client/knowledge-types";
import { steadyIcon } from "../../values/icon";
import type { Props } from "../../host/lifecycle";
import { stored } from "../stored";
import { normal } from "../../values/text";

const FORMATS = { text: 0, image: 2 } as const;

/** What Coze tells of a dataset and nobody declares. */
const COMPUTED = ["ownerUserId", "createTime", "iconUrl"] as const;

export const { outputs, inputsOf, computedOf } = stored("datasetId", COMPUTED);

/** Everything that is declared: an update sets back to its default what it leaves out. */
export function toBody(inputs: Props): DatasetBody {
  const { name, description, iconFileId } = inputs;
  return {
    name: String(name),
    ...(typeof description === "string" ? { description } : {}),
    ...(typeof iconFileId === "string" ? { file_id: iconFileId } : {}),
  };
}

export function formatOf(inputs: Props): number {
  return FORMATS[inputs["formatType"] as keyof typeof FORMATS];
}

export function computedFrom(live: DatasetItem, known: Props = {}): Props {
  return {
    ownerUserId: live.ownerUserId,
    createTime: live.createTime,
    iconUrl: steadyIcon(known["iconUrl"], live.iconUrl),
  } satisfies Record<(typeof COMPUTED)[number], unknown>;
}

/** The recorded inputs with the live values of what is declared; what means the same stays as the user wrote it. */
export function withLive(recorded: Props, live: DatasetItem): Props {
  const told = { name: live.name, description: live.description ?? "" };
  const drifted = Object.entries(told).filter(
    ([key, value]) => recorded[key] !== undefined && value !== undefined && normal(recorded[key]) !== normal(value),
  );
  return { ...recorded, ...Object.fromEntries(drifted) };
}

/** Everything that the list tells, under the names of the inputs. */
export function fromItem(live: DatasetItem): Props {
  const formatType = Object.entries(FORMATS).find(([, value]) => value === live.format)?.[0];
  return { name: live.name, description: live.description, formatType };
}
