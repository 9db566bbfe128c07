import type { Subject } from "../../resources/bot-test/chat";
import { liveVersion } from "../../resources/bot-test/compare/baseline";
import { publishedMeanwhile } from "../../resources/bot-test/compare/gate";
import type { Told } from "../../resources/bot-test/compare/report";
import { watch } from "../../resources/bot-test/watch";
import type { Session } from "../../session/session";
import { UsageError } from "../../values/terminal";
import { isId } from "../../values/text";

/** A bot on the command line: `<bot>`, `<bot>@draft`, `<bot>@<version>`. */
export interface Target {
  readonly botId: string;
  /** `live`, `draft`, or the number of a version. */
  readonly which: string;
}

/** The content that is asked, with its version. A draft has no version. */
export interface FoundTarget extends Subject {
  readonly version: string;
  /** Whether the command line asks for the live version. */
  readonly isLive: boolean;
}

/** A comparison with the compared bots. */
export interface View extends Told {
  readonly baseline: FoundTarget;
  readonly candidate: FoundTarget;
}

export function parseTarget(option: string, given: string | undefined): Target {
  if (given === undefined) throw new UsageError(`--${option} is required`);
  const [botId = "", which = "live", ...rest] = given.split("@");
  if (!isId(botId) || !isId(which) || rest.length > 0) {
    throw new UsageError(`--${option} must be <bot>, <bot>@<version> or <bot>@draft, got ${JSON.stringify(given)}`);
  }
  return { botId, which };
}

/** Finds the content of a target. A live bot is asked by its version, so that all chats are with the same version. */
export async function findTarget(session: Session, { botId, which }: Target): Promise<FoundTarget> {
  if (which === "draft") return { botId, source: "draft", version: "draft", isLive: false };
  const version = which === "live" ? await liveVersion(session, botId) : which;
  if (version === undefined) {
    throw new Error(`This server names no live version of bot ${botId}: give one, as ${botId}@<version>.`);
  }
  return { botId, source: { version }, version, isLive: which === "live" };
}

/**
 * Looks at the content before the first chat. The returned function looks again after the last chat, and returns the
 * lines to print. It throws if a draft was edited meanwhile.
 */
export async function watchTarget(session: Session, target: FoundTarget): Promise<() => Promise<string[]>> {
  const { botId, source, version, isLive } = target;
  if (source !== "draft") return () => (isLive ? publishedMeanwhile(session, { botId, version }) : Promise.resolve([]));
  const look = await watch(session, botId, source);
  return async () => {
    const { problem, note } = await look.again();
    if (problem !== undefined) throw new Error(`not compared: ${problem}`);
    return note === undefined ? [] : [note];
  };
}

/** The names of both bots: `live` and `draft`. With the ids of the bots, if the names would be the same. */
export function labelsOf({ baseline, candidate }: Readonly<Record<"baseline" | "candidate", Target>>): Told["labels"] {
  const name = ({ which }: Target): string => (/^(?:live|draft)$/.test(which) ? which : `version ${which}`);
  const labels = { baseline: name(baseline), candidate: name(candidate) };
  if (labels.baseline !== labels.candidate) return labels;
  const withBot = ({ botId }: Target, label: string): string => `bot ${botId} ${label}`;
  return { baseline: withBot(baseline, labels.baseline), candidate: withBot(candidate, labels.candidate) };
}
