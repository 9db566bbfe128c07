import type { Question } from "../question";
import { CHATS, LIVE_CHATS } from "./chat";
import { DRAFTS } from "./drafts";
import { EDITS } from "./edits";
import { KNOWLEDGE } from "./knowledge";
import { LIMITS } from "./limits";
import { PUBLISHING, UNPUBLISHING } from "./publishing";
import { READS } from "./reads";

/** All questions in their order: later questions use the bot that earlier ones created. */
export const QUESTIONS: readonly Question[] = [
  ...READS,
  ...DRAFTS,
  ...LIMITS,
  ...EDITS,
  ...CHATS,
  ...PUBLISHING,
  ...LIVE_CHATS,
  ...UNPUBLISHING,
  ...KNOWLEDGE,
];
