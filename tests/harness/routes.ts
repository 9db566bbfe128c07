/** The calls of the API, as the emulator's log names them. */
export const CREATE = "POST /v1/bot/create";
export const UPDATE = "POST /v1/bot/update";
export const PUBLISH = "POST /v1/bot/publish";
export const UNPUBLISH = "POST /v1/bots/:bot_id/unpublish";
export const READ = "GET /v1/bots/:bot_id";
export const LIST = "GET /v1/bots";
export const VERSIONS = "GET /v1/bots/:bot_id/versions";
export const USER = "GET /v1/users/me";
export const CHAT = "POST /v3/chat";
export const UPLOAD = "POST /v1/files/upload";
export const RETRIEVE = "GET /v1/files/retrieve";

export const CREATE_DATASET = "POST /v1/datasets";
export const UPDATE_DATASET = "PUT /v1/datasets/:dataset_id";
export const DELETE_DATASET = "DELETE /v1/datasets/:dataset_id";
export const LIST_DATASETS = "GET /v1/datasets";
export const CREATE_DOCUMENT = "POST /open_api/knowledge/document/create";
export const UPDATE_DOCUMENT = "POST /open_api/knowledge/document/update";
export const DELETE_DOCUMENT = "POST /open_api/knowledge/document/delete";
export const LIST_DOCUMENTS = "POST /open_api/knowledge/document/list";
export const PROGRESS = "POST /v1/datasets/:dataset_id/process";
export const UPDATE_CAPTION = "PUT /v1/datasets/:dataset_id/images/:document_id";

export const LIST_MEMBERS = "GET /v1/workspaces/:workspace_id/members";
export const ADD_MEMBER = "POST /v1/workspaces/:workspace_id/members";
export const SET_ROLE = "PUT /v1/workspaces/:workspace_id/members/:user_id";
export const REMOVE_MEMBER = "DELETE /v1/workspaces/:workspace_id/members";

export const CREATE_CALLBACK = "POST /v1/api_apps";
export const LIST_CALLBACKS = "GET /v1/api_apps";
export const UPDATE_CALLBACK = "PUT /v1/api_apps/:api_app_id";
export const DELETE_CALLBACK = "DELETE /v1/api_apps/:api_app_id";
export const LIST_EVENTS = "GET /v1/api_apps/:api_app_id/events";
export const SUBSCRIBE = "POST /v1/api_apps/:api_app_id/events";
export const UNSUBSCRIBE = "DELETE /v1/api_apps/:api_app_id/events";
