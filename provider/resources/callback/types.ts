/**
 * An event of Coze. Events of `bot` are about every bot of the account; events of `benefit` are about bills and
 * plugins' quotas.
 */
export type CallbackEvent =
  | "bot.published"
  | "bot.unpublished"
  | "bot.deleted"
  | "benefit.usage"
  | "benefit.plugin.scale.requested"
  | "benefit.plugin.scale.expired";
