import type { Checked, Created, Diff, Found, Lifecycle, Props, Step } from "../../host/lifecycle";
import { inMilliseconds, whileFresh } from "../../certainty/while-fresh";
import type { Session } from "../../session/session";
import { spaceOf } from "../../session/space";
import { normal } from "../../values/text";
import { UNKNOWN, type Declared } from "../../values/unknown";
import { sentence } from "../../values/validate";
import { createDataset } from "./create";
import { datasetProblems, type CheckedDataset } from "./inputs";
import { confirmDatasetGone, datasetsOf } from "./list";
import { computedFrom, computedOf, inputsOf, outputs, type DatasetOutputs } from "./state";
import { fromItem, toBody, withLive } from "./wire";

const REPLACING = ["spaceId", "formatType"] as const;
const UPDATED = ["name", "description", "iconFileId"] as const;

export function datasetLifecycle(session: Session): Lifecycle<CheckedDataset, DatasetOutputs> {
  function check(olds: Partial<CheckedDataset>, news: Props): Promise<Checked<CheckedDataset>> {
    const { formatType = "text" } = news;
    const { spaceId, problems } = spaceOf(session, olds, news);
    problems.unshift(...datasetProblems(news));
    if (problems.length > 0) return Promise.resolve({ problems });
    const inputs = { ...news, formatType, spaceId } as Declared<CheckedDataset>;
    return Promise.resolve({ inputs, problems });
  }

  function diff(_id: string, olds: DatasetOutputs, news: Declared<CheckedDataset>): Diff {
    const differs = (key: keyof CheckedDataset): boolean =>
      news[key] === UNKNOWN || normal(news[key]) !== normal(olds[key]);
    const replaces = REPLACING.filter(differs);
    const changed = [...replaces, ...UPDATED.filter(differs)];
    return { changes: changed.length > 0, changed, replaces };
  }

  async function create(inputs: CheckedDataset, step: Step): Promise<Created<DatasetOutputs>> {
    const { id, computed } = await createDataset(session, inputs, step);
    return { id, outs: outputs(id, inputs, computed) };
  }

  async function update(id: string, olds: DatasetOutputs, news: CheckedDataset): Promise<DatasetOutputs> {
    await session.api().knowledge.updateDataset(id, toBody(news));
    datasetsOf(session, news.spaceId).forget();
    return outputs(id, news, computedOf(olds));
  }

  async function read(id: string, outs: DatasetOutputs): Promise<Found<CheckedDataset, DatasetOutputs>> {
    const { spaceId, createTime } = outs;
    const datasets = datasetsOf(session, spaceId);
    const live = await whileFresh(session, {
      madeAt: inMilliseconds(createTime),
      look: () => datasets.find(id),
      isSeen: (found) => found !== undefined,
      again: () => datasets.forget(),
    });
    // The list of the space has succeeded, so this is the right account: what is not in it is gone.
    if (!live) return "gone";
    const inputs = withLive(inputsOf(outs), live);
    return { outs: outputs(id, inputs, computedFrom(live, outs)), inputs };
  }

  /** `CozeDataset.get`: everything that can be read, of a dataset that is someone else's to manage. */
  async function readUnmanaged(id: string, given: Partial<DatasetOutputs>): Promise<Props> {
    const { spaceId, problems } = spaceOf(session, {}, given);
    if (problems.length > 0) throw new Error(problems.map(sentence).join(" "));
    const live = await datasetsOf(session, String(spaceId)).find(id);
    if (!live) {
      throw new Error(
        `Dataset ${id} is not in space ${String(spaceId)}, as the token from ${session.tokenSource()} sees it at ` +
          `${session.settings().baseUrl}. Check the id, and set spaceId to the workspace that holds it.`,
      );
    }
    return { ...fromItem(live), ...computedFrom(live, given), spaceId, datasetId: id };
  }

  async function remove(id: string, { spaceId }: DatasetOutputs): Promise<void> {
    try {
      await session.api().knowledge.deleteDataset(id);
    } catch (error) {
      await confirmDatasetGone(session, spaceId, id, error);
    }
    datasetsOf(session, spaceId).forget();
  }

  return { check, diff, create, read, readUnmanaged, update, delete: remove };
}
