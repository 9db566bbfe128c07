import type { Kind } from "../../host/kind";
import { MOCKED_AT } from "../state";
import { publicationPlugin } from "./plugin";
import { publicationInputs } from "./inputs";
import { differ } from "../../values/differ";
import { whileFresh } from "../../consistency/while-fresh";
import {
  PartialFailure,
  type Checked,
  type Diff,
  type Found,
  type Lifecycle,
  type Props,
  type Step,
} from "../../lifecycle";
import type { Session } from "../../session/session";
import { hashesOfRun, isEditedInRun, noteNamed, refuseEarly } from "../bot/declared";
import { confirmBotGone, spaceOf } from "../space";
import { UNKNOWN, type Declared } from "../../values/tree";
import { inSpace, listed } from "../listing";
import { forgetChannels, liveVersions, isNewer } from "./channels";
import { allOf, refusedOf, remove, unpublishEach, unpublishes, type Failed, type Publication } from "./unpublish";
import { createPublication, publishNow } from "./publish";
import {
  channelsOf,
  dueFor,
  isDue,
  leaving,
  pendingOf,
  willPublish,
  inputsOf,
  outputs,
  publishedOf,
  recordedOn,
  type PublicationOutputs,
  keptOf,
  type PublishedNow,
  knownChannels,
  review,
  reviewedOf,
  reviewing,
  seenOn,
  withLive,
} from "./state";
import { gateProblems } from "./gate";
import {
  API_CHANNEL,
  publicationProblems,
  withDefaults,
  type CheckedPublication,
  type PublicationInputs,
} from "./inputs";
import { promotionOf, takenOver } from "./promotion";

export const publicationKind: Kind = {
  inputs: publicationInputs,
  lifecycle: publicationLifecycle,
  plugin: publicationPlugin,
  // The id of a publication is the id of its bot.
  listing: inSpace(async (session, spaceId) =>
    (await session.api().listBots(spaceId, "all")).filter(({ isPublished }) => isPublished).map(listed),
  ),
  computed: (inputs, version) => {
    const { promotionHash } = inputs as PublicationInputs;
    const before = takenOver(inputs, promotionHash);
    return {
      version,
      publishedAt: MOCKED_AT.toISOString(),
      promotion: promotionOf({ version, promotionHash, before }),
    };
  },
  references: {
    bot: {
      kind: "Bot",
      gives: { botId: "id", spaceId: "spaceId", contentHash: "contentHash", promotionHash: "promotionHash" },
    },
    requireTest: {
      kind: "BotTest",
      gives: { botId: "botId", testedContentHash: "testedContentHash", testedDraftHash: "testedDraftHash" },
      isObject: true,
    },
  },
};

export function publicationLifecycle(session: Session): Lifecycle<CheckedPublication, PublicationOutputs> {
  return {
    check: (olds, news, step) => Promise.resolve(check(session, olds, news, step)),
    diff: (_id, olds, news) => diff(session, olds, news),
    create: (inputs, { resource }) => {
      refuseEarly(session, inputs.botId, resource);
      return createPublication(session, inputs);
    },
    read: (id, outs) => read(session, id, outs),
    readUnmanaged,
    update: (id, olds, news, { resource }) => {
      refuseEarly(session, id, resource);
      return update(session, id, olds, news);
    },
    delete: (_id, outs) => remove(session, outs, []),
    yield: (_id, outs, kept) => remove(session, outs, channelsOf(withDefaults(kept))),
  };
}

function check(
  session: Session,
  olds: Partial<CheckedPublication>,
  news: Props,
  step: Step,
): Checked<CheckedPublication> {
  const followed = hashesOfRun(session, news);
  const declared: Props = { ...news, ...followed };
  const { spaceId, problems } = spaceOf(session, olds, news);
  problems.unshift(...publicationProblems(declared));
  const { botId } = news;
  const other = typeof botId === "string" && botId !== UNKNOWN && step.claim(botId, Object.keys(olds).length === 0);
  if (other) {
    const rule = `is the bot that the publication ${other} of this program publishes, too: keep one of the two`;
    problems.push({ path: ["botId"], rule });
  }
  if (problems.length > 0) return { problems };
  noteNamed(session, declared, step.resource);
  const inputs = { ...withDefaults(declared), spaceId } as Declared<CheckedPublication>;
  if (followed.contentHash !== undefined && typeof botId === "string") session.facts.noteFollowing(botId);
  // The preview refuses a closed gate, before the draft is touched.
  if (willPublish(asFollowing(session, olds, inputs), inputs)) problems.push(...gateProblems(session, inputs));
  return problems.length > 0 ? { problems } : { inputs, problems };
}

