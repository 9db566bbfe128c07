import { canonical, hashes } from "../resources/bot/canonical";
import { computedFrom, fromInfo } from "../resources/bot/wire";
import type { BotInfo } from "../client/bot-types";
import { warnOfMode } from "../resources/bot/mode";
import type { Session } from "../session/session";
import type { GetBotResult } from "./results";

/** The result of a lookup, from a read. */
export function toResult(session: Session, botId: string, info: BotInfo): GetBotResult {
  warnOfMode(session, botId, info);
  return {
    name: "",
    ...fromInfo(info, false),
    ...hashes(canonical(fromInfo(info))),
    ...computedFrom(info),
    botId,
    ...(info.version ? { version: info.version } : {}),
  };
}
