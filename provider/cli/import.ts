import { dirname, join, relative } from "node:path";
import type { BotSummary } from "../client/bot-types";
import { foreignMode, fromInfo } from "../resources/bot/wire";
import { limitsAt } from "../resources/bot/inputs";
import { liveVersions } from "../resources/publication/channels";
import type { Session } from "../session/session";
import { counted, formatPath } from "../values/problem";
import { tokenError, tokenIn } from "../values/tokens";
import { moduleKindOf } from "./module-kind";
import { leftOut, programText, type ImportedBot } from "./program-text";
import { print, printable, progress, say } from "../values/terminal";
import { messageOf, saysForbidden, saysMissing } from "../client/errors/errors";
import { refuseExisting, writeFiles } from "./write-files";
import { API_CHANNEL, CHAT_SDK_CHANNEL } from "../client/bot-types";

export interface ImportOptions {
  readonly spaceId: string;
  /** Default: every bot of the workspace. */
  readonly botIds: readonly string[];
  /** Custom channels to look at, beside the API and the Chat SDK. */
  readonly connectorIds: readonly string[];
  readonly out: string;
  readonly force: boolean;
}

/**
 * Writes a program that adopts the live bots of a workspace. It only reads, and so does the first `pulumi up` of the
 * program. Returns the exit code: 1 if a bot could not be read.
 */
export async function importBots(session: Session, options: ImportOptions): Promise<number> {
  const { spaceId, botIds, connectorIds, out, force } = options;
  refuseExisting([out], force);
  const chosen = await chosenBots(session, spaceId, botIds);
  const { bots, unread } = await readBots(session, spaceId, chosen, probedChannels(connectorIds));
  const directory = dirname(out);
  const moduleKind = moduleKindOf(out);
  const { text, prompts } = programText(spaceId, bots, { limits: limitsAt(session.settings().baseUrl), moduleKind });
  const files = new Map([
    [out, text],
    ...[...prompts].map(([name, prompt]) => [join(directory, name), prompt] as const),
  ]);
  refuseExisting([...files.keys()], force);
  await writeFiles(files);
  const left = bots.filter(({ info }) => foreignMode(info) !== undefined);
  const written = `${counted(bots.length - left.length, "bot")} written to ${relative("", out)}, ${counted(prompts.size, "prompt")} beside it`;
  print([written, ...left.map(leftOut)].map((line) => `${line}\n`).join(""));
  for (const line of unread) say(line);
  return unread.length > 0 ? 1 : 0;
}

async function readBots(
  session: Session,
  spaceId: string,
  chosen: readonly BotSummary[],
  channelIds: readonly string[],
): Promise<{ bots: ImportedBot[]; unread: string[] }> {
  const bots: ImportedBot[] = [];
  const unread: string[] = [];
  try {
    const behind = chosen.some((bot) => bot.isPublished !== false)
      ? await session.api().listBots(spaceId, "published_draft")
      : [];
    for (const [index, bot] of chosen.entries()) {
      progress(`reading bot ${index + 1} of ${chosen.length}`);
      const hasUnpublished = behind.some(({ id }) => id === bot.id);
      try {
        bots.push({ ...(await readBot(session, spaceId, bot, channelIds)), hasUnpublished });
      } catch (error) {
        // The bot may have been deleted since the list, or the token may not read it. If the token cannot read any bot,
        // the error of the last one is thrown.
        if (!saysMissing(error) && !saysForbidden(error)) throw error;
        if (bots.length === 0 && index === chosen.length - 1) throw error;
        unread.push(`Bot ${JSON.stringify(printable(bot.name ?? ""))} (${bot.id}) is left out: ${messageOf(error)}`);
      }
    }
  } finally {
    progress("");
  }
  return { bots, unread };
}

async function readBot(
  session: Session,
  spaceId: string,
  bot: BotSummary,
  channelIds: readonly string[],
): Promise<Omit<ImportedBot, "hasUnpublished">> {
  const info = await session.api().readDraft(bot.id);
  const secret = tokenIn(fromInfo(info, false));
  if (secret !== undefined) throw tokenError(`bot ${bot.id}`, formatPath(secret));
  const probed = bot.isPublished === false ? [] : channelIds;
  // One list of a channel serves all bots.
  const live = await liveVersions(session, { spaceId, botId: bot.id }, probed);
  return { id: bot.id, info, live };
}

/** The bots of the workspace with these ids; without ids, all bots. */
export async function chosenBots(session: Session, spaceId: string, ids: readonly string[]): Promise<BotSummary[]> {
  const listed = await session.api().listBots(spaceId, "all");
  const missing = ids.filter((id) => !listed.some((bot) => bot.id === id));
  if (missing.length > 0) throw new Error(`workspace ${spaceId} has no bot ${missing.join(", ")}`);
  return ids.length > 0 ? listed.filter(({ id }) => ids.includes(id)) : listed;
}

/** The channels to look at for a live version: the API, the Chat SDK and these custom channels. */
export const probedChannels = (connectorIds: readonly string[]): string[] => [
  ...new Set([API_CHANNEL, CHAT_SDK_CHANNEL, ...connectorIds]),
];
