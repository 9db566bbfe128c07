import type { DatasetItem } from "../../client/knowledge-items";
import { confirmMissing } from "../../certainty/confirm-gone";
import type { Diff, Found, Lifecycle, Props } from "../../host/lifecycle";
import { whileFresh } from "../../certainty/look";
import type { Session } from "../../session/session";
import { spaceOf } from "../../session/space";
import { normal } from "../../values/text";
import { UNKNOWN } from "../../values/unknown";
import { sentence, type Problem } from "../../values/validate";
import { createDataset } from "./create";
import { datasetProblems } from "./inputs";
import { datasetsOf, forgetDatasets, isListed } from "./list";
import { computedFrom, computedOf, fromItem, inputsOf, outputs, toBody, withLive } from "./wire";

const REPLACING = ["spaceId", "formatType"] as const;
const UPDATED = ["name", "description", "iconFileId"] as const;

export function datasetLifecycle(session: Session): Lifecycle {
  function check(olds: Props, news: Props): Promise<{ inputs: Props; problems: Problem[] }> {
    const { __resource, ...declared } = news;
    const { spaceId, problems } = spaceOf(olds, news, session);
    problems.unshift(...datasetProblems(declared));
    const inputs = { ...declared, formatType: declared["formatType"] ?? "text", spaceId, __resource };
    return Promise.resolve({ inputs, problems });
  }

  function diff(id: string, olds: Props, news: Props): Diff {
    session.registry.manages(id, news["__resource"]);
    const differs = (key: string): boolean => news[key] === UNKNOWN || normal(news[key]) !== normal(olds[key]);
    const replaces = REPLACING.filter(differs);
    return { changes: replaces.length > 0 || UPDATED.some(differs), replaces };
  }

  async function create(inputs: Props): Promise<{ id: string; outs: Props }> {
    const { id, computed } = await createDataset(session, inputs);
    return { id, outs: outputs(id, inputs, computed) };
  }

  async function update(id: string, olds: Props, news: Props): Promise<Props> {
    session.registry.manages(id, news["__resource"]);
    await session.api().knowledge.updateDataset(id, toBody(news));
    forgetDatasets(session, String(news["spaceId"]));
    return outputs(id, news, computedOf(olds));
  }

  async function read(id: string, props: Props): Promise<Found> {
    if (props["__schema"] === undefined) return readUnmanaged(id, props);
    const spaceId = String(props["spaceId"]);
    const live = await whileFresh(
      session,
      Number(props["createTime"]) * 1000,
      () => find(spaceId, id),
      (found) => found !== undefined,
      () => forgetDatasets(session, spaceId),
    );
    // The list of the space has succeeded, so this is the right account: what is not in it is gone.
    if (!live) return "gone";
    session.registry.manages(id, props["__resource"]);
    const inputs = withLive(inputsOf(props), live);
    return { outs: outputs(id, inputs, computedFrom(live, props)), inputs };
  }

  async function find(spaceId: string, id: string): Promise<DatasetItem | undefined> {
    return (await datasetsOf(session, spaceId)).find((dataset) => dataset.id === id);
  }

  /** `CozeDataset.get`: everything that can be read, of a dataset that is someone else's to manage. */
  async function readUnmanaged(id: string, props: Props): Promise<Found> {
    const { spaceId, problems } = spaceOf({}, props, session);
    if (problems.length > 0) throw new Error(problems.map(sentence).join(" "));
    const live = await find(String(spaceId), id);
    if (!live) {
      throw new Error(
        `Dataset ${id} is not in space ${String(spaceId)}, as the token from ${session.tokenSource()} sees it at ` +
          `${session.settings().baseUrl}. Check the id, and set spaceId to the workspace that holds it.`,
      );
    }
    return { outs: { ...fromItem(live), ...computedFrom(live, props), spaceId, datasetId: id }, inputs: props };
  }

  async function remove(id: string, props: Props): Promise<void> {
    const spaceId = String(props["spaceId"]);
    try {
      await session.api().knowledge.deleteDataset(id);
    } catch (error) {
      const names = { thing: `Dataset ${id}`, list: `the list of datasets of space ${spaceId}` };
      await confirmMissing(session, names, () => isListed(session, spaceId, id), error);
    }
    forgetDatasets(session, spaceId);
  }

  return { check, diff, create, read, update, delete: remove };
}
