import { json, newLogId, type Reply } from "./reply";
import type { Route } from "./route";

/** Routes that Coze's official clients or API pages have, and the emulator does not. */
const NOT_EMULATED = `
POST /api/permission/oauth2/account/:account_id/token
POST /api/permission/oauth2/device/code
POST /api/permission/oauth2/workspace_id/:workspace_id/device/code
GET /v1/apps
POST /v1/apps/:app_id/collaborators
DELETE /v1/apps/:app_id/collaborators/:user_id
POST /v1/apps/:app_id/collaboration_mode
GET /v1/audio/live/:live_id
POST /v1/audio/rooms
POST /v1/audio/speech
POST /v1/audio/transcriptions
GET /v1/audio/voices
POST /v1/audio/voices/clone
GET /v1/audio/voiceprint_groups
POST /v1/audio/voiceprint_groups
PUT /v1/audio/voiceprint_groups/:group_id
DELETE /v1/audio/voiceprint_groups/:group_id
GET /v1/audio/voiceprint_groups/:group_id/features
POST /v1/audio/voiceprint_groups/:group_id/features
PUT /v1/audio/voiceprint_groups/:group_id/features/:feature_id
DELETE /v1/audio/voiceprint_groups/:group_id/features/:feature_id
POST /v1/audio/voiceprint_groups/:group_id/speaker_identify
POST /v1/bots/:bot_id/collaboration_mode
POST /v1/bots/:bot_id/collaborators
DELETE /v1/bots/:bot_id/collaborators/:user_id
POST /v1/connectors/:connector_id/install
POST /v1/connectors/:connector_id/user_configs
GET /v1/conversation/retrieve
POST /v1/conversation/message/create
POST /v1/conversation/message/delete
POST /v1/conversation/message/list
POST /v1/conversation/message/modify
GET /v1/conversation/message/retrieve
GET /v1/conversations
PUT /v1/conversations/:conversation_id
POST /v1/conversations/:conversation_id/clear
GET /v1/datasets/:dataset_id/images
POST /v1/enterprises/:enterprise_id/members
PUT /v1/enterprises/:enterprise_id/members/:user_id
DELETE /v1/enterprises/:enterprise_id/members/:user_id
POST /v1/entities/copy_tasks
GET /v1/entities/copy_tasks/:task_id
GET /v1/folders
GET /v1/folders/:folder_id
GET /v1/plugins/mget
GET /v1/stores/plugins
POST /v1/templates/:template_id/duplicate
GET /v1/variables
PUT /v1/variables
POST /v1/workflow/run
POST /v1/workflow/stream_resume
POST /v1/workflow/stream_run
POST /v1/workflows/chat
POST /v1/workflows/:workflow_id/collaboration_mode
POST /v1/workflows/:workflow_id/collaborators
DELETE /v1/workflows/:workflow_id/collaborators/:user_id
GET /v1/workflows/:workflow_id/run_histories/:execute_id
POST /v1/workspaces
PUT /v1/workspaces/:workspace_id
POST /v3/chat/submit_tool_outputs
`
  .trim()
  .split("\n");

const patterns = NOT_EMULATED.map((route) => ({
  route,
  pattern: new RegExp(`^${route.replace(/:\w+/g, "[^/]+")}$`),
}));

/** A route that Coze has and the emulator lacks. Its answer says so, and lists the emulator's routes. */
export function notEmulated(method: string, path: string, routes: readonly Route[]): Route | undefined {
  const found = patterns.find(({ pattern }) => pattern.test(`${method} ${path}`));
  if (!found) return undefined;
  const emulated = routes.map((route) => `${route.method} ${route.path}`);
  const msg = `The emulator does not have Coze's route ${found.route}; what it has is in "emulated".`;
  const handle = (): Reply => {
    const logId = newLogId();
    return { ...json(501, { code: 501, msg, emulated, detail: { logid: logId } }), logId };
  };
  const [, pattern = path] = found.route.split(" ");
  return { method: method as Route["method"], path: pattern, permissions: "none", handle };
}
