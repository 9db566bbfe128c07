import type { Bot } from "../bots/bot";
import { ApiError } from "./api-error";
import type { ApiCall } from "./route";

/** The bot that the call names; one in a space that the token can't use doesn't exist for it. */
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
