import { routes as cozeRoutes } from "../api/routes";
import { ApiError, failure, json, newLogId, type Reply } from "../api/reply";
import { filePart } from "../api/files";
import { route, type ApiCall, type Route } from "../api/route";
import { changed, studioBot, studioStream, withData } from "./answers";

const BAD_PARAMETER = 100000000;
const NO_AGENT = "invalid parameter : agent not published";

/** A route of Studio, made of Coze's route: `ask` changes the call, `answer` the answer. */
function by(
  method: Route["method"],
  path: string,
  { ask = (call) => call, answer = (reply) => changed(reply), refuse }: Way = {},
): Route {
  const original = cozeRoutes.find((route) => route.method === method && route.path === path);
  if (!original) throw new Error(`Coze has no route ${method} ${path}`);
  const handle = (call: ApiCall): Reply => {
    try {
      return answer(original.handle(ask(call)), call);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      return refuse?.(error) ?? changed(failure(500, error.code, error.message));
    }
  };
  // Studio's tokens have no permission points.
  return { method, path, permissions: [], handle };
}

interface Way {
  readonly ask?: (call: ApiCall) => ApiCall;
  readonly answer?: (reply: Reply, call: ApiCall) => Reply;
  readonly refuse?: (error: ApiError) => Reply | undefined;
}

type Body = Record<string, unknown>;
const bodyOf = ({ body }: ApiCall): Body => (typeof body === "object" && body !== null ? (body as Body) : {});
const withBody = (call: ApiCall, changes: Body): ApiCall => ({ ...call, body: { ...bodyOf(call), ...changes } });

const unpublished = (): Reply => changed(failure(200, BAD_PARAMETER, NO_AGENT));
const plain = (reply: Reply): Reply => changed(reply, (body) => ({ ...body, BaseResp: null }));

/** Studio takes every read for a read of the published version: drafts are not readable. */
const readsPublished = (call: ApiCall): ApiCall => ({ ...call, query: { ...call.query, is_published: "true" } });

const botRoutes: Route[] = [
  by("GET", "/v1/bots/:bot_id", {
    ask: readsPublished,
    answer: (reply) => withData(reply, studioBot),
    refuse: unpublished,
  }),
  by("GET", "/v1/bot/get_online_info", {
    ask: (call) => {
      if (call.query.connector_id === undefined) throw new ApiError(BAD_PARAMETER, "connector_id is required");
      return call;
    },
    // The answer is the bot itself, without an envelope.
    answer: (reply) => changed(reply, ({ data }) => studioBot(data as Body)),
    refuse: ({ code, message }) => (code === BAD_PARAMETER ? changed(failure(500, code, message)) : unpublished()),
  }),
];

const fileRoutes: Route[] = [
  route("POST", "/v1/files/upload", [], (call) => {
    const { fileName, size, sha256 } = filePart(call);
    const { userId } = call.identity;
    const { id, bytes, createdAt } = call.platform.files.add({ userId, fileName, bytes: size, sha256 });
    const CreatedAt = Math.floor(createdAt / 1000);
    return { id, bytes, CreatedAt, file_name: fileName, uri: `tos/${id}`, url: `http://minio/tos/${id}` };
  }),
];

