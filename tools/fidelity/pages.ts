const CN = "https://docs.coze.cn/developer_guides/";

/** The page of Coze's documentation that describes a route of the emulator. */
export const PAGES: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries({
    "POST /v1/bot/create": "create_bot",
    "POST /v1/bot/update": "update_bot",
    "POST /v1/bot/publish": "publish_bot",
    "POST /v1/bots/:bot_id/unpublish": "unpublish_agent",
    "GET /v1/bots/:bot_id": "get_metadata_draft_published",
    "GET /v1/bot/get_online_info": "get_metadata",
    "GET /v1/bots/:bot_id/versions": "list_bot_versions",
    "GET /v1/bots": "bots_list_draft_published",
    "POST /v1/files/upload": "upload_files",
    "GET /v1/files/retrieve": "retrieve_files",
    "POST /v1/datasets": "create_dataset",
    "GET /v1/datasets": "list_dataset",
    "PUT /v1/datasets/:dataset_id": "update_dataset",
    "DELETE /v1/datasets/:dataset_id": "delete_dataset",
    "POST /v1/datasets/:dataset_id/process": "get_dataset_progress",
    "POST /open_api/knowledge/document/create": "create_knowledge_files",
    "POST /open_api/knowledge/document/list": "list_knowledge_files",
    "POST /open_api/knowledge/document/update": "modify_knowledge_files",
    "POST /open_api/knowledge/document/delete": "delete_knowdge_files",
    "PUT /v1/datasets/:dataset_id/images/:document_id": "update_image_caption",
    "POST /v3/chat": "chat_v3",
    "GET /v3/chat/retrieve": "retrieve_chat",
    "GET /v3/chat/message/list": "list_chat_messages",
    "POST /v3/chat/cancel": "chat_cancel",
    "POST /v1/conversation/create": "create_conversation",
    "DELETE /v1/conversations/:conversation_id": "delete_conversation",
    "POST /api/permission/oauth2/token": "oauth_jwt",
  }).map(([route, page]) => [route, CN + page]),
);
