import type { GetBotResult } from "../lookup/bot-types";
import { programError } from "./sdk-internals";
import { CONTENT_KEYS, type CozeBotArgs } from "./bot";
import { declarable, pluginsWithoutTools } from "../values/declarable";

/**
 * Turns the result of `getBot` into the arguments of a `CozeBot`: to clone a bot, or to promote exactly the draft that
 * was tested in the console. The arguments contain the fields that belong to a workspace (knowledge, plugins,
 * workflows, model), and you can replace them. They lack the fields that Coze does not return (icon, `autoCall`,
 * `searchStrategy`).
 *
 * Fails if Coze has not returned the ids of a plugin's tools, which happens in some reads of drafts.
 *
 * @example
 * ```ts
 * const tested = await getBot({ botId: "7342866812345678901" });
 * new CozeBot("support", { ...botArgs(tested), name: "Support" });
 * ```
 */
export function botArgs(bot: GetBotResult): CozeBotArgs {
  const plugins = pluginsWithoutTools(bot);
  if (plugins.length > 0) {
    throw programError(
      `botArgs: plugins: Coze has not returned which tools of plugin ${plugins.join(", ")} bot ${bot.botId} uses. ` +
        "Read the published bot (getBot with published: true), or set plugins yourself.",
    );
  }
  const content: Partial<Record<(typeof CONTENT_KEYS)[number], unknown>> = { ...declarable(bot) };
  const given = CONTENT_KEYS.filter((key) => !isEmpty(content[key])).map((key) => [key, content[key]]);
  return { name: bot.name, ...Object.fromEntries(given) } as CozeBotArgs;
}

/** Whether a value declares nothing. The new bot then has its default. */
function isEmpty(value: unknown): boolean {
  if (typeof value === "object" && value !== null) return Object.values(value).every(isEmpty);
  return value === undefined || value === "";
}
