import { whileFresh } from "../../consistency/while-fresh";
import type { BotInfo } from "../../client/bot-types";
import { PartialFailure, type Created } from "../../lifecycle";
import { declaredBot, draftHash, liveConflicts, seenDraft } from "../bot/declared";
import type { Session } from "../../session/session";
import { refuseOtherSpace } from "../space";
import { liveInfo, isNewer } from "./channels";
import {
  channelsOf,
  outputs,
  record,
  publishedOutside,
  review,
  reviewing,
  type PublicationOutputs,
  type PublishedNow,
} from "./state";
import { adopt } from "./adopt";
import { logged, type Source } from "./log";
import { takenOver } from "./promotion";
import { API_CHANNEL, type CheckedPublication } from "./inputs";
import { saysForbidden, type LostAnswerError } from "../../client/errors/errors";
import { earliestOf, onlyOnce } from "../../consistency/only-once";
import { sentence } from "../../values/problem";
import { closedGates, isGated } from "./gate";

/** How a publication comes under management: the bot is published, or its live version is adopted. */
export async function createPublication(
  session: Session,
  inputs: CheckedPublication,
): Promise<Created<PublicationOutputs>> {
  const { botId, adoptVersion } = inputs;
  // A CozeBot of this run has already confirmed its workspace. A bot of another program must be found in the workspace
  // once, or "gone" would mean nothing.
  if (!session.registry.isManaged("Bot", botId)) await refuseOtherSpace(session, inputs, "published");
  const published: PublishedNow = await (adoptVersion === undefined
    ? publishNow(session, inputs, {})
    : adopt(session, inputs, adoptVersion));
  const inReview = adoptVersion === undefined ? reviewing(channelsOf(inputs)) : [];
  return { id: botId, outs: { ...outputs(inputs, published, []), ...review(inReview) } };
}

interface NewVersion {
  readonly version: string;
  readonly publishedAt: Date;
}

/** The versions before a publish, from the state. */
type Before = Partial<Pick<PublicationOutputs, "version" | "__log">>;

/** Publishes the draft exactly once. */
export async function publishNow(session: Session, inputs: CheckedPublication, before: Before): Promise<PublishedNow> {
  // The gates are checked again: the preview may have been skipped, or may have known less.
  const refused = closedGates(session, inputs);
  if (refused.length > 0) throw new Error(refused.map(sentence).join(" "));
  const { botId, connectors } = inputs;
  let draft: BotInfo | undefined;
  const attempt = async (): Promise<NewVersion> => {
    draft = await refuseEditedDraft(session, inputs);
    return session.api().publishBot(botId, channelsOf(inputs), connectors);
  };
  // The source is found before the publish: after the publish, nothing may delay the state.
  const source = await sourceOf(session);
  const published = await onlyOnce(session, attempt, (lost) => findPublished(session, inputs, before.version, lost));
  const withLog = (hashes: Hashes): PublishedNow => {
    const { version } = published;
    const tested = hashes.contentHash === undefined ? undefined : session.facts.passedOf(botId, hashes.contentHash);
    const entry = { ...source, ...hashes, version, tested, before: takenOver(inputs, hashes.promotionHash) };
    const log = logged(before.__log, entry, session.settings().keptVersions);
    const recorded = record(version, hashes, published.publishedAt, entry);
    return log === undefined ? recorded : { ...recorded, __log: log };
  };
  await checkLive(session, inputs, { ...published, draft }, withLog);
  return withLog(inputs);
}

type Hashes = Pick<CheckedPublication, "contentHash" | "promotionHash">;

/** The source of the program of this run. Only the log needs it, so an error does not stop the publish. */
function sourceOf(session: Session): Promise<Source> {
  return session.shared.get("source of the program", async () => {
    try {
      const { findSource } = await import("./source/find.js");
      return findSource({ env: session.env, cwd: process.cwd() });
    } catch {
      return {};
    }
  });
}

/**
 * Refuses to publish a draft that somebody has edited in the console, since Coze publishes the whole draft. The draft
 * is always read under a gate. Without a gate it is read unless this run has just written it. Fields that the program
 * does not declare go live, too, so a test covers the whole draft.
 */