/** Studio takes uploads by their address in the store. From any other source it makes a document that fails. */
function documentSource(call: ApiCall): ApiCall {
  const bases = (bodyOf(call).document_bases as { name: string; source_info: Body }[]).map((base) => {
    const uri = base.source_info.tos_uri;
    const file = typeof uri === "string" ? call.platform.files.find(uri.replace(/^tos\//, "")) : undefined;
    // The emulator keeps only the size of an upload, not its bytes.
    const content = Buffer.alloc(file?.bytes ?? 1, "x").toString("base64");
    return { ...base, source_info: { document_source: 0, file_base64: content, file_type: "txt" } };
  });
  return withBody(call, { document_bases: bases });
}

function failedWithoutUpload(reply: Reply, call: ApiCall): Reply {
  const asked = bodyOf(call).document_bases as { source_info: Body }[];
  const { document_infos: made = [] } = JSON.parse(reply.body) as { document_infos?: { document_id: string }[] };
  for (const [i, { source_info }] of asked.entries()) {
    const id = made[i]?.document_id;
    if (id !== undefined && source_info.tos_uri === undefined) {
      call.platform.knowledge.editDocument(id, { status: { code: 9, reason: "no such source" } });
    }
  }
  return changed(reply);
}

const textHeader = (call: ApiCall): ApiCall => ({
  ...call,
  header: (name) => (name === "agw-js-conv" ? "str" : call.header(name)),
});

/**
 * Studio takes ids of documents as JSON numbers beyond the safe integers of JavaScript, so the unparsed body is read.
 */
function numericIds(call: ApiCall): ApiCall {
  const [, list = ""] = /"document_ids"\s*:\s*\[([^\]]*)\]/.exec(call.text) ?? [];
  const ids = list.split(",").map((id) => id.trim());
  if (!ids.every((id) => /^\d+$/.test(id))) throw new ApiError(400, "json: cannot unmarshal string into int64", 400);
  return withBody(call, { document_ids: ids });
}

const knowledgeRoutes: Route[] = [
  by("POST", "/v1/datasets", { answer: plain }),
  by("GET", "/v1/datasets", {
    answer: plain,
    refuse: () => plain(json(200, { code: 0, msg: "", data: { total_count: 0, dataset_list: [] } })),
  }),
  by("PUT", "/v1/datasets/:dataset_id", { answer: plain }),
  by("DELETE", "/v1/datasets/:dataset_id", { answer: plain }),
  by("POST", "/v1/datasets/:dataset_id/process", {
    ask: numericIds,
    answer: plain,
    refuse: ({ code, message, httpStatus }) =>
      httpStatus === 400 ? changed(json(400, { code, msg: message })) : undefined,
  }),
  by("POST", "/open_api/knowledge/document/create", {
    ask: (call) => textHeader(documentSource(call)),
    answer: failedWithoutUpload,
  }),
  by("POST", "/open_api/knowledge/document/list", {
    // Studio counts pages from 0.
    ask: (call) => withBody(textHeader(call), { page: Number(bodyOf(call).page ?? 0) + 1 }),
  }),
  by("POST", "/open_api/knowledge/document/update", {
    refuse: () => ({ status: 500, headers: {}, body: "", logId: newLogId() }),
  }),
  by("POST", "/open_api/knowledge/document/delete", { refuse: () => changed(json(200, { code: 0, msg: "" })) }),
];

/** Studio always chats with the published version. */
const chatsWithPublished = (call: ApiCall): ApiCall => {
  const { publish_status: _status, bot_version: _version, ...body } = bodyOf(call);
  return { ...call, body };
};

const NO_AGENT_IN_CHAT = { code: 103100001, msg: NO_AGENT };

function noAgent(isStreamed: boolean): Reply {
  if (!isStreamed) return json(400, { code: 400, msg: `${NO_AGENT}\ngoroutine 1 [running]:\nmain.main()` });
  const headers = { "content-type": "text/event-stream" };
  return { status: 200, headers, body: `event:error\ndata:${JSON.stringify(NO_AGENT_IN_CHAT)}\n\n`, logId: newLogId() };
}

const STATUSES: Readonly<Record<string, string>> = { failed: "completed", canceled: "conversation.chat.cancelled" };
const studioChat = (chat: Body): Body => ({ ...chat, status: STATUSES[String(chat.status)] ?? chat.status });

const chatRoute = by("POST", "/v3/chat", {
  ask: chatsWithPublished,
  answer: (reply) => {
    if (reply.headers["content-type"] !== "text/event-stream") return withData(reply, studioChat);
    const { pause: _pause, ...rest } = reply;
    return { ...rest, body: studioStream(reply.body) };
  },
});

const chatRoutes: Route[] = [
  {
    ...chatRoute,
    handle: (call) => {
      const reply = chatRoute.handle(call);
      return reply.status === 500 ? noAgent(bodyOf(call).stream === true) : reply;
    },
  },
  by("GET", "/v3/chat/retrieve", { answer: (reply) => withData(reply, studioChat) }),
  by("GET", "/v3/chat/message/list", {
    answer: (reply) => changed(reply, ({ data, ...rest }) => ({ ...rest, data: { Messages: data ?? [] } })),
  }),
  by("POST", "/v3/chat/cancel"),
  by("DELETE", "/v1/conversations/:conversation_id"),
];

/** All routes of Coze's API that Coze Studio's server of 2026-03-25 has. */
export const studioRoutes: Route[] = [...botRoutes, ...fileRoutes, ...knowledgeRoutes, ...chatRoutes];
