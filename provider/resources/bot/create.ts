import type { BotInfo } from "../../client/bot-types";
import { PartialFailure, type Created, type Step } from "../../host/lifecycle";
import { onlyOnce } from "../../certainty/look";
import type { Session } from "../../session/session";
import { isInSpace } from "../../session/space";
import type { Declared } from "../../values/unknown";
import type { CheckedBot } from "./inputs";
import { LostBots } from "./lost";
import { outputs, type BotComputed, type BotOutputs } from "./state";
import { computedFrom, differences, foreignMode, toBody } from "./wire";

/** How a bot comes under management: made, or taken over. */
export class Creation {
  private readonly lost: LostBots;

  constructor(private readonly session: Session) {
    this.lost = new LostBots(session);
  }

  /** One call, and one more for knowledge, which Coze takes on update only. */
  async create(inputs: CheckedBot, step: Step): Promise<Created<BotOutputs>> {
    const { knowledge, ...creatable } = inputs;
    const { id, computed } = await this.make(creatable, step);
    const body = toBody(inputs);
    if ("knowledge" in body) {
      try {
        await this.session.api().updateBot(id, body);
      } catch (error) {
        // What is not there yet is left out, so that the next diff shows it.
        const { contentHash, promotionHash, ...reached } = outputs(id, creatable, computed);
        throw new PartialFailure(id, reached, error);
      }
    }
    return { id, outs: outputs(id, inputs, computed) };
  }

  /** Creates of one name in one space go one after another: what a lost one has made could not be told apart. */
  private make(inputs: CheckedBot, step: Step): Promise<{ id: string; computed: BotComputed }> {
    const { session, lost } = this;
    const { spaceId, name } = inputs;
    return session.locks.run(`${spaceId} ${name}`, async () => {
      await lost.refuseLeftover(inputs, step);
      const made = await onlyOnce<{ id: string; computed: BotComputed }>(
        session,
        async () => {
          const { botId, createdAt } = await session.api().createBot(spaceId, toBody(inputs));
          return { id: botId, computed: { createTime: Math.floor(createdAt.getTime() / 1000) } };
        },
        (answer) => lost.madeBy(inputs, answer, step),
      );
      step.manage(made.id);
      return made;
    });
  }

  /** Takes over an existing bot, and updates it only where it differs. */
  async adopt(id: string, inputs: CheckedBot, step: Step): Promise<Created<BotOutputs>> {
    const live = await this.readForAdoption(id, inputs);
    if (differences(inputs, live).length > 0) await this.session.api().updateBot(id, toBody(inputs));
    step.takeOver(id);
    return { id, outs: outputs(id, inputs, computedFrom(live)) };
  }

  /** Says in a preview what an adoption will change on a bot that others may use. */
  async announceAdoption(id: string, inputs: Declared<CheckedBot>): Promise<void> {
    const changing = differences(inputs, await this.readForAdoption(id, inputs));
    const what = changing.length > 0 ? `will change ${changing.join(", ")}` : "changes nothing on it";
    this.session.log(`adopting it ${what}`, id);
  }

  private async readForAdoption(id: string, { spaceId }: Pick<CheckedBot, "spaceId">): Promise<BotInfo> {
    const live = await this.session.api().readDraft(id);
    const mode = foreignMode(live);
    if (mode) throw new Error(`Bot ${id} cannot be adopted: it is ${mode}, whose content the API does not write.`);
    if (await isInSpace(this.session, spaceId, id)) return live;
    throw new Error(
      `Bot ${id} cannot be adopted: it is not in space ${spaceId}. Set spaceId to the workspace that holds it.`,
    );
  }
}
