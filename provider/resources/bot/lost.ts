import { messageOf, saysForbidden, type LostAnswerError } from "../../client/http/errors";
import type { BotSummary } from "../../client/bot-items";
import type { BotInfo } from "../../client/bot-types";
import type { Step } from "../../host/lifecycle";
import { currentUser, onlyOne, serverTime, SLACK_MS, undecided } from "../../certainty/look";
import type { Session } from "../../session/session";
import { consoleLink } from "../../session/space";
import type { CheckedBot } from "./inputs";
import type { BotComputed } from "./state";
import { computedFrom, contradicts, createdAt } from "./wire";

/** How old a draft may be that an interrupted run is suspected to have left behind. */
const LEFTOVER_MS = 15 * 60_000;

/** Finds the bots that a create has made without anyone knowing: the one whose answer was lost, and a crashed run's. */
export class LostBots {
  private readonly checkedSpaces = new Map<string, Promise<BotSummary[]>>();

  constructor(private readonly session: Session) {}

  /** The bot that the lost create has made, if it did. More than one candidate is for a person to decide. */
  async madeBy(
    inputs: CheckedBot,
    lost: LostAnswerError,
    step: Step,
  ): Promise<{ id: string; computed: BotComputed } | undefined> {
    const { spaceId } = inputs;
    const drafts = await undecided(lost, () => this.session.api().listBots(spaceId, "unpublished_draft"));
    const owner = await undecided(lost, () => currentUser(this.session));
    const since = serverTime(this.session, lost.begun) - SLACK_MS;
    const before = new Set((await this.checkedSpaces.get(spaceId))?.map(({ id }) => id));
    const candidates = drafts.filter(
      ({ id, ownerUserId, ...draft }) =>
        ownerUserId === owner && updatedAt(draft) >= since && !before.has(id) && !step.isManaged(id),
    );
    const made = await undecided(lost, () => this.alike(inputs, candidates));
    const only = onlyOne(lost, made, {
      what: `drafts in space ${spaceId}`,
      next: "Set botId to the right one, and delete the others in the Coze console.",
    });
    return only && { id: only.id, computed: computedFrom(only.live) };
  }

  /**
   * A run that was cut off between Coze's answer and the state leaves a bot that no state knows. Before the first create
   * in a space its never-published drafts are listed once; one that could be such a leftover stops the create.
   */
  async refuseLeftover(inputs: CheckedBot, step: Step): Promise<void> {
    const { allowSameName, baseUrl } = this.session.settings();
    if (allowSameName) return;
    const { spaceId } = inputs;
    let leftovers: string[];
    try {
      const drafts = await this.draftsBefore(spaceId);
      const since = this.session.api().serverNow() - LEFTOVER_MS;
      const recent = drafts.filter((draft) => updatedAt(draft) >= since && !step.isManaged(draft.id));
      leftovers = await this.neverPublished(await this.alike(inputs, recent, since));
    } catch (error) {
      if (!saysForbidden(error)) throw error;
      this.session.warn(`what an interrupted run may have left behind is not looked for. ${messageOf(error)}`);
      return;
    }
    const [botId] = leftovers;
    if (botId === undefined) return;
    throw new Error(
      `Bot ${leftovers.join(" and bot ")} in space ${spaceId} has this name and this content, was made in the last 15 minutes and was never ` +
        `published: a run before this one may have been cut off before it could record it, or \`pulumi destroy\` has just kept it. Adopt it with botId: "${botId}", or delete it in ` +
        `the Coze console (${consoleLink(baseUrl, spaceId, botId)}), or create another one all the same with ` +
        "`pulumi config set coze:allowSameName true`.",
    );
  }

  /** Listed once, so that what this process makes itself is not among them. */
  private draftsBefore(spaceId: string): Promise<BotSummary[]> {
    const drafts = this.checkedSpaces.get(spaceId) ?? this.session.api().listBots(spaceId, "unpublished_draft");
    this.checkedSpaces.set(spaceId, drafts);
    drafts.catch(() => this.checkedSpaces.delete(spaceId));
    return drafts;
  }

  /** The drafts that have the name, and nothing in what can be read of them that differs from the inputs. */
  private async alike(inputs: CheckedBot, drafts: BotSummary[], since = 0): Promise<{ id: string; live: BotInfo }[]> {
    const found: { id: string; live: BotInfo }[] = [];
    for (const draft of drafts.filter(({ name }) => name === inputs.name)) {
      const live = await this.session.api().readDraft(draft.id);
      if (createdAt(live) >= since && !contradicts(inputs, live)) found.push({ id: draft.id, live });
    }
    return found;
  }

  private async neverPublished(drafts: { id: string }[]): Promise<string[]> {
    const found: string[] = [];
    for (const { id } of drafts) if ((await this.session.api().newestVersion(id)) === undefined) found.push(id);
    return found;
  }
}

function updatedAt(draft: Pick<BotSummary, "updatedAt">): number {
  return (draft.updatedAt ?? 0) * 1000;
}
