import { liveInfo, liveVersions } from "../../resources/publication/channels";
import { knownChannels } from "../../resources/publication/state";
import type { Session } from "../../session/session";
import { print, printable, UsageError } from "../../values/terminal";
import { probedChannels } from "../import";
import { readState } from "../stack-state";
import { hasContent, publicationsNamed, publicationsOf, type Publication } from "./publications";
import { explained, upsOf, type Explained } from "./rows";
import { table } from "./table";

export interface LogOptions {
  /** The name of a bot or of its publication, or the id of the bot. Default: every bot. */
  readonly bot: string | undefined;
  readonly state: string | undefined;
  /** States of other stacks that publish the same bots, or from which bots are promoted. */
  readonly also: readonly string[];
  readonly json: boolean;
  readonly long: boolean;
  readonly check: boolean;
}

/**
 * Says where each version of a bot came from. Returns the exit code: with `check`, 1 if the source of a live version is
 * not known.
 */
export async function log(session: Session, options: LogOptions): Promise<number> {
  const { json, long, check } = options;
  const state = await readState(options.state, "log");
  const chosen = publicationsNamed(state, options.bot);
  const all = publicationsOf(state);
  for (const file of options.also) all.push(...publicationsOf(await readState(file, "log")));
  const botIds = [...new Set(chosen.map(({ botId }) => botId))];
  if (json && botIds.length !== 1) {
    const names = chosen
      .map(({ name }) => name)
      .sort()
      .join(", ");
    throw new UsageError(`--json is of one bot, and the state has ${names === "" ? "none" : `${names}: name one`}`);
  }
  let isKnown = true;
  for (const [index, botId] of botIds.entries()) {
    const publications = all.filter((one) => one.botId === botId);
    const others = all.filter((one) => one.botId !== botId);
    const rows = await rowsOf(session, publications, others);
    isKnown &&= rows.every(hasSource);
    const names = [...new Set(publications.map(({ name }) => name))].join(", ");
    const title = botIds.length > 1 ? `${index > 0 ? "\n" : ""}${printable(names)}, bot ${botId}\n` : "";
    print(json ? `${JSON.stringify(rows.map(shown))}\n` : title + table(rows, long));
  }
  return check && !isKnown ? 1 : 0;
}

function shown({ version, live, at, by, commit, tested, from, promoted }: Explained): object {
  return { version, live, at, by, commit, tested, from, ...(promoted && { promoted }) };
}

/** Whether the version is not live, or came from a stack. */
function hasSource({ live, from }: Explained): boolean {
  return live.length === 0 || from === "up" || from === "recorded later";
}

/** The versions of one bot, newest first, with the records of all its publications. */
export async function rowsOf(
  session: Session,
  publications: readonly Publication[],
  others: readonly Publication[] = [],
): Promise<Explained[]> {
  const [{ botId, spaceId }] = publications as [Publication];
  const channels = probedChannels(publications.flatMap(({ outs }) => knownChannels(outs)));
  const live = await liveVersions(session, { spaceId, botId }, channels);
  // The list is read after the live versions, so that it contains them.
  const versions = await session.api().listVersions(botId);
  const ups = new Set(publications.flatMap(upsOf).map(({ version }) => version));
  const sameContent = new Map<string, string>();
  for (const [channel, version] of live) {
    if (ups.has(version) || sameContent.has(version)) continue;
    const info = await liveInfo(session, botId, channel);
    const match = info?.version === version ? publications.find((one) => hasContent(one, info)) : undefined;
    if (match) sameContent.set(version, match.stack);
  }
  return explained({ recorded: publications, others, versions, live, sameContent });
}
