import { json, type Reply } from "../api/reply";

type Fields = Record<string, unknown>;

/** Changes the fields of an answer, and removes the log id from its body: Studio has it only in a header. */
export function changed(reply: Reply, change: (body: Fields) => Fields = (body) => body): Reply {
  const { detail: _detail, ...body } = JSON.parse(reply.body) as Fields;
  return { ...json(reply.status, change(body), {}), logId: reply.logId };
}

/** As `changed`, for `data` alone. */
export function withData(reply: Reply, change: (data: Fields) => Fields): Reply {
  return changed(reply, ({ data, ...rest }) => ({
    ...rest,
    data: typeof data === "object" && data !== null ? change(data as Fields) : data,
  }));
}

/** Studio answers `null` for an empty list or object. */
const orNull = (value: unknown): unknown =>
  typeof value === "object" && value !== null && Object.keys(value).length === 0 ? null : value;

/** A published bot as Studio shows it. */
export function studioBot(bot: Fields): Fields {
  const { workflow_info_list: workflows, plugin_info_list: plugins, model_info: model, ...rest } = bot;
  return {
    ...Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, orNull(value)])),
    create_time: 0,
    model_info: { ...(model as Fields), response_format: 0 },
    workflow_info_list: orNull((workflows as { id: string }[]).map(({ id }) => ({ workflow_id: id }))),
    plugin_info_list: orNull((plugins as PluginInfo[]).flatMap(flatPlugin)),
  };
}

interface PluginInfo {
  readonly plugin_id: string;
  readonly api_info_list: readonly { readonly api_id: string; readonly name: string }[];
}

const flatPlugin = ({ plugin_id, api_info_list }: PluginInfo): Fields[] =>
  api_info_list.map(({ api_id, name }) => ({ plugin_id, api_id, api_name: name }));

/**
 * A stream of events as Studio sends it. If the model fails, Studio sends an error event, and the chat still completes.
 */
export function studioStream(body: string): string {
  return body
    .split("\n\n")
    .filter((frame) => frame !== "")
    .map((frame) => {
      const [, name = "", data = ""] = /^event: (\S+)\ndata: (.*)$/s.exec(frame) ?? [];
      if (name === "done") return "event:conversation.stream.done\ndata:\n\n";
      if (name !== "conversation.chat.failed") return `event:${name}\ndata:${data}\n\n`;
      const chat = JSON.parse(data) as { code?: number; msg?: string; last_error?: { code: number; msg: string } };
      const { code, msg } = chat.last_error ?? chat;
      const completed = { ...chat, status: "completed", last_error: null };
      return (
        `event:error\ndata:${JSON.stringify({ code, msg })}\n\n` +
        `event:conversation.chat.completed\ndata:${JSON.stringify(completed)}\n\n`
      );
    })
    .join("");
}
