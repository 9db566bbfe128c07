import type { Question } from "../question";
import { CHATS, LIVE_CHATS } from "./chat";
import { DRAFTS } from "./drafts";
import { EDITS } from "./edits";
import { KNOWLEDGE } from "./knowledge";
import { LIMITS } from "./limits";
import { PUBLISHING, UNPUBLISHING } from "./publishing";
import { READS } from "./reads";

/** All questions, in the order in which they are run: the later ones work on the bot that the earlier ones made. */
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
