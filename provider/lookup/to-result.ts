import { canonical, hashes } from "../bot/canonical";
import { computedFrom } from "../bot/state";
import { fromInfo } from "../bot/wire";
import type { BotInfo } from "../client/wire-types";
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
