import type { Session } from "../../session/session";
import { declaredBot, liveConflicts } from "../bot/declared";
import { contradicts, fromInfo } from "../bot/wire";
import { liveInfo, liveVersions } from "./channels";
import { API_CHANNEL, CHAT_SDK_CHANNEL, type CheckedPublication } from "./inputs";
import { channelsOf, record, type PublishedNow } from "./state";

/** The channels to look at. Coze has no list of custom channels. */
export const KNOWN_CHANNELS = [API_CHANNEL, CHAT_SDK_CHANNEL];

/**
 * Reports the channels that an adoption leaves as they are. The program has never had these channels, so it never
 * unpublishes them.
 */
async function announceKept(session: Session, inputs: CheckedPublication): Promise<void> {
  const { spaceId, botId } = inputs;
  const place = { spaceId, botId };
  const others = KNOWN_CHANNELS.filter((channel) => !channelsOf(inputs).includes(channel));
  // An error is ignored here: if the account is wrong, the adoption itself fails.
  const live = await liveVersions(session, place, others).catch(() => new Map<string, string>());
  for (const [channel, version] of live) {
    const words = `is live on channel ${channel}, too, which connectorIds does not have: it stays there as it is, whatever is published later`;
    session.log(`version ${version} ${words}`, place.botId);
  }
}

/** Adopts the live version without publishing it again. */
export async function adopt(session: Session, inputs: CheckedPublication, version: string): Promise<PublishedNow> {
  const live = await liveVersions(session, inputs, channelsOf(inputs));
  const others = channelsOf(inputs).filter((channel) => live.get(channel) !== version);
  if (others.length === 0) {
    await announceKept(session, inputs);
    return recordAdopted(session, inputs, version);
  }
  const seen = others.map((channel) => `channel ${channel} has ${live.get(channel) ?? "no version"}`).join(", ");
  throw new Error(
    `Version ${version} of bot ${inputs.botId} cannot be adopted: ${seen}. Set adoptVersion to what is live on every ` +
      "channel of connectorIds, or leave it out to publish the draft.",
  );
}

/**
 * Records an adopted version. The draft may be newer than the live version. The declared content hash is recorded even
 * then, so nothing is published yet. The promotion hash is empty, since another stack's gate must not open for content
 * that was never live.
 */
async function recordAdopted(session: Session, inputs: CheckedPublication, version: string): Promise<PublishedNow> {
  const { botId } = inputs;
  const [channel = API_CHANNEL] = channelsOf(inputs);
  const live = await liveInfo(session, botId, channel);
  const bot = declaredBot(session, botId);
  const isDeclared = live && (!bot || liveConflicts(bot, live).length === 0);
  if (isDeclared && !contradicts(fromInfo(live), await session.api().readDraft(botId))) return record(version, inputs);
  const problem = isDeclared
    ? "the draft is ahead of the version that is adopted"
    : "the version that is adopted is not the declared content";
  session.log(`${problem}: promotionHash stays empty until it is published`, botId);
  // The hash is empty, since an absent hash would be read from the inputs.
  return record(version, { ...inputs, promotionHash: "" });
}
