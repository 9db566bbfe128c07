/** The calls of the API, as the emulator's log names them. */
export const CREATE = "POST /v1/bot/create";
export const UPDATE = "POST /v1/bot/update";
export const PUBLISH = "POST /v1/bot/publish";
export const UNPUBLISH = "POST /v1/bots/:bot_id/unpublish";
export const READ = "GET /v1/bots/:bot_id";
export const LIST = "GET /v1/bots";
export const VERSIONS = "GET /v1/bots/:bot_id/versions";
export const USER = "GET /v1/users/me";
