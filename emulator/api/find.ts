import type { Bot } from "../bots/bot";
import type { DocumentView } from "../knowledge/document";
import type { DatasetView } from "../knowledge/store";
import { ApiError } from "./reply";
import type { ApiCall } from "./route";

export function checkSpace({ identity }: ApiCall, spaceId: string): void {
  if (!identity.spaces.has(spaceId)) {
    throw new ApiError(4101, `The token does not have permission to access the workspace ${spaceId}.`);
  }
}

/** The bot that the call names. For the call, a bot in a space that the token can't use does not exist. */
export function findBot({ platform, identity }: ApiCall, botId: string): Bot {
  const bot = platform.bots.find(botId);
  if (!bot || !identity.spaces.has(bot.spaceId)) throw unknownBot(botId);
  return bot;
}

/** `findBot` for reads, which do not find a new bot before `createLagMs` has passed. */
export function findVisibleBot(call: ApiCall, botId: string): Bot {
  const bot = findBot(call, botId);
  if (bot.visibleAt > call.platform.clock.now()) throw unknownBot(botId);
  return bot;
}

function unknownBot(botId: string): ApiError {
  const msg = `Requested resource bot_id=${botId} does not exist. Ensure you are the correct resource identifier.`;
  return new ApiError(4200, msg);
}

/** The dataset that the call names. For the call, a dataset in a space that the token can't use does not exist. */
export function findDataset({ platform, identity }: ApiCall, datasetId: string): DatasetView {
  const dataset = platform.knowledge.datasets.find(({ id }) => id === datasetId);
  if (!dataset || !identity.spaces.has(dataset.spaceId) || dataset.visibleAt > platform.clock.now()) {
    throw missing("dataset_id", datasetId);
  }
  return dataset;
}

/** `findDataset` for changes of the dataset and its documents, which only its owner may make. */
export function findOwnDataset(call: ApiCall, datasetId: string): DatasetView {
  const dataset = findDataset(call, datasetId);
  if (dataset.ownerUserId !== call.identity.userId) {
    throw new ApiError(4101, `Only the owner of the dataset ${datasetId} may do this.`);
  }
  return dataset;
}

export function findOwnDocument(call: ApiCall, documentId: string): DocumentView {
  const document = call.platform.knowledge.documents.find(({ id }) => id === documentId);
  if (!document || document.visibleAt > call.platform.clock.now()) throw missing("document_id", documentId);
  findOwnDataset(call, document.datasetId);
  return document;
}

function missing(what: string, id: string): ApiError {
  return new ApiError(4200, `Requested resource ${what}=${id} does not exist.`);
}
