import type { DocumentProgress } from "../../client/knowledge-types";
import type { Session } from "../../session/session";
import { oneLine } from "../../values/text";
import {
  isKnownStatus,
  statusOf,
  computedOf,
  outputs,
  withoutContent,
  type DocumentComputed,
  type DocumentOutputs,
  computedFrom,
} from "./state";
import { PartialFailure } from "../../lifecycle";
import { differ } from "../../values/differ";
import type { CheckedDocument } from "./inputs";
import { documentsOf } from "../knowledge-lists";

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 5_000;
const GROWTH = 1.5;
/** Only a longer wait is reported. */
const REPORTED_AFTER_MS = 2_000;

/** Says that Coze could not process a document. The reason may be a failed content check. */
export function notProcessed(reason: string | undefined, id?: string): string {
  return `Coze could not process ${id === undefined ? "it" : `document ${id}`}: ${reason ? `"${oneLine(reason)}"` : "it gave no reason"}`;
}

/** Coze could not process the document. Waiting longer does not help. */
class ProcessingFailed extends Error {
  constructor(id: string, reason: string | undefined) {
    super(
      `${notProcessed(reason, id)}. ` +
        "Correct the document, and run `pulumi up`: it is put in anew, and the failed one is deleted.",
    );
  }
}

/** Waits until Coze has processed the document. Returns its last report. */
async function waitUntilProcessed(
  session: Session,
  datasetId: string,
  id: string,
  limitSeconds: number,
): Promise<DocumentProgress> {
  const { clock } = session;
  const begun = clock.now();
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(LONGEST_PAUSE_MS, pause * GROWTH)) {
    const progress = await session.api().knowledge.readProgress(datasetId, id);
    const status = statusOf(progress ?? {});
    if (status === "failed") throw new ProcessingFailed(id, progress?.reason);
    if (status === "deleted") throw new ProcessingFailed(id, "it was deleted");
    if (status !== "processing" && progress) return progress;
    const left = begun + limitSeconds * 1000 - clock.now();
    if (left <= 0) {
      throw new Error(
        `Coze is still processing document ${id} after ${limitSeconds} s (${describe(progress)}). Run \`pulumi up\` to go on waiting: ` +
          "the document is not put in again. processingTimeoutSeconds is the limit.",
      );
    }
    if (clock.now() - begun >= REPORTED_AFTER_MS) session.logWait(`processing: ${describe(progress)}`, id);
    await session.pause(Math.min(pause, left));
  }
}

function describe(progress: DocumentProgress | undefined): string {
  const { percent = 0, remainingSeconds: left, status } = progress ?? {};
  const unknown = isKnownStatus(status) ? "" : `, status ${status}, which this package does not know`;
  return `${percent} %${left ? `, about ${left} s left` : ""}${unknown}`;
}

const DEFAULT_LIMIT_SECONDS = 600;

/** A document on Coze that may not be processed yet. */
interface Unfinished {
  readonly inputs: CheckedDocument;
  /** The document's caption on Coze. */
  readonly caption: string | undefined;
  readonly known: DocumentComputed;
}

/** The last part of a create and an update: the processing, then the caption, which needs its own call. */
export async function finish(
  session: Session,
  id: string,
  { inputs, caption: before, known }: Unfinished,
): Promise<DocumentOutputs> {
  const { datasetId, caption } = inputs;
  // If the step fails halfway, the next `up` finds the old caption in the state.
  const outs = await outputsOnceProcessed(session, id, { ...inputs, caption: before }, known);
  if (!differ(before, caption)) return outs;
  if (caption === undefined) {
    session.warn("caption has no default to go back to: it stays, and is no longer managed", id);
  } else {
    try {
      await session.api().knowledge.updateCaption(datasetId, id, caption);
    } catch (error) {
      throw new PartialFailure(id, outs, error);
    }
  }
  return outputs(id, inputs, computedOf(outs));
}

/** The outputs once Coze has processed the document. A failure records the outputs so far. */
async function outputsOnceProcessed(
  session: Session,
  id: string,
  inputs: CheckedDocument,
  known: DocumentComputed,
): Promise<DocumentOutputs> {
  if (known.status === "processed" || known.status === "disabled") return outputs(id, inputs, known);
  const { datasetId, processingTimeoutSeconds: limit = DEFAULT_LIMIT_SECONDS } = inputs;
  try {
    const { status, size } = await waitUntilProcessed(session, datasetId, id, limit);
    return outputs(id, inputs, computedFrom({ status, size }, known));
  } catch (error) {
    if (!(error instanceof ProcessingFailed)) throw new PartialFailure(id, outputs(id, inputs, known), error);
    throw new PartialFailure(id, outputs(id, withoutContent(inputs), { ...known, status: "failed" }), error);
  } finally {
    documentsOf(session, inputs).forget();
  }
}
