import { PartialFailure } from "../../lifecycle";
import type { Session } from "../../session/session";
import { differ } from "./differ";
import type { CheckedDocument } from "./inputs";
import { documentsOf } from "./list";
import { ProcessingFailed, waitUntilProcessed } from "./processing";
import { computedOf, outputs, withoutContent, type DocumentComputed, type DocumentOutputs } from "./state";
import { computedFrom } from "./wire";

const DEFAULT_LIMIT_SECONDS = 600;

/** A document that Coze has, and perhaps has not processed yet. */
interface Unfinished {
  readonly inputs: CheckedDocument;
  /** Its caption on Coze. */
  readonly caption: string | undefined;
  readonly known: DocumentComputed;
}

/** The last part of a create and an update: the processing, then the caption, for which Coze needs a call of its own. */
export async function finish(
  session: Session,
  id: string,
  { inputs, caption: before, known }: Unfinished,
): Promise<DocumentOutputs> {
  const { datasetId, caption } = inputs;
  // If the step fails half-way, the next `up` finds the caption of before in the state.
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
  if (known.status === "processed") return outputs(id, inputs, known);
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
