/**
 * The names of channels, for `connectorIds` of a publication. The words `"API"` and `"ChatSDK"` mean the same there.
 *
 * @example
 * ```ts
 * import { CozeBot, CozeBotPublication, CozeChannel } from "pulumi-coze";
 *
 * const bot = new CozeBot("support", { name: "Support" });
 * new CozeBotPublication("support", { bot, connectorIds: [CozeChannel.API, CozeChannel.ChatSDK] });
 * ```
 */
export const CozeChannel = {
  /** The API. */
  API: "1024",
  /** The Chat SDK. */
  ChatSDK: "999",
} as const;

/** The id of the channel with the name. Any other text is an id already. */
export function channelId(name: string): string {
  return Object.hasOwn(CozeChannel, name) ? CozeChannel[name as keyof typeof CozeChannel] : name;
}
