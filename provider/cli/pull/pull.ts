import { lstatSync, readFileSync, realpathSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import type { BotInfo } from "../../client/bot-types";
import { liveInfo } from "../../resources/publication/channels";
import { API_CHANNEL } from "../../client/bot-types";
import type { Session } from "../../session/session";
import { print, progress } from "../../values/terminal";
import { chosenFrom, managedOf, nameOf, readState, type StateResource } from "../stack-state";
import { writeFiles } from "../write-files";
import { planOf, type Plan } from "./plan";
import { projectAt, unsavedOf, type Project } from "./project";
import { report } from "./report";
import { sidesOf, type Sides } from "./sides";

export interface PullOptions {
  readonly state: string | undefined;
  /** Names or ids of bots. Default: all. */
  readonly only: readonly string[];
  readonly write: boolean;
  readonly check: boolean;
  /** Whether to compare with the live version in place of the draft. */
  readonly live: boolean;
  readonly force: boolean;
  /** A folder of the project. */
  readonly folder: string;
}

/**
 * Brings edits on Coze into the files of the program. Writes nothing to Coze. Returns the exit code: 1 if a person has
 * to decide, and with `check` also if any file would change.
 */
export async function pull(session: Session, options: PullOptions): Promise<number> {
  const { only, write, check, folder } = options;
  const state = await readState(options.state, "pull");
  const bots = managedOf(state, "Bot")
    .filter((bot) => bot.id !== undefined && bot.delete !== true)
    .sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
  const chosen = only.length === 0 ? bots : only.flatMap((name) => choose(bots, name));
  const project = projectAt(folder);
  const sides = await readSides(session, state, bots, options.live);
  const pulled = sides.filter(({ botId }) => chosen.some(({ id }) => id === botId));
  const plan = planOf(project, sides, new Set(pulled));
  if (write) await writePlan(project, plan, options.force);
  print(report(pulled, plan, write));
  const needsPerson =
    plan.rows.some(({ needs }) => needs === "a person") || pulled.some(({ encrypted }) => encrypted.length > 0);
  return needsPerson || (check && plan.rows.length > 0) ? 1 : 0;
}

const choose = (bots: readonly StateResource[], name: string): StateResource[] =>
  chosenFrom(
    bots.map((bot) => ({ ...bot, name: nameOf(bot) })),
    name,
    ({ id }) => id,
  );

async function readSides(
  session: Session,
  state: unknown,
  bots: readonly StateResource[],
  isLive: boolean,
): Promise<Sides[]> {
  const sides: Sides[] = [];
  try {
    for (const [index, bot] of bots.entries()) {
      progress(`reading bot ${index + 1} of ${bots.length}`);
      const id = bot.id ?? "";
      const publication = managedOf(state, "Publication").find((one) => one.id === id);
      const info = isLive ? await readLive(session, publication, id) : await session.api().readDraft(id);
      sides.push(sidesOf(bot, info, publication));
    }
  } finally {
    progress("");
  }
  return sides;
}

async function readLive(session: Session, publication: StateResource | undefined, botId: string): Promise<BotInfo> {
  const channels = (publication?.outputs?.["connectorIds"] ?? []) as string[];
  const channel = channels.includes(API_CHANNEL) ? API_CHANNEL : (channels[0] ?? API_CHANNEL);
  const info = await liveInfo(session, botId, channel);
  if (!info) throw new Error(`bot ${botId} is not live on channel ${channel}: leave out --live to pull its draft`);
  return info;
}

/** Writes the files of a plan. All checks come before the first write. */
async function writePlan({ root }: Project, { files }: Plan, force: boolean): Promise<void> {
  const paths = [...files.keys()].map(({ path }) => path);
  const unsaved = force ? [] : unsavedOf(root, paths);
  if (unsaved.length > 0) {
    throw new Error(
      `${unsaved.join(", ")}: git has no copy of this as it is, and nothing was written. Commit or stash it, or give --force`,
    );
  }
  const texts = new Map<string, string>();
  for (const [file, text] of files) {
    const path = join(root, file.path);
    const folder = realpathSync(dirname(path));
    const isInside = folder === root || folder.startsWith(root.endsWith(sep) ? root : root + sep);
    if (!isInside || lstatSync(path).isSymbolicLink() || !readFileSync(path).equals(file.bytes)) {
      throw new Error(`${file.path} has changed while it was read, and nothing was written: run the same again`);
    }
    texts.set(path, text);
  }
  await writeFiles(texts);
}
