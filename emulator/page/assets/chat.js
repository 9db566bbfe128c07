"use strict";

/** The id of the conversation; "" before the first question. */
let conversationId = "";
/** The line of the answer that is under way. */
let answering;

function said(text, kind) {
  const line = document.createElement("div");
  line.className = `said ${kind}`;
  line.textContent = text;
  const talk = document.getElementById("talk");
  talk.append(line);
  talk.scrollTop = talk.scrollHeight;
  return line;
}

/** Shows an event of the stream. */
function heard({ name, data }) {
  const { type, content, code, msg, last_error: error } = data;
  if (name === "conversation.chat.created") inConversation(data.conversation_id);
  if (type === "answer") {
    const text = name.endsWith("delta") ? (answering?.textContent ?? "") + content : content;
    answering ??= said("", "");
    answering.textContent = text;
    if (name.endsWith("completed")) answering = undefined;
  }
  if (name === "conversation.message.completed" && type === "function_call")
    said(`calls ${JSON.parse(content).name}`, "tool");
  if (name === "conversation.chat.failed" || name === "error")
    said(`${error?.code ?? code}: ${error?.msg ?? msg}`, "error");
  if (name === "conversation.chat.requires_action") said("waits for a tool that the caller has to run", "tool");
}

function inConversation(id) {
  conversationId = id;
  document.getElementById("conversation").textContent = id || "a new one";
}

function newConversation() {
  inConversation("");
  document.getElementById("talk").replaceChildren();
  document.getElementById("events").textContent = "";
}

async function ask(form) {
  const { version, question } = Object.fromEntries(new FormData(form));
  const button = form.querySelector("button.primary");
  said(question, "mine");
  answering = undefined;
  document.getElementById("events").textContent = "";
  button.disabled = true;
  try {
    const body = JSON.stringify({ botId: form.dataset.bot, version, question, conversationId });
    const response = await fetch("/chat", { method: "POST", body });
    const isStream = (response.headers.get("content-type") ?? "").includes("event-stream");
    await (isStream ? listenTo(response) : refused(await response.text()));
    if (isStream) form.elements.question.value = "";
  } catch (error) {
    said(error.message, "error");
  } finally {
    button.disabled = false;
  }
}

function refused(text) {
  document.getElementById("events").textContent = text;
  const { code, msg, error } = JSON.parse(text);
  said(error ?? `${code}: ${msg}`, "error");
  // 4002: a reset has removed the conversation.
  if (code === 4002) inConversation("");
}

/** Shows each event as it comes. */
async function listenTo(response) {
  const events = document.getElementById("events");
  let rest = "";
  for (const reader = response.body.pipeThrough(new TextDecoderStream()).getReader(); ;) {
    const { done, value = "" } = await reader.read();
    if (done) return;
    events.textContent += value;
    events.scrollTop = events.scrollHeight;
    const parts = (rest + value).split("\n\n");
    rest = parts.pop();
    for (const part of parts) {
      const [, name = "", data = "{}"] = /^event: ?(.*)\ndata: ?(.*)$/.exec(part) ?? [];
      if (name !== "done") heard({ name, data: JSON.parse(data) });
    }
  }
}

document.getElementById("ask")?.addEventListener("submit", (event) => {
  event.preventDefault();
  void ask(event.target);
});
document.getElementById("new-conversation")?.addEventListener("click", newConversation);
