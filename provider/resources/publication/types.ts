/** The outcome of a `CozeBotTest`. For a test of another program, its outputs. */
export interface TestedBot {
  /** The id of the bot that was tested. */
  botId: string;
  /** The content hash of the bot that has passed; empty if none has. */
  testedContentHash: string;
}
