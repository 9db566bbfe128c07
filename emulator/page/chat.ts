import { html } from "hono/html";
import * as z from "zod";
import type { Emulator } from "../emulator";
import { empty, type Markup } from "./layout";

const EXAMPLE = [{ contains: "order", reply: "Order 7 is on its way", calls: { name: "getOrder" } }];

export function chatView(emulator: Emulator, botId: string | undefined): Markup {
  const { bots } = emulator;
  const bot = bots.find(({ id }) => id === botId) ?? bots.at(-1);
  if (!bot)
    return html`<h1>Chat</h1>
      ${empty(html`There is no bot to talk to yet. <a href="/">Add one</a>.`)}`;
  const rules = emulator.chat.scriptOf(bot.id);
  const option = (value: string, label: string) => html`<option value="${value}">${label}</option>`;
  return html`<div class="head"><h1>Chat</h1></div>
    <form class="row" action="/chat" method="get">
      <label
        >Bot
        <select name="bot">
          ${bots.map(
            ({ id, draft }) =>
              html`<option value="${id}" ${id === bot.id ? html`selected` : ""}>${draft.name}</option>`,
          )}
        </select>
      </label>
      <button>Choose</button>
    </form>
    <div class="columns chat">
      <section class="panel">
        <h2>Talk to ${bot.draft.name}</h2>
        <p class="muted small between">
          <span>Conversation <code id="conversation">a new one</code></span>
          <button type="button" id="new-conversation">Begin a new one</button>
        </p>
        <div id="talk" role="log" aria-label="The conversation" tabindex="0"></div>
        <form id="ask" class="stack" data-bot="${bot.id}">
          <label
            >What to talk to
            <select name="version">
              ${option("", "The draft")} ${bot.versions.map(({ version }) => option(version, `Version ${version}`))}
            </select>
          </label>
          <label>Question <textarea name="question" rows="2" required></textarea></label>
          <button class="primary">Send</button>
        </form>
      </section>
      <div>
        <section class="panel">
          <h2>Script</h2>
          <p class="muted">
            The first rule that matches is the answer; without one, the bot repeats its prompt's first line.
          </p>
          <form class="stack" data-method="PUT" data-path="/bots/${bot.id}/script" data-root>
            <label
              >Rules, as JSON
              <textarea name="" rows="9" data-type="json" placeholder="${JSON.stringify(EXAMPLE)}">
${rules.length > 0 ? JSON.stringify(rules, undefined, 2) : ""}</textarea>
            </label>
            <button>Save the script</button>
          </form>
        </section>
        <section class="panel">
          <h2>Events, as they came</h2>
          <pre id="events" role="region" tabindex="0" aria-label="Events"></pre>
        </section>
      </div>
    </div>`;
}

export const questionBody = z.strictObject({
  botId: z.string(),
  /** "" for the draft. */
  version: z.string(),
  question: z.string(),
  /** "" for a new one. */
  conversationId: z.string(),
});

/** Asks the bot by the API, as a program would. The answer is the stream. */
export function ask(emulator: Emulator, given: z.infer<typeof questionBody>): Promise<Response> {
  const { botId, version, question, conversationId } = given;
  const source = version === "" ? { publish_status: "unpublished_draft" } : { bot_version: version };
  const query = conversationId && `?${new URLSearchParams({ conversation_id: conversationId }).toString()}`;
  return fetch(`${emulator.url}/v3/chat${query}`, {
    method: "POST",
    headers: { authorization: `Bearer ${emulator.token}`, "content-type": "application/json" },
    body: JSON.stringify({
      ...{ bot_id: botId, user_id: "inspector", stream: true, ...source },
      additional_messages: [{ role: "user", content: question, content_type: "text" }],
    }),
  });
}
