import { assetOf } from "../../asset/asset";
import { canonicalJson } from "../../values/canonical-json";
import { confirmMissing } from "../../certainty/confirm-gone";
import { PartialFailure, type Diff, type Found, type Lifecycle, type Props } from "../../host/lifecycle";
import { whileFresh } from "../../certainty/look";
import type { Session } from "../../session/session";
import { spaceOf } from "../../session/space";
import { normal } from "../../values/text";
import { containsUnknown } from "../../values/unknown";
import type { Problem } from "../../values/validate";
import { createDocument } from "./create";
import { documentProblems, nameOf, type DocumentInputs } from "./inputs";
import { findDocument, forgetDocuments, isListed } from "./list";
import { processed, ProcessingFailed } from "./processing";
import { computedFrom, computedOf, inputsOf, outputs, statusOf, updateRule, withLive, withoutContent } from "./wire";

const REPLACING = ["datasetId", "source", "webUrl", "fileId", "chunkStrategy"] as const;
const UPDATED = ["name", "updateInterval", "caption", "processingTimeoutSeconds"] as const;
const DEFAULT_LIMIT_SECONDS = 600;

export function documentLifecycle(session: Session): Lifecycle {
  async function check(olds: Props, news: Props): Promise<{ inputs: Props; problems: Problem[] }> {
    const { __resource, ...declared } = news;
    const { spaceId, problems } = spaceOf(olds, news, session);
    problems.unshift(...(await documentProblems(declared)));
    return { inputs: { ...declared, name: nameOf(declared), spaceId, __resource }, problems };
  }

  function diff(id: string, olds: Props, news: Props): Diff {
    session.registry.manages(id, news["__resource"]);
    const replaces = REPLACING.filter((key) => differ(olds[key], news[key]));
    const changes = replaces.length > 0 || isUnfinished(olds) || UPDATED.some((key) => differ(olds[key], news[key]));
    return { changes, replaces };
  }

  async function create(inputs: Props): Promise<{ id: string; outs: Props }> {
    const { id, computed } = await createDocument(session, inputs);
    return { id, outs: await captioned(id, undefined, inputs, computed) };
  }

  /** Besides the caption in the create, Coze asks for a call of its own, of an image that is there. */
  async function captioned(id: string, before: unknown, inputs: Props, known: Props): Promise<Props> {
    const { datasetId, caption } = inputs as DocumentInputs;
    // Where this stops half-way, the next `up` sees the caption that was there before.
    const outs = await finished(id, { ...inputs, caption: before }, known);
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
  async function finished(id: string, inputs: Props, known: Props): Promise<Props> {
    if (known["status"] === "processed") return outputs(id, inputs, known);
    const limit = Number(inputs["processingTimeoutSeconds"] ?? DEFAULT_LIMIT_SECONDS);
    try {
      const { status, size } = await processed(session, String(inputs["datasetId"]), id, limit);
      return outputs(id, inputs, computedFrom({ status, size }, known));
    } catch (error) {
      if (!(error instanceof ProcessingFailed)) throw new PartialFailure(id, outputs(id, inputs, known), error);
      throw new PartialFailure(id, outputs(id, withoutContent(inputs), { ...known, status: "failed" }), error);
    } finally {
      forgetDocuments(session, String(inputs["datasetId"]));
    }
  }

  async function update(id: string, olds: Props, news: Props): Promise<Props> {
    session.registry.manages(id, news["__resource"]);
    const { knowledge } = session.api();
    if (differ(olds["name"], news["name"]) || differ(olds["updateInterval"], news["updateInterval"])) {
      await knowledge.updateDocument(id, String(news["name"]), updateRule(news));
    }
    forgetDocuments(session, String(news["datasetId"]));
    return captioned(id, olds["caption"], news, computedOf(olds));
  }

  async function read(id: string, props: Props): Promise<Found> {
    if (props["__schema"] === undefined) {
      throw new Error(`A document cannot be read by id alone (${id}): Coze has no call for it. Declare it.`);
    }
    const live = await whileFresh(
      session,
      Number(props["createTime"]) * 1000,
      () => findDocument(session, props, id),
      (found) => found !== undefined,
      () => forgetDocuments(session, String(props["datasetId"])),
    );
    if (!live) return "gone";
    session.registry.manages(id, props["__resource"]);
    const recorded = withLive(inputsOf(props), live);
    const failed = statusOf(live) === "failed";
    if (failed) session.log("Coze could not process it: the next `pulumi up` puts it in anew", id);
    const inputs = failed ? withoutContent(recorded) : recorded;
    const computed = computedFrom(live, props);
    // A page that Coze fetches again was processed before, and nobody waits for it.
    const isFetchedAgain = computed["status"] === "processing" && props["status"] === "processed";
    return { outs: outputs(id, inputs, isFetchedAgain ? { ...computed, status: "processed" } : computed), inputs };
  }

  async function remove(id: string, props: Props): Promise<void> {
    const datasetId = String(props["datasetId"]);
    try {
      await session.api().knowledge.deleteDocument(id);
    } catch (error) {
      const names = { thing: `Document ${id}`, list: `the list of documents of dataset ${datasetId}` };
      await confirmMissing(session, names, () => isListed(session, props, id), error);
    }
    forgetDocuments(session, datasetId);
  }

  return { check, diff, create, read, update, delete: remove };
}

/** Coze has not told yet that it has processed the document. */
function isUnfinished(outs: Props): boolean {
  return outs["status"] === "processing";
}

/** Assets are the same where their bytes are. */
function differ(old: unknown, wanted: unknown): boolean {
  if (containsUnknown(wanted)) return true;
  return form(old) !== form(wanted);
}

function form(value: unknown): string {
  return canonicalJson(assetOf(value)?.hash ?? normal(value) ?? null);
}
