import { assetOf } from "../../asset/asset";
import { canonicalJson } from "../../values/canonical-json";
import {
  PartialFailure,
  type Checked,
  type Created,
  type Diff,
  type Found,
  type Lifecycle,
  type Props,
  type Step,
} from "../../host/lifecycle";
import { inMilliseconds, whileFresh } from "../../certainty/while-fresh";
import type { Session } from "../../session/session";
import { spaceOf } from "../../session/space";
import { normal } from "../../values/text";
import { containsUnknown, type Declared } from "../../values/unknown";
import { createDocument } from "./create";
import { documentProblems, nameOf, type CheckedDocument } from "./inputs";
import { confirmDocumentGone, documentsOf } from "./list";
import { ProcessingFailed, waitUntilProcessed } from "./processing";
import {
  computedFrom,
  computedOf,
  inputsOf,
  outputs,
  withoutContent,
  type DocumentComputed,
  type DocumentOutputs,
} from "./state";
import { statusOf, updateRule, withLive } from "./wire";

const REPLACING = ["datasetId", "source", "webUrl", "fileId", "chunkStrategy"] as const;
const UPDATED = ["name", "updateInterval", "caption", "processingTimeoutSeconds"] as const;
const DEFAULT_LIMIT_SECONDS = 600;

export function documentLifecycle(session: Session): Lifecycle<CheckedDocument, DocumentOutputs> {
  async function check(olds: Partial<CheckedDocument>, news: Props): Promise<Checked<CheckedDocument>> {
    const { spaceId, problems } = spaceOf(session, olds, news);
    problems.unshift(...(await documentProblems(news)));
    if (problems.length > 0) return { problems };
    return { inputs: { ...news, name: nameOf(news), spaceId } as Declared<CheckedDocument>, problems };
  }

  function diff(_id: string, olds: DocumentOutputs, news: Declared<CheckedDocument>): Diff {
    const differs = (key: keyof CheckedDocument): boolean => differ(olds[key], news[key]);
    const replaces = REPLACING.filter(differs);
    const changed = [...replaces, ...UPDATED.filter(differs)];
    return { changes: changed.length > 0 || isUnfinished(olds), changed, replaces };
  }

  async function create(inputs: CheckedDocument, step: Step): Promise<Created<DocumentOutputs>> {
    const { id, computed } = await createDocument(session, inputs, step);
    return { id, outs: await finish(id, undefined, inputs, computed) };
  }

  /** Besides the caption in the create, Coze asks for a call of its own, of an image that is there. */
  async function finish(
    id: string,
    before: string | undefined,
    inputs: CheckedDocument,
    known: DocumentComputed,
  ): Promise<DocumentOutputs> {
    const { datasetId, caption } = inputs;
    // Where this stops half-way, the next `up` sees the caption that was there before.
    const outs = await outputsOnceProcessed(id, { ...inputs, caption: before }, known);
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

  /** The outputs once Coze has processed the document; until then, and where it can't, what is recorded meanwhile. */
  async function outputsOnceProcessed(
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

  async function update(id: string, olds: DocumentOutputs, news: CheckedDocument): Promise<DocumentOutputs> {
    const { knowledge } = session.api();
    if (differ(olds.name, news.name) || differ(olds.updateInterval, news.updateInterval)) {
      await knowledge.updateDocument(id, news.name, updateRule(news));
    }
    documentsOf(session, news).forget();
    return finish(id, olds.caption, news, computedOf(olds));
  }

  async function read(id: string, outs: DocumentOutputs): Promise<Found<CheckedDocument, DocumentOutputs>> {
    const documents = documentsOf(session, outs);
    const live = await whileFresh(session, {
      madeAt: inMilliseconds(outs.createTime),
      look: () => documents.find(id),
      isSeen: (found) => found !== undefined,
      again: () => documents.forget(),
    });
    if (!live) return "gone";
    const recorded = withLive(inputsOf(outs), live);
    const failed = statusOf(live) === "failed";
    if (failed) session.log("Coze could not process it: the next `pulumi up` puts it in anew", id);
    const inputs = failed ? withoutContent(recorded) : recorded;
    const computed = computedFrom(live, outs);
    // A page that Coze fetches again was processed before, and nobody waits for it.
    const isFetchedAgain = computed.status === "processing" && outs.status === "processed";
    return { outs: outputs(id, inputs, isFetchedAgain ? { ...computed, status: "processed" } : computed), inputs };
  }

  function readUnmanaged(id: string): Promise<Props> {
    const problem = `A document cannot be read by id alone (${id}): Coze has no call for it. Declare it.`;
    return Promise.reject(new Error(problem));
  }

  async function remove(id: string, outs: DocumentOutputs): Promise<void> {
    try {
      await session.api().knowledge.deleteDocument(id);
    } catch (error) {
      await confirmDocumentGone(session, outs, id, error);
    }
    documentsOf(session, outs).forget();
  }

  return { check, diff, create, read, readUnmanaged, update, delete: remove };
}

/** Coze has not yet reported the document as processed. */
function isUnfinished({ status }: DocumentOutputs): boolean {
  return status === "processing";
}

/** Assets are the same where their bytes are. */
function differ(old: unknown, wanted: unknown): boolean {
  if (containsUnknown(wanted)) return true;
  return form(old) !== form(wanted);
}

function form(value: unknown): string {
  return canonicalJson(assetOf(value)?.hash ?? normal(value) ?? null);
}