async function refuseEditedDraft(session: Session, inputs: CheckedPublication): Promise<BotInfo | undefined> {
  const { botId, requireTest } = inputs;
  const bot = declaredBot(session, botId);
  if (!bot) return refuseUntestedDraft(session, inputs);
  if (!isGated(inputs) && session.written.has(botId)) return undefined;
  // The hash comes from the test of this run itself: the program may give a copy, or leave it out.
  const passed = requireTest && session.facts.passedOf(botId, String(inputs.contentHash));
  const tested = passed?.draftHash ?? "";
  const isTested = (read: BotInfo): boolean => tested === "" || draftHash(read) === tested;
  const { draft, fields } = await seenDraft(session, botId, bot, isTested);
  if (fields.length > 0) {
    throw new Error(
      `Bot ${botId} is not published: its draft differs from the program in ${fields.join(", ")}, as after an edit in the console. Run ` +
        "`pulumi refresh`, then `pulumi up`, which writes the declared content and publishes it.",
    );
  }
  if (isTested(draft)) return draft;
  throw new Error(
    `Bot ${botId} is not published: its draft is another one than the one that has passed its test, in a field that the program does not ` +
      "declare, as after an edit in the console. Change `triggers` of the CozeBotTest, so that it tests the draft as it is now; or declare the field.",
  );
}

/**
 * Refuses a draft under a gate in a run without the bot, as with `--target`. Such a run does not know the bot's
 * content. Only the test may know which draft has passed.
 */
async function refuseUntestedDraft(session: Session, inputs: CheckedPublication): Promise<BotInfo | undefined> {
  if (!isGated(inputs)) return undefined;
  const { botId, requireTest } = inputs;
  const tested = requireTest?.testedDraftHash ?? "";
  if (tested === "") {
    throw new Error(
      `Bot ${botId} is not published: this run does not have the bot, so its draft cannot be compared with what has passed the gate. Run ` +
        "`pulumi up` with the bot and the test in it; for a bot of elsewhere, give requireTest the test's testedDraftHash.",
    );
  }
  const draft = await session.api().readDraft(botId);
  if (draftHash(draft) === tested) return draft;
  throw new Error(
    `Bot ${botId} is not published: its draft is another one than the one that has passed its test. Run \`pulumi up\` with the bot and the ` +
      "test in it.",
  );
}

/** Compares the live version under a gate: somebody may have edited the draft between its read and the publish. */
async function checkLive(
  session: Session,
  inputs: CheckedPublication,
  { version, publishedAt, draft }: NewVersion & { readonly draft: BotInfo | undefined },
  withLog: (hashes: Hashes) => PublishedNow,
): Promise<void> {
  const { botId } = inputs;
  const bot = declaredBot(session, botId);
  if (!isGated(inputs) || (!bot && !draft)) return;
  const channels = channelsOf(inputs);
  const channel = channels.includes(API_CHANNEL) ? API_CHANNEL : (channels[0] ?? API_CHANNEL);
  const live = await whileFresh(session, {
    madeAt: publishedAt.getTime(),
    look: () => liveInfo(session, botId, channel),
    isSeen: (info) => info?.version !== undefined && !isNewer(version, info.version),
  });
  if (live?.version !== version) {
    session.warn(
      `version ${version} could not be read back from channel ${channel}, so it is not known what it has`,
      botId,
    );
    return;
  }
  const fields = liveConflicts(bot, live, draft);
  if (fields.length === 0) return;
  const recorded = {
    ...withLog({ contentHash: undefined, promotionHash: "" }),
    contentHash: publishedOutside(version),
  };
  throw new PartialFailure(
    botId,
    { ...outputs(inputs, recorded, []), ...review(reviewing(channels)) },
    new Error(
      `Version ${version} of bot ${botId} is live, and it is not what was to be published: it differs in ${fields.join(", ")}. Somebody has edited ` +
        "the draft while it was published. Run `pulumi refresh`, then `pulumi up`, which publishes the declared content again.",
    ),
  );
}

/**
 * The version of a publish whose answer was lost. It must be newer than the version before, and created since the call
 * began: somebody may have published from outside earlier. A publish is for all its channels, so a look at one is
 * enough.
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
    // If the token lacks the permission point for versions, only the live version can be read.
    const { version = "" } = await session.api().readPublished(botId);
    return isNewer(version, known) ? { version, publishedAt: new Date(session.api().serverNow()) } : undefined;
  }
}
