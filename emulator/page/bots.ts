import { html } from "hono/html";
import { type BotView, type Snapshot, API_CHANNEL, CHAT_SDK_CHANNEL } from "../bots/bot";
import type { Emulator } from "../emulator";
import { compare } from "./fields";
import { badge, empty, type Markup } from "./layout";

const NAMES: Record<string, string> = { [API_CHANNEL]: "API", [CHAT_SDK_CHANNEL]: "Chat SDK" };

export function channelName(id: string): string {
  const name = NAMES[id];
  return name ? `${name} (${id})` : `Channel ${id}`;
}

/** The version that users get: that of the API channel, else the newest one of any channel. */
export function liveOf({ published }: BotView): Snapshot | undefined {
  return published[API_CHANNEL] ?? Object.values(published).sort((a, b) => b.publishedAt - a.publishedAt)[0];
}

export function status(bot: BotView): Markup {
  const live = liveOf(bot);
  if (!live) return badge("plain", "Draft only");
  const count = compare(bot.draft, live.config).filter(({ differs }) => differs).length;
  if (count === 0) return badge("good", "Live, as the draft");
  return badge("warn", `Live, ${count} ${count === 1 ? "field differs" : "fields differ"}`);
}

function card(bot: BotView): Markup {
  const { id, draft, published } = bot;
  const channels = Object.entries(published);
  return html`<li class="card">
    <h2><a href="/bots/${id}">${draft.name}</a></h2>
    <p class="muted clip">${draft.description || "No description"}</p>
    <p>${status(bot)} ${channels.map(([channel]) => badge("plain", channelName(channel)))}</p>
    <p class="muted small"><code>${id}</code></p>
  </li>`;
}

export function botsView(emulator: Emulator): Markup {
  const bots = emulator.bots.reverse();
  const count = `${bots.length} ${bots.length === 1 ? "bot" : "bots"}`;
  return html`<div class="head">
      <h1>Bots</h1>
      <p class="muted">${count}. Programs use the workspace <code>${emulator.spaceId}</code>.</p>
    </div>
    <div data-part="bots">
      ${
        bots.length === 0
          ? empty(
              html`None yet. Run <code>pulumi up</code> against <code>${emulator.url}</code>, or add one as the website
                would.`,
            )
          : html`<ul class="cards">
              ${bots.map(card)}
            </ul>`
      }
    </div>
    <section class="panel">
      <h2>Add a bot</h2>
      <form class="row" data-method="POST" data-path="/bots">
        <label>Name <input name="content.name" required maxlength="20" autocomplete="off" /></label>
        <label class="wide">Prompt <input name="content.prompt_info.prompt" data-optional autocomplete="off" /></label>
        <button class="primary">Add</button>
      </form>
    </section>
    ${environment(emulator)}`;
}

/** The lines that point a shell at this emulator. */
export function environment({ env }: Emulator): Markup {
  const lines = Object.entries(env).map(([name, value]) => `export ${name}=${value}`);
  return html`<section class="panel">
    <h2>Use it from a shell</h2>
    <pre tabindex="0" id="env">${lines.join("\n").replace(env.COZE_API_TOKEN, "…")}</pre>
    <p class="muted small">The token is masked here; the button copies the lines with it.</p>
    <button type="button" data-copy-url="/__emulator/" data-copy-key="env">Copy the three lines</button>
  </section>`;
}
