import type { DocumentProgress } from "../../client/knowledge-items";
import type { Session } from "../../session/session";
import { oneLine } from "../../values/text";
import { statusOf } from "./wire";

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 5_000;
const GROWTH = 1.5;
/** A longer wait is reported. */
const REPORTED_AFTER_MS = 2_000;

/** Coze could not process the document. Waiting longer does not help. */
export class ProcessingFailed extends Error {
  constructor(id: string, reason: string | undefined) {
    super(
      `Coze could not process document ${id}: ${reason ? `"${oneLine(reason)}"` : "it gave no reason"}. ` +
        "Correct the document, and run `pulumi up`: it is put in anew, and the failed one is deleted.",
    );
  }
}

/** Waits until Coze has processed the document. Returns its last report. */
export async function waitUntilProcessed(
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
    if (status === "processed" && progress) return progress;
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
  const { percent = 0, remainingSeconds: left } = progress ?? {};
  return `${percent} %${left ? `, about ${left} s left` : ""}`;
}
