import type { Created } from "../../lifecycle";
import type { Session } from "../../session/session";
import { refuseOtherSpace } from "../space";
import { contradicts, fromInfo } from "../bot/wire";
import { liveInfo, liveVersions } from "./channels";
import { channelsOf } from "./due";
import { API_CHANNEL, type CheckedPublication } from "./inputs";
import { publishNow } from "./publish";
import { outputs, record, type PublicationOutputs, type Published } from "./state";

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
  session.registry.notePublished(botId, channelsOf(inputs));
  return { id: botId, outs: outputs(inputs, published, []) };
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
