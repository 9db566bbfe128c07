import type { LostAnswerError } from "../../client/http/errors";
import type { Step } from "../../host/lifecycle";
import { currentUser, onlyOne, onlyOnce, serverTime, SLACK_MS, undecided } from "../../certainty/look";
import type { Session } from "../../session/session";
import { normal } from "../../values/text";
import { forgetDatasets } from "./list";
import type { CheckedDataset } from "./inputs";
import { computedFrom, type DatasetComputed } from "./state";
import { formatOf, toBody } from "./wire";

interface Made {
  readonly id: string;
  readonly computed: DatasetComputed;
}

/**
 * Makes the dataset exactly once. Creates of one name in one space go one after another: what a lost one has made could
 * not be told apart. What a run that was cut off has left behind is not looked for: an empty dataset can be deleted.
 */
export function createDataset(session: Session, inputs: CheckedDataset, step: Step): Promise<Made> {
  const { spaceId, name } = inputs;
  return session.locks.run(`dataset ${spaceId} ${name}`, async () => {
    const made = await onlyOnce<Made>(
      session,
      async () => {
        const { datasetId, createdAt } = await session
          .api()
          .knowledge.createDataset(spaceId, formatOf(inputs), toBody(inputs));
        return { id: datasetId, computed: { createTime: Math.floor(createdAt.getTime() / 1000) } };
      },
      (lost) => madeBy(session, inputs, lost, step),
    );
    step.manage(made.id);
    forgetDatasets(session, spaceId);
    return made;
  });
}

/** The dataset that the lost create has made, if it did. */
async function madeBy(
  session: Session,
  inputs: CheckedDataset,
  lost: LostAnswerError,
  step: Step,
): Promise<Made | undefined> {
  const { spaceId, name, description = "" } = inputs;
  const datasets = await undecided(lost, () => session.api().knowledge.listDatasets(spaceId));
  const owner = await undecided(lost, () => currentUser(session));
  const since = serverTime(session, lost.begun) - SLACK_MS;
  const candidates = datasets
    .filter(
      (live) =>
        live.name === name &&
        live.ownerUserId === owner &&
        (live.createTime ?? 0) * 1000 >= since &&
        (live.documentCount ?? 0) === 0 &&
        live.format === formatOf(inputs) &&
        normal(live.description ?? "") === normal(description) &&
        !step.isManaged(live.id),
    )
    .map((live) => ({ id: live.id, computed: computedFrom(live) }));
  return onlyOne(lost, candidates, {
    what: `empty datasets in space ${spaceId}`,
    next: "Delete them in the Coze console, and run this again.",
  });
}
