import { differ } from "../../values/differ";
import type { Checked, Diff, Found, Lifecycle, Props, Step } from "../../lifecycle";
import { findOrGone, inMilliseconds, whileFresh } from "../../consistency/while-fresh";
import type { Session } from "../../session/session";
import { spaceOf, importSpace } from "../space";
import { getAt, type Declared } from "../../values/tree";
import { counted, sentence } from "../../values/problem";
import { createDataset } from "./create";
import { datasetInputs, datasetProblems, type CheckedDataset } from "./inputs";
import { confirmDatasetGone, datasetsOf, documentsOf } from "../knowledge-lists";
import { statusOf } from "../document/state";
import {
  computedOf,
  inputsOf,
  outputs,
  type DatasetOutputs,
  computedFrom,
  fromItem,
  toBody,
  withLive,
  computed,
} from "./state";
import { withoutUndeclared, type Kind, type PluginSide } from "../../host/kind";
import { inSpace, listed } from "../listing";

const REPLACING = ["spaceId", "formatType"] as const;
const UPDATED = ["name", "description", "iconFileId"] as const;

export function datasetLifecycle(session: Session): Lifecycle<CheckedDataset, DatasetOutputs> {
  return {
    check: (olds, news) => Promise.resolve(check(session, olds, news)),
    diff: (_id, olds, news) => diff(olds, news),
    create: (inputs, step) => createDataset(session, inputs, step),
    read: (id, outs) => read(session, id, outs),
    readUnmanaged: (id, given) => readDataset(session, id, given),
    update: (id, olds, news) => update(session, id, olds, news),
    delete: (id, outs, step) => remove(session, id, outs, step),
  };
}

function check(session: Session, olds: Partial<CheckedDataset>, news: Props): Checked<CheckedDataset> {
  const { formatType = "text" } = news;
  const { spaceId, problems } = spaceOf(session, olds, news);
  problems.unshift(...datasetProblems(news));
  if (problems.length > 0) return { problems };
  const inputs = { ...news, formatType, spaceId } as Declared<CheckedDataset>;
  return { inputs, problems };
}

function diff(olds: DatasetOutputs, news: Declared<CheckedDataset>): Diff {
  const differs = (key: keyof CheckedDataset): boolean => differ(olds[key], news[key]);
  const replaces = REPLACING.filter(differs);
  const changed = [...replaces, ...UPDATED.filter(differs)];
  return { changes: changed.length > 0, changed, replaces };
}

async function update(
  session: Session,
  id: string,
  olds: DatasetOutputs,
  news: CheckedDataset,
): Promise<DatasetOutputs> {
  await session.api().knowledge.updateDataset(id, toBody(news));
  datasetsOf(session, news.spaceId).forget();
  return outputs(id, news, computedOf(olds));
}

async function read(
  session: Session,
  id: string,
  outs: DatasetOutputs,
): Promise<Found<CheckedDataset, DatasetOutputs>> {
  const { spaceId, createTime } = outs;
  const datasets = datasetsOf(session, spaceId);
  const seen = await whileFresh(session, {
    madeAt: inMilliseconds(createTime),
    look: () => datasets.find(id),
    isSeen: (found) => found !== undefined,
    again: () => datasets.forget(),
  });
  // If the list of the workspace succeeds, the account is right.
  const live = seen ?? (await findOrGone(session, datasets, id));
  if (!live) return "gone";
  const inputs = withLive(inputsOf(outs), live);
  return { outs: outputs(id, inputs, computedFrom(live, outs)), inputs };
}

/** `CozeDataset.get`: every readable field of a knowledge base that this program does not manage. */
export async function readDataset(session: Session, id: string, given: Partial<DatasetOutputs>): Promise<Props> {
  const { spaceId, problems } = spaceOf(session, {}, given);
  if (problems.length > 0) throw new Error(problems.map(sentence).join(" "));
  const live = await datasetsOf(session, String(spaceId)).find(id);
  if (!live) {
    throw new Error(
      `Knowledge base ${id} is not in workspace ${String(spaceId)}, as the token from ${session.tokenSource()} sees it at ` +
        `${session.settings().baseUrl}. Check the id, and set spaceId to the workspace that holds it.`,
    );
  }
  return { ...fromItem(live), ...computedFrom(live, given), spaceId, datasetId: id };
}

/**
 * Refuses to delete a knowledge base that documents or bots of this run's program use. Coze would delete its documents,
 * and remove it from the bots.
 */
function refuseUsed(session: Session, id: string): void {
  const documents = session.registry.allWanted("Document").filter(({ inputs }) => inputs["datasetId"] === id);
  const bots = session.registry.allWanted("Bot").filter(({ inputs }) => {
    const ids = getAt(inputs, "knowledge.datasetIds");
    return Array.isArray(ids) && ids.includes(id);
  });
  const names = [...documents, ...bots].map(({ resource }) => resource);
  if (names.length === 0) return;
  throw new Error(
    `Knowledge base ${id} is not deleted: ${names.join(", ")} of this program ${names.length === 1 ? "uses" : "use"} it by its id. To keep it, run ` +
      "`pulumi state delete` with the URN of this resource; to delete it, take it out of them first.",
  );
}

/**
 * Refuses to delete a replaced knowledge base that still has documents. The run has moved the program's documents to
 * the new knowledge base. A document that is left belongs to somebody else, or this run does not touch it, as with
 * `--target-replace`.
 */
async function refuseLeft(session: Session, id: string, spaceId: string): Promise<void> {
  const documents = documentsOf(session, { datasetId: id, spaceId });
  documents.forget();
  const left = await documents.filter((one) => statusOf(one) !== "deleted" && !session.deletedDocuments.has(one.id));
  if (left.length === 0) return;
  throw new Error(
    `Knowledge base ${id} is replaced and not deleted: ${counted(left.length, "document")} in it ${left.length === 1 ? "is" : "are"} not moved by ` +
      "this run. Run `pulumi up` for the whole program, which moves the documents and the bots that it declares. Then delete what is left in " +
      "the Coze console, and run `pulumi up` again.",
  );
}

async function remove(session: Session, id: string, { spaceId }: DatasetOutputs, step: Step): Promise<void> {
  refuseUsed(session, id);
  if (step.isReplaced(id)) await refuseLeft(session, id, spaceId);
  try {
    await session.api().knowledge.deleteDataset(id);
  } catch (error) {
    await confirmDatasetGone(session, spaceId, id, error);
  }
  datasetsOf(session, spaceId).forget();
}

function datasetPlugin(session: Session): PluginSide {
  return {
    async importOf(id) {
      const spaceId = await importSpace(session, "Dataset");
      const outs = await readDataset(session, id, { spaceId });
      const { name, description, formatType } = outs as Record<string, unknown>;
      const inputs = { spaceId, name, description, formatType };
      return { inputs, outs: { ...outs, __schema: 1 } };
    },
    asDeclared: ({ olds, news, imported }) => (imported ? withoutUndeclared(olds, ["description"], news) : olds),
  };
}

export const datasetKind: Kind = {
  inputs: datasetInputs,
  lifecycle: datasetLifecycle,
  plugin: datasetPlugin,
  computed,
  listing: inSpace(async (session, spaceId) => (await session.api().knowledge.listDatasets(spaceId)).map(listed)),
};
