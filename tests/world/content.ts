import type { BotContent } from "../../emulator/bots/content";
import type { BotSpec } from "./program";

/** What a program declares of a bot, as a text; what it does not declare does not count. */
export function contentKey({ prompt_info: info, description }: BotContent, declares: BotSpec | undefined): string {
  return JSON.stringify([info?.prompt ?? "", declares?.description === undefined ? null : (description ?? "")]);
}

export const sameContent = (a: BotContent, b: BotContent, declares: BotSpec | undefined): boolean =>
  contentKey(a, declares) === contentKey(b, declares);
