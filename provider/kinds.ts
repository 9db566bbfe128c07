import type { Kind } from "./host/kind";

/** The names of the kinds. They are apart from `KINDS` so that the types of programs need no code. */
export type ResourceKind =
  "Bot" | "Publication" | "File" | "Dataset" | "Document" | "BotTest" | "WorkspaceMember" | "Callback";

/**
 * The only table of the kinds of resources. A name is the end of the type token, and in lower case the name in
 * `runtime.ts`, so names are frozen. A kind is loaded by its first use: a program with bots only does not load the
 * others.
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
