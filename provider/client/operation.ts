/**
 * One kind of call. `repeat` says what a repetition does: a `read` and a `write` come out the same when sent twice; a
 * call that happens `once` makes a second bot or a second version.
 */
export interface Operation {
  readonly name: string;
  readonly method: "GET" | "POST";
  readonly repeat: "read" | "write" | "once";
  /** The permission points that the token needs. */
  readonly permission: string;
}

export const OPERATIONS = {
  createBot: { name: "create", method: "POST", repeat: "once", permission: "createBot" },
  updateBot: { name: "update", method: "POST", repeat: "write", permission: "edit" },
  publishBot: { name: "publish", method: "POST", repeat: "once", permission: "publish" },
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
