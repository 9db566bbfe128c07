import { createOnce, type Made } from "../../consistency/create-once";
import type { BotSummary } from "../../client/bot-types";
import type { BotInfo } from "../../client/bot-types";
import { PartialFailure, type Created, type Step } from "../../lifecycle";
import type { Session } from "../../session/session";
import { refuseOtherSpace } from "../space";
import type { Declared } from "../../values/tree";
import { noteWritten } from "./declared";
import type { CheckedBot } from "./inputs";
import { alike, newDrafts, refuseLeftover } from "./leftovers";
import { outputs, type BotOutputs } from "./state";
import { computedFrom, differences, refuseForeign, toBody, type BotComputed } from "./wire";

/** How a bot comes under management: it is created, or an existing one is adopted. */
export function createOrAdopt(session: Session, inputs: CheckedBot, step: Step): Promise<Created<BotOutputs>> {
  const { botId } = inputs;
  return botId === undefined ? createBot(session, inputs, step) : adopt(session, botId, inputs, step);
}

/** Creates a bot with one call. Knowledge needs a second call, since Coze accepts it on update only. */
async function createBot(session: Session, inputs: CheckedBot, step: Step): Promise<Created<BotOutputs>> {
  const { knowledge, ...creatable } = inputs;
  const { id, computed } = await createDraft(session, creatable, step);
  const body = toBody(inputs);
  if ("knowledge" in body) {
    try {
      await session.api().updateBot(id, body);
    } catch (error) {
      // The outputs leave out the knowledge and the hashes, so the next diff shows what is missing.
      const { contentHash, promotionHash, ...reached } = outputs(id, creatable, computed);
      throw new PartialFailure(id, reached, error);
    }
  }
  noteWritten(session, id);
  return { id, outs: outputs(id, inputs, computed) };
}

function createDraft(session: Session, inputs: CheckedBot, step: Step): Promise<Made<BotComputed>> {
  const { spaceId, name } = inputs;
  return createOnce<BotSummary, BotComputed>(session, step, {
    lock: `${spaceId} ${name}`,
    prepare: () => refuseLeftover(session, inputs, step),
    attempt: async () => {
      const { botId, createdAt } = await session.api().createBot(spaceId, toBody(inputs));
      return { id: botId, computed: { createTime: Math.floor(createdAt.getTime() / 1000) } };
    },
    candidates: () => newDrafts(session, spaceId),
    madeAt: (draft) => draft.updatedAt,
    ownerOf: (draft) => draft.ownerUserId,
    among: async (drafts) =>
      (await alike(session, inputs, drafts)).map(({ id, live }) => ({ id, computed: computedFrom(live) })),
    several: {
      what: `drafts in workspace ${spaceId}`,
      next: "Set botId to the right one, and delete the others in the Coze console.",
    },
  });
}

/** Adopts an existing bot, and updates it only if it differs. */
async function adopt(session: Session, id: string, inputs: CheckedBot, step: Step): Promise<Created<BotOutputs>> {
  const live = await readForAdoption(session, id, inputs);
  if (differences(inputs, live).length > 0) {
    await session.api().updateBot(id, toBody(inputs));
    noteWritten(session, id);
  }
  step.manage(id);
  return { id, outs: outputs(id, inputs, computedFrom(live)) };
}

/** Reports in a preview what an adoption will change on a bot that others may use. */
export async function announceAdoption(session: Session, id: string, inputs: Declared<CheckedBot>): Promise<void> {
  const changing = differences(inputs, await readForAdoption(session, id, inputs));
  const what = changing.length > 0 ? `will change ${changing.join(", ")}` : "changes nothing on it";
  session.log(`adopting it ${what}`, id);
}

async function readForAdoption(
  session: Session,
  id: string,
  { spaceId }: Pick<CheckedBot, "spaceId">,
): Promise<BotInfo> {
  const live = await session.api().readDraft(id);
  refuseForeign(id, live, "adopted");
  await refuseOtherSpace(session, { spaceId, botId: id }, "adopted");
  return live;
}
