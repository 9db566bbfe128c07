import type { Created } from "../../lifecycle";
import type { Session } from "../../session/session";
import { refuseOtherSpace } from "../space";
import { contradicts, fromInfo } from "../bot/wire";
import { liveInfo, liveVersions, isNewer } from "./channels";
import { channelsOf, outputs, record, review, reviewing, type PublicationOutputs, type Published } from "./state";
import { API_CHANNEL, type CheckedPublication } from "./inputs";
import { saysForbidden, type LostAnswerError } from "../../client/errors/errors";
import { earliestOf, onlyOnce } from "../../consistency/only-once";
import { sentence } from "../../values/problem";
import { gateProblems } from "./gate";

/** How a publication comes under management: the bot is published, or its live version is adopted. */
export async function createPublication(
  session: Session,
  inputs: CheckedPublication,
): Promise<Created<PublicationOutputs>> {
  const { botId, adoptVersion } = inputs;
  // A CozeBot of this run has seen its workspace. An id from elsewhere must be found in it once, or "gone" means nothing.
  if (!session.registry.isManaged("Bot", botId)) await refuseOtherSpace(session, inputs, "published");
  const published = await (adoptVersion === undefined
    ? publishNow(session, inputs, undefined)
    : adopt(session, inputs, adoptVersion));
  const inReview = adoptVersion === undefined ? reviewing(channelsOf(inputs)) : [];
  return { id: botId, outs: { ...outputs(inputs, published, []), ...review(inReview) } };
}

/** Takes over what is live without publishing it again. */
async function adopt(session: Session, inputs: CheckedPublication, version: string): Promise<Published> {
  const live = await liveVersions(session, inputs, channelsOf(inputs));
  const others = channelsOf(inputs).filter((channel) => live.get(channel) !== version);
  if (others.length === 0) return recordAdopted(session, inputs, version);
  const seen = others.map((channel) => `channel ${channel} has ${live.get(channel) ?? "no version"}`).join(", ");
  throw new Error(
    `Version ${version} of bot ${inputs.botId} cannot be adopted: ${seen}. Set adoptVersion to what is live on every ` +
      "channel of connectorIds, or leave it out to publish the draft.",
  );
}

/**
 * The draft may be ahead of the live version. Its hash then means "nothing to publish yet", but another stack's gate must
 * not open for content that was never live.
 */
async function recordAdopted(session: Session, inputs: CheckedPublication, version: string): Promise<Published> {
  const { botId } = inputs;
  const [channel = API_CHANNEL] = channelsOf(inputs);
  const live = await liveInfo(session, botId, channel);
  if (live && !contradicts(fromInfo(live), await session.api().readDraft(botId))) return record(version, inputs);
  session.log(
    "the draft is ahead of the version that is adopted: promotionHash stays empty until it is published",
    botId,
  );
  return record(version, { ...inputs, promotionHash: undefined });
}

interface NewVersion {
  readonly version: string;
  readonly publishedAt: Date;
}

/** Publishes the draft exactly once. `known` is the version that was live before, as far as the state has it. */
export async function publishNow(
  session: Session,
  inputs: CheckedPublication,
  known: string | undefined,
): Promise<Published> {
  // The preview may have been skipped, or have known less.
  const refused = gateProblems(inputs);
  if (refused.length > 0) throw new Error(refused.map(sentence).join(" "));
  const { botId, connectors } = inputs;
  const { version, publishedAt } = await onlyOnce(
    session,
    () => session.api().publishBot(botId, channelsOf(inputs), connectors),
    (lost) => findPublished(session, inputs, known, lost),
  );
  return record(version, inputs, publishedAt);
}

/**
 * The version of a publish whose answer was lost: newer than the one before, and created since the call began, since someone
 * may have published from outside meanwhile. Every publish is for all its channels, so one of them is enough.
 */
async function findPublished(
  session: Session,
  inputs: CheckedPublication,
  known: string | undefined,
  lost: LostAnswerError,
): Promise<NewVersion | undefined> {
  const { botId } = inputs;
  const channels = channelsOf(inputs);
  const channel = channels.includes(API_CHANNEL) ? API_CHANNEL : channels[0];
  try {
    const newest = await session.api().newestVersion(botId, channel);
    if (!newest || !isNewer(newest.version, known)) return undefined;
    const createdAt = (newest.createdAt ?? 0) * 1000;
    if (createdAt < earliestOf(session, lost)) return undefined;
    return { version: newest.version, publishedAt: new Date(createdAt) };
  } catch (error) {
    if (!saysForbidden(error) || known === undefined || channel !== API_CHANNEL) throw error;
    // Without the permission point for versions, only the live version can be read.
    const { version = "" } = await session.api().readPublished(botId);
    return isNewer(version, known) ? { version, publishedAt: new Date(session.api().serverNow()) } : undefined;
  }
}
