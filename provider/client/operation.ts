/**
 * One kind of call. `repeat` says what a repetition does: a `read` and a `write` come out the same when sent twice; a
 * call that happens `once` makes a second thing: another bot, another version.
 */
export interface Operation {
  readonly name: string;
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  readonly repeat: "read" | "write" | "once";
  /** The permission points that the token needs. */
  readonly permission: string;
  /** Of a call that happens once: what to do where nobody knows whether it was done. */
  readonly undecided?: string;
}

export const OPERATIONS = {
  createBot: {
    name: "create",
    method: "POST",
    repeat: "once",
    permission: "createBot",
    undecided:
      "Coze may have done it all the same. Look for a draft of this name in that workspace in the Coze console: set botId to its id " +
      "to adopt it, or run this again if there is none.",
  },
  updateBot: { name: "update", method: "POST", repeat: "write", permission: "edit" },
  publishBot: {
    name: "publish",
    method: "POST",
    repeat: "once",
    permission: "publish",
    undecided:
      "Coze may have done it all the same. Run `pulumi up` again, which at worst makes one more version of the same content; where it " +
      "was to be the publication's first version, adoptVersion takes over the one that is live by then.",
  },
  unpublishBot: {
    name: "unpublish",
    method: "POST",
    repeat: "write",
    permission: "disconnectBot and Connector.disconnectBot",
  },
  readBot: { name: "read", method: "GET", repeat: "read", permission: "getMetadata" },
  listBots: { name: "list", method: "GET", repeat: "read", permission: "listBot" },
  listVersions: { name: "list versions", method: "GET", repeat: "read", permission: "Bot.listVersion" },
  readUser: { name: "read", method: "GET", repeat: "read", permission: "none" },
} as const satisfies Record<string, Operation>;
