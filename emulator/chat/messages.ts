import type { Ids } from "../ids";
import type { ChatMessage } from "./chat";
import type { Reaction, ToolCall } from "./rule";

/** The messages of a chat, in the order in which they are said. */
export function messagesOf({ calls, answers, requiresAction, fail }: Reaction, ids: Ids): ChatMessage[] {
  const message = (type: ChatMessage["type"], content: string): ChatMessage => {
    return { id: ids.next(), role: "assistant", type, content };
  };
  const messages = calls.flatMap((call) => [
    message("function_call", functionCall(call, ids)),
    message("tool_response", JSON.stringify({ content_type: 1, response_for_model: "done", type_for_model: 1 })),
  ]);
  if (requiresAction) return [...messages, message("function_call", functionCall(requiresAction, ids))];
  if (fail) return messages;
  messages.push(...answers.map((answer) => message("answer", answer)));
  const finish = { msg_type: "generate_answer_finish", data: "", from_module: null, from_unit: null };
  return [...messages, message("verbose", JSON.stringify(finish))];
}

/** The ids in it are bare numbers, beyond what a number holds. */
function functionCall({ name, arguments: given = {} }: ToolCall, ids: Ids): string {
  const text = JSON.stringify({ name: name.includes("-") ? name : `tools-${name}`, arguments: given });
  return `${text.slice(0, -1)},"plugin_id":${ids.next()},"api_id":${ids.next()},"plugin_type":1}`;
}
