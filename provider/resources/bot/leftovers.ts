import type { BotInfo, BotSummary } from "../../client/bot-types";
import { before, refuseLeftovers } from "../../consistency/leftovers";
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

function draftsOf(spaceId: string): string {
  return `drafts of ${spaceId}`;
}

/** The drafts that are new in the workspace since this process first listed it. */
export async function newDrafts(session: Session, spaceId: string): Promise<BotSummary[]> {
  const drafts = await listDrafts(session, spaceId);
  const old = await session.shared.known<BotSummary[]>(before(draftsOf(spaceId)));
  const known = new Set(old?.map(({ id }) => id));
  return drafts.filter(({ id }) => !known.has(id));
}

/** Refuses to create a bot while a draft of the workspace may be one that an interrupted run has left. */
export function refuseLeftover(session: Session, inputs: CheckedBot, step: Step): Promise<void> {
  const { spaceId } = inputs;
  return refuseLeftovers<BotSummary>(session, step, {
    list: () => session.shared.get(before(draftsOf(spaceId)), () => listDrafts(session, spaceId)),
    among: async (drafts, since) => {
      const recent = drafts.filter(({ updatedAt = 0 }) => updatedAt * 1000 >= since);
      return neverPublished(session, await alike(session, inputs, recent, since));
    },
    words: (ids) =>
      `Bot ${ids.join(" and bot ")} in workspace ${spaceId} has this name and this content, was made in the last 15 minutes and was never published`,
    also: "`pulumi destroy` has just kept it",
    next: (id) =>
      `Adopt it with botId: "${id}", or delete it in the Coze console (${consoleLink(session.settings().baseUrl, spaceId, id)})`,
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
