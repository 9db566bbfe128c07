import { createOnce, type Made } from "../../consistency/create-once";
import { before } from "../../consistency/leftovers";
import type { DatasetItem } from "../../client/knowledge-types";
import type { Created, Step } from "../../lifecycle";
import type { Session } from "../../session/session";
import { normal } from "../../values/text";
import type { CheckedDataset } from "./inputs";
import { datasetsOf, documentsIn } from "../knowledge-lists";
import { outputs, type DatasetComputed, type DatasetOutputs, computedFrom, formatOf, toBody } from "./state";

export async function createDataset(
  session: Session,
  inputs: CheckedDataset,
  step: Step,
): Promise<Created<DatasetOutputs>> {
  const { id, computed } = await create(session, inputs, step);
  // A new knowledge base has no documents that an earlier run could have left behind.
  await session.shared.get(before(documentsIn(id)), () => Promise.resolve([]));
  datasetsOf(session, inputs.spaceId).forget();
  return { id, outs: outputs(id, inputs, computed) };
}

/**
 * Creates the knowledge base without a search for leftovers of an interrupted run: a user can delete an empty knowledge
 * base.
 */
function create(session: Session, inputs: CheckedDataset, step: Step): Promise<Made<DatasetComputed>> {
  const { spaceId, name, description = "" } = inputs;
  const { knowledge } = session.api();
  return createOnce<DatasetItem, DatasetComputed>(session, step, {
    lock: `dataset ${spaceId} ${name}`,
    attempt: async () => {
      const { datasetId, createdAt } = await knowledge.createDataset(spaceId, formatOf(inputs), toBody(inputs));
      return { id: datasetId, computed: { createTime: Math.floor(createdAt.getTime() / 1000) } };
    },
    candidates: () => knowledge.listDatasets(spaceId),
    madeAt: (live) => live.createTime,
    ownerOf: (live) => live.ownerUserId,
    among: (datasets) =>
      Promise.resolve(
        datasets
          .filter(
            (live) =>
              live.name === name &&
              (live.documentCount ?? 0) === 0 &&
              live.format === formatOf(inputs) &&
              normal(live.description ?? "") === normal(description),
          )
          .map((live) => ({ id: live.id, computed: computedFrom(live) })),
      ),
    several: {
      what: `empty knowledge bases in workspace ${spaceId}`,
      next: "Delete them in the Coze console, and run this again.",
    },
  });
}
