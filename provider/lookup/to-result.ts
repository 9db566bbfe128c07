import { canonical, hashes } from "../resources/bot/canonical";
import { computedFrom, fromInfo } from "../resources/bot/wire";
import type { BotInfo } from "../client/bot-types";
import type { GetBotResult } from "./results";

/** What a read tells, as the lookups give it. */
export function toResult(botId: string, info: BotInfo): GetBotResult {
  const content = fromInfo(info);
  return {
    name: "",
    ...content,
    ...hashes(canonical(content)),
    ...computedFrom(info),
    botId,
    ...(info.version ? { version: info.version } : {}),
  };
}
