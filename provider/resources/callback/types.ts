/**
 * An event of Coze. Those of bots are about every bot of the account; those of `benefit` are about bills and plugins'
 * quotas.
 */
export type CallbackEvent =
  | "bot.published"
  | "bot.unpublished"
  | "bot.deleted"
  | "benefit.usage"
  | "benefit.plugin.scale.requested"
  | "benefit.plugin.scale.expired";
