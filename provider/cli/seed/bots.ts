import type { BotInfo } from "../../client/bot-types";
import { fromInfo, toBody } from "../../resources/bot/wire";
import { liveVersions } from "../../resources/publication/channels";
import type { Session } from "../../session/session";
import { chosenBots, probedChannels } from "../import";
import { progress } from "../../values/terminal";

/** The bots to read. */
export interface ChosenBots {
  readonly spaceId: string;
  /** Default: every bot of the workspace. */
  readonly botIds: readonly string[];
  /** Custom channels to look at, beside the API and the Chat SDK. */
  readonly connectorIds: readonly string[];
}

/** Bots in the shape of a seed, and their reads. */
export interface SeedBots {
  readonly bots: object[];
  /** Every draft and every version that was read. */
  readonly infos: BotInfo[];
}

export async function readBots(session: Session, options: ChosenBots): Promise<SeedBots> {
  const { spaceId, botIds, connectorIds } = options;
  const chosen = await chosenBots(session, spaceId, botIds);
  const read: SeedBots = { bots: [], infos: [] };
  for (const [index, { id, isPublished }] of chosen.entries()) {
    progress(`reading bot ${index + 1} of ${chosen.length}`);
    const probed = isPublished === false ? [] : probedChannels(connectorIds);
    const { bot, infos } = await readBot(session, spaceId, id, probed);
    read.bots.push(bot);
    read.infos.push(...infos);
  }
  return read;
}

async function readBot(
  session: Session,
  spaceId: string,
  id: string,
  probed: readonly string[],
): Promise<{ bot: object; infos: BotInfo[] }> {
  const draft = await session.api().readDraft(id);
  const live = new Map<string, string[]>();
  for (const [channel, version] of await liveVersions(session, { spaceId, botId: id }, probed)) {
    live.set(version, [...(live.get(version) ?? []), channel]);
  }
  const oldestFirst = [...live].sort(([a], [b]) => (BigInt(a) < BigInt(b) ? -1 : 1));
  const [versions, infos]: [object[], BotInfo[]] = [[], [draft]];
  for (const [version, connectorIds] of oldestFirst) {
    const info = await session.api().readPublished(id, connectorIds[0]);
    versions.push({ version, connectorIds, content: contentOf(info) });
    infos.push(info);
  }
  return { bot: { id, draft: contentOf(draft), versions }, infos };
}

/** The content of a read, in the shape of a write. */
function contentOf(info: BotInfo): object {
  return { name: info.name, ...toBody(fromInfo(info)) };
}
