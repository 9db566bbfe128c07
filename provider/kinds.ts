import type { Kind } from "./host/kind";

/** The names, without the code behind them: the types of programs have these alone. */
export type ResourceKind =
  "Bot" | "Publication" | "File" | "Dataset" | "Document" | "BotTest" | "WorkspaceMember" | "Callback";

/**
 * The kinds of resources: the one table of them. A name ends the type token, and in lower case it is the name in
 * `runtime.ts`, so it is frozen. A program with bots only does not load the others.
 */
export const KINDS = {
  Bot: async () => (await import("./resources/bot/lifecycle.js")).botKind,
  Publication: async () => (await import("./resources/publication/lifecycle.js")).publicationKind,
  File: async () => (await import("./resources/file/lifecycle.js")).fileKind,
  Dataset: async () => (await import("./resources/dataset/lifecycle.js")).datasetKind,
  Document: async () => (await import("./resources/document/lifecycle.js")).documentKind,
  BotTest: async () => (await import("./resources/bot-test/lifecycle.js")).botTestKind,
  WorkspaceMember: async () => (await import("./resources/member/lifecycle.js")).memberKind,
  Callback: async () => (await import("./resources/callback/lifecycle.js")).callbackKind,
} satisfies Readonly<Record<ResourceKind, () => Promise<Kind>>>;
