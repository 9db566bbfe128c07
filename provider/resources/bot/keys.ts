/**
 * The inputs that are the bot itself, and that a publication publishes; the others say where it lives and what a delete does.
 * A program loads this at its start, so it imports nothing.
 */
export const CONTENT_KEYS = [
  "name",
  "description",
  "iconFileId",
  "promptInfo",
  "onboardingInfo",
  "knowledge",
  "plugins",
  "workflowIds",
  "modelInfoConfig",
  "suggestReplyInfo",
] as const;

export type ContentKey = (typeof CONTENT_KEYS)[number];
