/**
 * One kind of call. `repeat` says what a repetition does:
 *
 * | `repeat`        | a repetition                                          |
 * | --------------- | ----------------------------------------------------- |
 * | `read`, `write` | has the same result                                   |
 * | `once`          | creates a second object: another bot, another version |
 * | `billed`        | costs the user a second time                          |
 */
export interface Operation {
  readonly name: string;
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  readonly repeat: "read" | "write" | "once" | "billed";
  /** The permission points that the token needs. */
  readonly permission: string;
  /** For `once`: the next step for a person if the result of the call is unknown. */
  readonly undecided?: string;
}

export const OPERATIONS = {
  createBot: {
    name: "create",
    method: "POST",
    repeat: "once",
    permission: "createBot",
    undecided:
      "Coze may have created it anyway. Look for a draft of this name in that workspace in the Coze console. If there is one, set " +
      "botId to its id to adopt it; otherwise run this again.",
  },
  updateBot: { name: "update", method: "POST", repeat: "write", permission: "edit" },
  publishBot: {
    name: "publish",
    method: "POST",
    repeat: "once",
    permission: "publish",
    undecided:
      "Coze may have published it anyway. Run `pulumi up` again: at worst it publishes one more version of the same content. " +
      "For the publication's first version, adoptVersion takes over the live version instead.",
  },
  unpublishBot: {
    name: "unpublish",
    method: "POST",
    repeat: "write",
    permission: "disconnectBot and Connector.disconnectBot",
  },
  readBot: { name: "read", method: "GET", repeat: "read", permission: "getMetadata" },
  readOnline: { name: "read", method: "GET", repeat: "read", permission: "getMetadata" },
  listPublished: { name: "list", method: "GET", repeat: "read", permission: "getPublishedBot" },
  listBots: { name: "list", method: "GET", repeat: "read", permission: "listBot" },
  listVersions: { name: "list versions", method: "GET", repeat: "read", permission: "Bot.listVersion" },
  readUser: { name: "read", method: "GET", repeat: "read", permission: "none" },
  // A second upload does no harm: nothing refers to the lost file, and it expires by itself.
  uploadFile: { name: "upload", method: "POST", repeat: "write", permission: "uploadFile" },
  readFile: { name: "read", method: "GET", repeat: "read", permission: "retrieveFile" },
  createDataset: {
    name: "create",
    method: "POST",
    repeat: "once",
    permission: "createKnowledge",
    undecided:
      "Coze may have created it anyway. Look for an empty knowledge base of this name in that workspace in the Coze console, delete " +
      "it there, and run this again.",
  },
  updateDataset: { name: "update", method: "PUT", repeat: "write", permission: "update" },
  deleteDataset: { name: "delete", method: "DELETE", repeat: "write", permission: "delete" },
  listDatasets: { name: "list", method: "GET", repeat: "read", permission: "listKnowledge" },
  createDocument: {
    name: "create",
    method: "POST",
    repeat: "once",
    permission: "createDocument",
    undecided:
      "Coze may have created it anyway. Look for a document of this name in that knowledge base in the Coze console, delete it " +
      "there, and run this again.",
  },
  updateDocument: { name: "update", method: "POST", repeat: "write", permission: "updateDocument" },
  updateCaption: { name: "update the caption of", method: "PUT", repeat: "write", permission: "updatePhoto" },
  deleteDocument: { name: "delete", method: "POST", repeat: "write", permission: "deleteDocument" },
  listDocuments: { name: "list", method: "POST", repeat: "read", permission: "listDocument" },
  listWorkflows: { name: "list", method: "GET", repeat: "read", permission: "listWorkflow" },
  listWorkspaces: { name: "list", method: "GET", repeat: "read", permission: "listWorkspace" },
  listMembers: { name: "list", method: "GET", repeat: "read", permission: "readMember" },
  // A second invitation of the same user does nothing: the answer says that the user is already invited.
  addMember: { name: "add", method: "POST", repeat: "write", permission: "addMember" },
  // No page of Coze documents this call, so its permission point is unknown.
  updateMember: {
    name: "change the role of",
    method: "PUT",
    repeat: "write",
    permission: "addMember and removeMember",
  },
  removeMember: { name: "remove", method: "DELETE", repeat: "write", permission: "removeMember" },
  createCallback: {
    name: "create",
    method: "POST",
    repeat: "once",
    permission: "createApiApp",
    undecided:
      "Coze may have created it anyway. Look for a callback app of this name without an address in the Coze console, delete it there, " +
      "and run this again.",
  },
  updateCallback: { name: "update", method: "PUT", repeat: "write", permission: "updateApiApp" },
  deleteCallback: { name: "delete", method: "DELETE", repeat: "write", permission: "deleteApiApp" },
  listCallbacks: { name: "list", method: "GET", repeat: "read", permission: "listApiApp" },
  listSubscriptions: { name: "list", method: "GET", repeat: "read", permission: "listApiApp" },
  subscribe: {
    name: "subscribe to the events of",
    method: "POST",
    repeat: "write",
    permission: "subscribeApiAppEvent",
  },
  unsubscribe: {
    name: "unsubscribe from the events of",
    method: "DELETE",
    repeat: "write",
    permission: "unsubscribeApiAppEvent",
  },
  readPlugin: { name: "read", method: "GET", repeat: "read", permission: "Plugin.getPlugin" },
  chat: { name: "chat with", method: "POST", repeat: "billed", permission: "chat" },
  readChat: { name: "read", method: "GET", repeat: "read", permission: "getChat" },
  listMessages: {
    name: "list the messages of",
    method: "GET",
    repeat: "read",
    permission: "chat and listMessage",
  },
  cancelChat: { name: "cancel", method: "POST", repeat: "write", permission: "cancelChat" },
  deleteConversation: {
    name: "delete",
    method: "DELETE",
    repeat: "write",
    permission: "editConversation",
  },
  readProgress: { name: "read the progress of", method: "POST", repeat: "read", permission: "readDocumentProgress" },
} as const satisfies Record<string, Operation>;
