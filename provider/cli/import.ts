import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import type { BotSummary } from "../client/wire-types";
import { Channels } from "../publication/channels";
import type { Session } from "../session";
import { programText, type ImportedBot } from "./program-text";

const PROBED_CHANNELS = ["1024", "999"];

export interface ImportOptions {
  readonly spaceId: string;
  /** Default: every bot of the space. */
  readonly botIds: readonly string[];
  /** Custom channels to look at; the API and the Chat SDK are looked at anyway. */
  readonly connectorIds: readonly string[];
  readonly out: string;
  readonly force: boolean;
}

/** Writes a program that takes over the live bots of a space. It reads only, and so does the first `pulumi up` of what it writes. */
export async function importBots(session: Session, options: ImportOptions): Promise<void> {
  const { spaceId, botIds, connectorIds, out, force } = options;
  const listed = await session.api().listBots(spaceId, "all");
  const missing = botIds.filter((id) => !listed.some((bot) => bot.id === id));
  if (missing.length > 0) throw new Error(`space ${spaceId} has no bot ${missing.join(", ")}`);
  const chosen = botIds.length > 0 ? listed.filter((bot) => botIds.includes(bot.id)) : listed;
  const channelIds = [...new Set([...PROBED_CHANNELS, ...connectorIds])];
  // One listing of a channel serves all bots.
  const channels = new Channels(session);
  const bots: ImportedBot[] = [];
  for (const [index, bot] of chosen.entries()) {
    progress(`reading bot ${index + 1} of ${chosen.length}`);
    bots.push(await readBot(session, channels, spaceId, bot, channelIds));
  }
  progress("");
  const directory = dirname(out);
  const { text, prompts } = programText(spaceId, bots);
  const files = new Map([
    [out, text],
    ...[...prompts].map(([name, prompt]) => [join(directory, name), prompt] as const),
  ]);
  const existing = [...files.keys()].filter((file) => existsSync(file));
  if (existing.length > 0 && !force) {
    throw new Error(
      `${existing.join(", ")} exists already, and nothing was written: give another --out, or --force to overwrite`,
    );
  }
  for (const [file, content] of files) {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
  }
  process.stdout.write(`${bots.length} bots written to ${relative("", out)}, ${prompts.size} prompts beside it\n`);
}

async function readBot(
  session: Session,
  channels: Channels,
  spaceId: string,
  bot: BotSummary,
  channelIds: readonly string[],
): Promise<ImportedBot> {
  const info = await session.api().readDraft(bot.id);
  const live = new Map<string, string>();
  for (const channel of bot.is_published === false ? [] : channelIds) {
    const version = await channels.liveVersion(spaceId, bot.id, channel);
    if (version !== undefined) live.set(channel, version);
  }
  return { id: bot.id, info, live };
}

/** On a terminal one line that is written over, in a pipe nothing. */
function progress(line: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${line}`);
}
