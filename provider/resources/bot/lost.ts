import type { BotSummary } from "../../client/bot-items";
import type { BotInfo } from "../../client/bot-types";
import { messageOf, saysForbidden } from "../../client/http/errors";
import type { Step } from "../../host/lifecycle";
import type { Session } from "../../session/session";
import { SharedReads } from "../../session/shared-reads";
import { consoleLink } from "../../session/space";
import type { CheckedBot } from "./inputs";
import { contradicts, createdAt } from "./wire";

/** How old a draft may be that an interrupted run is suspected to have left behind. */
const LEFTOVER_MS = 15 * 60_000;

interface Draft {
  readonly id: string;
  readonly live: BotInfo;
}

/** Finds bots that were created without a record: by a call whose answer was lost, or by a run that was cut off. */
export function lostBots(session: Session) {
  /** The drafts of each space before this process created any there. */
  const before = new SharedReads();
  const listDrafts = (spaceId: string) => session.api().listBots(spaceId, "unpublished_draft");

  /** The drafts that have come into the space since, as far as it was listed. */
  async function newDrafts(spaceId: string): Promise<BotSummary[]> {
    const drafts = await listDrafts(spaceId);
    const known = new Set((await before.known<BotSummary[]>(spaceId))?.map(({ id }) => id));
    return drafts.filter(({ id }) => !known.has(id));
  }

  /**
   * A run that was cut off between Coze's answer and the state leaves a bot that no state knows. Before the first create
   * in a space its never-published drafts are listed once; one that could be such a leftover stops the create.
   */
  async function refuseLeftover(inputs: CheckedBot, step: Step): Promise<void> {
    const { allowSameName, baseUrl } = session.settings();
    if (allowSameName) return;
    const { spaceId } = inputs;
    const leftovers = await findLeftovers(inputs, step);
    const [botId] = leftovers;
    if (botId === undefined) return;
    throw new Error(
      `Bot ${leftovers.join(" and bot ")} in space ${spaceId} has this name and this content, was made in the last 15 minutes and was never ` +
        `published: a run before this one may have been cut off before it could record it, or \`pulumi destroy\` has just kept it. Adopt it with botId: "${botId}", or delete it in ` +
        `the Coze console (${consoleLink(baseUrl, spaceId, botId)}), or create another one anyway with ` +
        "`pulumi config set coze:allowSameName true`.",
    );
  }

  async function findLeftovers(inputs: CheckedBot, step: Step): Promise<string[]> {
    try {
      const drafts = await before.get(inputs.spaceId, () => listDrafts(inputs.spaceId));
      const since = session.api().serverNow() - LEFTOVER_MS;
      const recent = drafts.filter(({ id, updatedAt = 0 }) => updatedAt * 1000 >= since && !step.isManaged(id));
      return await neverPublished(await alike(inputs, recent, since));
    } catch (error) {
      if (!saysForbidden(error)) throw error;
      session.warn(`what an interrupted run may have left behind is not looked for. ${messageOf(error)}`);
      return [];
    }
  }

  /** The drafts that have the name, and nothing in what can be read of them that differs from the inputs. */
  async function alike(inputs: CheckedBot, drafts: readonly BotSummary[], since = 0): Promise<Draft[]> {
    const found: Draft[] = [];
    for (const { id } of drafts.filter(({ name }) => name === inputs.name)) {
      const live = await session.api().readDraft(id);
      if (createdAt(live) >= since && !contradicts(inputs, live)) found.push({ id, live });
    }
    return found;
  }

  async function neverPublished(drafts: readonly Draft[]): Promise<string[]> {
    const found: string[] = [];
    for (const { id } of drafts) if ((await session.api().newestVersion(id)) === undefined) found.push(id);
    return found;
  }

  return { newDrafts, refuseLeftover, alike };
}
