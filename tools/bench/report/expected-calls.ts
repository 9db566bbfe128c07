import type { CallsByStep } from "../measure/calls";

/** What each step of the program in measure/calls.ts may cost, and no call more. */
export const expectedCalls: CallsByStep = {
  "create of 2 bots, one with knowledge, and 2 publications": {
    // What an interrupted run may have left behind: once a space and process.
    "GET /v1/bots": 1,
    "POST /v1/bot/create": 2,
    "POST /v1/bot/update": 1,
    "POST /v1/bot/publish": 2,
  },
  "no-op preview": {},
  "no-op up": {},
  "edit of one bot": { "POST /v1/bot/update": 1, "POST /v1/bot/publish": 1 },
  "refresh of 2 bots, one on 1024, one on 1024 and 999": {
    "GET /v1/bots/:bot_id (draft)": 2,
    "GET /v1/bots/:bot_id (published)": 3,
    // Another channel than 1024: once a space, channel and process.
    "GET /v1/bots": 1,
  },
  "destroy of 3 channels": { "POST /v1/bots/:bot_id/unpublish": 3 },
};
