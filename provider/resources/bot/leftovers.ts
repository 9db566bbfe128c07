import type { BotSummary } from "../../client/bot-types";
import type { BotInfo } from "../../client/bot-types";
import { before, LEFTOVER_MS, leftoversOr } from "../../consistency/create-once";
import type { Step } from "../../lifecycle";
import type { Session } from "../../session/session";
import { consoleLink } from "../space";
import type { CheckedBot } from "./inputs";
import { contradicts, createdAt } from "./wire";

interface Draft {
  readonly id: string;
  readonly live: BotInfo;
}

/** A fresh list of the never-published drafts of a workspace. */
function listDrafts(session: Session, spaceId: string): Promise<BotSummary[]> {
  return session.api().listBots(spaceId, "unpublished_draft");
}

/** The key of the list of a workspace's drafts before this process created any there. */
function draftsBefore(spaceId: string): string {
  return before(`drafts of ${spaceId}`);
}

/** The drafts that are new in the workspace since this process first listed it. */
export async function newDrafts(session: Session, spaceId: string): Promise<BotSummary[]> {
  const drafts = await listDrafts(session, spaceId);
  const before = await session.shared.known<BotSummary[]>(draftsBefore(spaceId));
  const known = new Set(before?.map(({ id }) => id));
  return drafts.filter(({ id }) => !known.has(id));
}

/**
 * A run that was interrupted between Coze's answer and the state leaves a bot that no state has. The first create in a
 * workspace lists its never-published drafts once. A draft that may be such a leftover stops the create.
 */
export async function refuseLeftover(session: Session, inputs: CheckedBot, step: Step): Promise<void> {
  const { allowSameName, baseUrl } = session.settings();
  if (allowSameName) return;
  const { spaceId } = inputs;
  const leftovers = await findLeftovers(session, inputs, step);
  const [botId] = leftovers;
  if (botId === undefined) return;
  throw new Error(
    `Bot ${leftovers.join(" and bot ")} in workspace ${spaceId} has this name and this content, was made in the last 15 minutes and was never ` +
      `published: a run before this one may have been cut off before it could record it, or \`pulumi destroy\` has just kept it, or it is the bot that ` +
      `\`--replace\` is to replace, which Pulumi does not say. Adopt it with botId: "${botId}", or delete it in ` +
      `the Coze console (${consoleLink(baseUrl, spaceId, botId)}), or create another one anyway with ` +
      "`pulumi config set coze:allowSameName true`.",
  );
}

function findLeftovers(session: Session, inputs: CheckedBot, step: Step): Promise<readonly string[]> {
  const { spaceId } = inputs;
  return leftoversOr(session, async () => {
    const drafts = await session.shared.get(draftsBefore(spaceId), () => listDrafts(session, spaceId));
    const since = session.api().serverNow() - LEFTOVER_MS;
    const recent = drafts.filter(({ id, updatedAt = 0 }) => updatedAt * 1000 >= since && !step.isManaged(id));
    return neverPublished(session, await alike(session, inputs, recent, since));
  });
}

/** The drafts that have the name, and whose readable fields equal the inputs. */
export async function alike(
  session: Session,
  inputs: CheckedBot,
  drafts: readonly BotSummary[],
  since = 0,
): Promise<Draft[]> {
  const found: Draft[] = [];
  for (const { id } of drafts.filter(({ name }) => name === inputs.name)) {
    const live = await session.api().readDraft(id);
    if (createdAt(live) >= since && !contradicts(inputs, live)) found.push({ id, live });
  }
  return found;
}

async function neverPublished(session: Session, drafts: readonly Draft[]): Promise<string[]> {
  const found: string[] = [];
  for (const { id } of drafts) if ((await session.api().newestVersion(id)) === undefined) found.push(id);
  return found;
}
