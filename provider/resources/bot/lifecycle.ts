import { saysMissing, type CozeApiError } from "../../client/errors/errors";
import type { BotInfo } from "../../client/bot-types";
import type { Checked, Diff, Found, Lifecycle, Props, Step } from "../../lifecycle";
import { inMilliseconds, whileFresh } from "../../consistency/while-fresh";
import type { Session } from "../../session/session";
import { confirmBotGone, consoleLink, spaceOf } from "../space";
import { oneLine } from "../../values/text";
import { containsUnknown, UNKNOWN, type Declared } from "../../values/tree";
import { canonical, hashes } from "./canonical";
import { announceAdoption, createOrAdopt } from "./create";
import {
  botInputs,
  botProblems,
  type CheckedBot,
  leftCaching,
  limitsAt,
  misreadTexts,
  thinksBesideTools,
} from "./inputs";
import { computedFrom, foreignMode, fromInfo, NOT_WRITTEN, notResettable, toBody, warnOfMode, withLive } from "./wire";
import { namedProblem, noteWritten } from "./declared";
import { botPlugin } from "./plugin";
import type { Kind } from "../../host/kind";
import { inSpace, listed } from "../listing";
import {
  beforeOf,
  changedLeaves,
  computed,
  computedOf,
  inputsOf,
  managedOf,
  outputs,
  policyOf,
  type BotOutputs,
} from "./state";

const ARCHIVED_PREFIX = "del-";
const MAX_NAME = 20;

export const botKind: Kind = {
  inputs: botInputs,
  lifecycle: botLifecycle,
  plugin: botPlugin,
  computed,
  listing: inSpace(async (session, spaceId) => (await session.api().listBots(spaceId, "all")).map(listed)),
};

export function botLifecycle(session: Session): Lifecycle<CheckedBot, BotOutputs> {
  return {
    check: (olds, news, step) => check(session, olds, news, step),
    diff: (id, olds, news) => diff(session, id, olds, news),
    create: (inputs, step) => createOrAdopt(session, inputs, step),
    read: (id, outs) => read(session, id, outs),
    readUnmanaged: (id, given) => readUnmanaged(session, id, given),
    update: (id, olds, news) => update(session, id, olds, news),
    delete: (id, outs) => remove(session, id, outs),
  };
}

async function check(
  session: Session,
  olds: Partial<CheckedBot>,
  news: Props,
  step: Step,
): Promise<Checked<CheckedBot>> {
  // With `ignoreChanges` for all inputs, the engine passes in the hashes that an earlier check has added.
  const { contentHash, promotionHash, ...declared } = news;
  const { spaceId, problems } = spaceOf(session, olds, declared);
  problems.unshift(...botProblems(declared, limitsAt(session.settings().baseUrl)));
  if (spaceId === olds.spaceId) problems.push(...leftCaching(olds, declared));
  const { botId } = declared;
  const isNew = Object.keys(olds).length === 0;
  if (typeof botId === "string" && botId !== UNKNOWN) {
    const other = step.claim(botId, isNew);
    if (other !== undefined) {
      const rule = `is the bot that the resource ${other} of this program adopts, too: keep one of the two`;
      problems.push({ path: ["botId"], rule });
    }
    const named = namedProblem(session, botId);
    if (named !== undefined) problems.push({ path: ["botId"], rule: named });
  }
  if (problems.length > 0) return { problems };
  const inputs = { ...declared, spaceId } as Declared<CheckedBot>;
  if (thinksBesideTools(declared) && !thinksBesideTools(olds)) await step.named(() => warnOfThinking(session));
  const misread = misreadTexts(declared).filter((path) => !misreadTexts(olds).includes(path));
  if (misread.length > 0) await step.named(() => warnOfMisread(session, misread));
  // Only this part of a check makes calls.
  if (isNew && typeof botId === "string" && !containsUnknown([botId, spaceId])) {
    await step.named(() => announceAdoption(session, botId, inputs));
  }
  return { inputs: { ...inputs, ...hashes(canonical(inputs)) }, problems };
}

function warnOfThinking(session: Session): Promise<void> {
  session.warn(
    'modelInfoConfig.parameters.thinkingType is "enabled": by Coze\'s page a bot that thinks so uses no plugins and no workflows',
  );
  return Promise.resolve();
}

function warnOfMisread(session: Session, paths: readonly string[]): Promise<void> {
  session.warn(
    `${paths.join(", ")}: has a byte order mark (U+FEFF) or a replacement character (U+FFFD): its file may have been read in a wrong encoding`,
  );
  return Promise.resolve();
}