function diff(session: Session, olds: PublicationOutputs, news: Declared<CheckedPublication>): Diff {
  const replaces = news.botId === UNKNOWN || news.botId !== olds.botId ? ["botId"] : [];
  const before = asFollowing(session, olds, news);
  const changed = new Set([...replaces, ...dueFor(before, news)]);
  if (before !== olds) changed.add("contentHash");
  const left = leaving(olds, news);
  if (left.length > 0 || pendingOf(olds).length > 0) changed.add("connectorIds");
  if (unpublishes(olds) !== unpublishes(news)) changed.add("unpublishOnDelete");
  if (differ(olds.unpublishReason, news.unpublishReason)) changed.add("unpublishReason");
  const isLeft = left.length > 0 && replaces.length === 0;
  const note = `the bot is taken off channel ${left.join(", ")}, which connectorIds does not have`;
  return { changes: changed.size > 0, changed: [...changed], replaces, ...(isLeft && { note }) };
}

async function read(
  session: Session,
  id: string,
  outs: PublicationOutputs,
): Promise<Found<CheckedPublication, PublicationOutputs>> {
  const { spaceId } = outs;
  const ours = publishedOf(outs);
  const known = knownChannels(outs);
  let live: Map<string, string>;
  try {
    live = await whileFresh(session, {
      madeAt: ours.publishedAt === undefined ? undefined : Date.parse(ours.publishedAt),
      look: () => liveVersions(session, outs, known),
      isSeen: (versions) => channelsOf(outs).every((channel) => !isNewer(ours.version, versions.get(channel) ?? "0")),
      again: () => forgetChannels(session, spaceId, known),
    });
    // An empty list may be the list of another account. Coze says "not on the API channel" only of a bot that it has
    // found.
    if (live.size === 0 && !channelsOf(outs).includes(API_CHANNEL)) await session.api().readDraft(id);
  } catch (error) {
    await confirmBotGone(session, spaceId, id, error);
    return "gone";
  }
  const age = session.api().serverNow() - Date.parse(ours.publishedAt ?? "");
  const found = withLive(outs, live, age < session.settings().reviewMs);
  const inReview = found ? reviewedOf(found) : [];
  if (inReview.length > 0) {
    session.log(
      `channel ${inReview.join(", ")} has not shown version ${ours.version} yet, as while it reviews it, or as it has rejected it: no drift`,
      id,
    );
  }
  return found ? { outs: found, inputs: inputsOf(found) } : "gone";
}

function readUnmanaged(id: string): Promise<Props> {
  const problem = `A publication cannot be read by id alone (${id}): declare it, with adoptVersion to take over what is live.`;
  return Promise.reject(new Error(problem));
}

async function update(
  session: Session,
  id: string,
  recorded: PublicationOutputs,
  news: CheckedPublication,
): Promise<PublicationOutputs> {
  const olds = asFollowing(session, recorded, news);
  const isPublished = isDue(olds, news);
  const left = leaving(olds, news);
  const published = isPublished ? await publishOver(session, olds, news, left) : keptOf(olds);
  const wanted = channelsOf(news);
  const inReview = isPublished ? reviewing(wanted) : reviewedOf(olds).filter((channel) => wanted.includes(channel));
  // The removed channels have no part in the publish: they still have the version that was recorded before.
  const { version, __pendingSeen } = olds;
  const failed = await leave(session, { ...news, version, __pendingSeen }, left);
  const pending = [...failed.keys()];
  const outs = { ...outputs(news, published, pending), ...review(inReview), ...seenOn(pending, recordedOn(olds)) };
  if (failed.size > 0) throw new PartialFailure(id, outs, allOf(failed));
  return outs;
}

/**
 * The old outputs of a publication that begins to follow its bot. States of earlier versions have no hash of a bot that
 * is named only by its id. The first run records the hash without a publish, unless it changes the bot. The live
 * version may have older content, so its promotion hash is empty, which keeps the gates of other stacks closed.
 */
function asFollowing<T extends Partial<PublicationOutputs>>(
  session: Session,
  olds: T,
  { botId, contentHash }: Declared<CheckedPublication>,
): T {
  const isFirst =
    olds.botId !== undefined &&
    olds.contentHash === undefined &&
    olds.botId === botId &&
    session.facts.isFollowing(botId) &&
    !isEditedInRun(session, botId);
  return isFirst && contentHash !== UNKNOWN ? { ...olds, contentHash, promotionHash: olds.promotionHash ?? "" } : olds;
}

/** Publishes. If the publish fails partly, the removed channels are recorded as still to be unpublished. */
async function publishOver(
  session: Session,
  olds: PublicationOutputs,
  news: CheckedPublication,
  left: readonly string[],
): Promise<PublishedNow> {
  try {
    return await publishNow(session, news, olds);
  } catch (error) {
    if (!(error instanceof PartialFailure) || left.length === 0) throw error;
    const pending = { __pendingUnpublish: left, ...seenOn(left, recordedOn(olds)) };
    throw new PartialFailure(error.id, { ...error.outs, ...pending }, error.cause);
  }
}

/** Takes the bot off the removed channels. Returns the channels that could not be unpublished, with the errors. */
async function leave(session: Session, publication: Publication, left: readonly string[]): Promise<Failed> {
  const refused = await refusedOf(session, publication, left, "removal");
  const allowed = left.filter((channel) => !refused.has(channel));
  return new Map([...refused, ...(await unpublishEach(session, publication, allowed))]);
}