function diff(session: Session, id: string, olds: BotOutputs, news: Declared<CheckedBot>): Diff {
  const named = namedProblem(session, id);
  if (named !== undefined) throw new Error(`Bot ${id} ${named}.`);
  const replaces: string[] = [];
  if (news.spaceId === UNKNOWN || news.spaceId !== olds.spaceId) replaces.push("spaceId");
  if (news.botId !== undefined && news.botId !== id) replaces.push("botId");
  if (replaces.length > 0 && policyOf(olds) === "fail" && !containsUnknown([news.spaceId, news.botId])) {
    // Without this error, the delete of the old bot would be refused only after the new bot exists.
    throw new Error(
      `Bot ${id} would be replaced, since ${replaces.join(" and ")} changes, and its deletionPolicy is "fail". Set deletionPolicy to ` +
        '"retain" or "archive" and run `pulumi up` first.',
    );
  }
  const changed = [...replaces, ...changedLeaves(olds, news)];
  if (policyOf(olds) !== policyOf(news)) changed.push("deletionPolicy");
  const changes = changed.length > 0 || olds.contentHash !== news.contentHash;
  // The preview shows the note, and the update fails.
  const note = changes && replaces.length === 0 && olds.__mode !== undefined ? changedMode(id, olds.__mode) : undefined;
  return { changes, changed, replaces, ...(note !== undefined && { note }) };
}

function changedMode(id: string, mode: string): string {
  return (
    `Bot ${id} is ${mode} by now, ${NOT_WRITTEN}, so nothing is written to it. Make it a single agent again in the Coze console and run ` +
    "`pulumi refresh`, or run `pulumi state delete` with the URN of this resource."
  );
}

async function update(session: Session, id: string, olds: BotOutputs, news: CheckedBot): Promise<BotOutputs> {
  const now = canonical(news);
  const removed = managedOf(olds).filter((path) => !(path in now));
  const kept = notResettable(news, removed);
  if (changedLeaves(olds, news).some((path) => !kept.includes(path))) {
    if (olds.__mode !== undefined) throw new Error(changedMode(id, olds.__mode));
    await session.api().updateBot(id, toBody(news, removed));
    noteWritten(session, id);
  }
  for (const path of kept) {
    session.warn(`${path} has no default to go back to: it keeps its value and is no longer managed`, id);
  }
  return outputs(id, news, computedOf(olds));
}

async function read(session: Session, id: string, outs: BotOutputs): Promise<Found<CheckedBot, BotOutputs>> {
  const live = await whileFresh(session, {
    madeAt: inMilliseconds(outs.createTime),
    look: () => draftOrMissing(session, id),
    isSeen: (found) => !(found instanceof Error),
  });
  if (live instanceof Error) {
    await confirmBotGone(session, outs.spaceId, id, live);
    return "gone";
  }
  const managed = managedOf(outs);
  const liveInputs = withLive(inputsOf(outs), managed, live);
  const inputs = { ...liveInputs, ...hashes(canonical(liveInputs)) };
  const kept = { __managed: managed, __adopted: outs.__adopted, ...beforeOf(outs, inputs), __mode: foreignMode(live) };
  const found = { ...outputs(id, inputs, computedFrom(live, outs)), ...kept };
  warnOfMode(session, id, live);
  return { outs: found, inputs: outs.__adopted === true ? { ...inputs, botId: id } : inputs };
}

async function draftOrMissing(session: Session, id: string): Promise<BotInfo | CozeApiError> {
  try {
    return await session.api().readDraft(id);
  } catch (error) {
    if (saysMissing(error)) return error;
    throw error;
  }
}

/** `CozeBot.get`: every readable field of a bot that this program does not manage. */
async function readUnmanaged(session: Session, id: string, given: Partial<BotOutputs>): Promise<Props> {
  const live = await session.api().readDraft(id);
  warnOfMode(session, id, live);
  const content = fromInfo(live);
  return { ...content, ...hashes(canonical(content)), ...computedFrom(live, given), botId: id };
}

async function remove(session: Session, id: string, outs: BotOutputs): Promise<void> {
  const link = consoleLink(session.settings().baseUrl, outs.spaceId, id);
  const policy = policyOf(outs);
  if (policy === "fail") {
    throw new Error(
      `Bot ${id} is kept, since its deletionPolicy is "fail" and Coze has no call that deletes a bot. Set deletionPolicy to ` +
        `"retain" or "archive" and run \`pulumi up\` first, or \`pulumi state delete\` the resource. The bot: ${link}`,
    );
  }
  if (policy === "archive" && !(await archive(session, id, outs))) return;
  const draft = policy === "archive" ? "its draft was renamed and is kept" : "its draft is kept";
  session.warn(`Coze has no call that deletes a bot: ${draft}. Delete it in the console: ${link}`, id);
}

/**
 * Renames the draft, so that leftovers can be found. Returns false if the bot is gone. Fails if the draft has another
 * name than the recorded one: somebody else may use it by now.
 */
async function archive(session: Session, id: string, outs: BotOutputs): Promise<boolean> {
  const name = Array.from(ARCHIVED_PREFIX + outs.name)
    .slice(0, MAX_NAME)
    .join("");
  try {
    const { name: live } = await session.api().readDraft(id);
    if (live === name) return true;
    if (live !== undefined && live !== outs.name) {
      throw new Error(
        `Bot ${id} is not archived: its draft is named ${JSON.stringify(oneLine(live))} by now, and this resource has recorded another name. ` +
          "If the bot is still to be archived, run `pulumi refresh` first, then this again. If another resource or stack manages it by now, " +
          "run `pulumi state delete` with the URN of this resource.",
      );
    }
    await session.api().updateBot(id, { name });
    return true;
  } catch (error) {
    await confirmBotGone(session, outs.spaceId, id, error);
    return false;
  }
}
