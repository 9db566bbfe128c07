import { html } from "hono/html";
import type { BotView, Review, Verdict } from "../bots/bot";
import { channelName, liveOf, status } from "./bots";
import { compare, type Field } from "./fields";
import { action, badge, empty, time, type Markup } from "./layout";

const FIELDS = [
  ["name", "Name", "input"],
  ["description", "Description", "text"],
  ["prompt_info.prompt", "Prompt", "text"],
  ["onboarding_info.prologue", "Opening", "text"],
  ["onboarding_info.suggested_questions", "Opening questions, one a line", "lines"],
] as const;

export function botView(bot: BotView): Markup {
  const live = liveOf(bot);
  return html`<div class="head">
      <h1>${bot.draft.name}</h1>
      <p data-part="status">${status(bot)} <code>${bot.id}</code></p>
      <p><a href="/chat?bot=${bot.id}">Talk to it</a></p>
    </div>
    <section class="panel" data-part="fields">
      <h2 id="fields-title">Draft beside live</h2>
      ${fieldTable(compare(bot.draft, live?.config), live?.version)}
    </section>
    <div class="columns">
      <section class="panel" data-part="channels">
        <h2>Channels</h2>
        ${channels(bot)}
      </section>
      <section class="panel" data-part="versions">
        <h2>Versions</h2>
        ${versions(bot)}
      </section>
    </div>
    ${editor(bot)}
    <section class="panel">
      <h2>Delete</h2>
      <p class="muted">Coze's API cannot delete a bot; the website can.</p>
      ${action("Delete this bot", "DELETE", `/bots/${bot.id}`, {
        ...{ kind: "danger", confirm: `Delete ${bot.draft.name}?`, next: "/" },
      })}
    </section>`;
}

function fieldTable(fields: Field[], version: string | undefined): Markup {
  const cell = (text: string | undefined) =>
    text === undefined || text === "" ? html`<span class="muted">–</span>` : html`<span class="value">${text}</span>`;
  return html`<div class="scroll" tabindex="0" role="region" aria-labelledby="fields-title">
    <table class="fields">
      <thead>
        <tr>
          <th scope="col">Field</th>
          <th scope="col">Draft</th>
          <th scope="col">Live${version === undefined ? "" : html` <code>${version}</code>`}</th>
        </tr>
      </thead>
      <tbody>
        ${fields.map(
          ({ path, draft, live, differs }) =>
            html`<tr class="${differs ? "differs" : ""}">
              <th scope="row"><code>${path}</code> ${differs ? badge("warn", "differs") : ""}</th>
              <td data-label="Draft">${cell(draft)}</td>
              <td data-label="Live">
                ${version === undefined ? html`<span class="muted">not published</span>` : cell(live)}
              </td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

function channels({ id, published, reviews = {} }: BotView): Markup {
  const entries = Object.entries(published);
  return html`${
      entries.length === 0
        ? empty("On no channel.")
        : html`<ul class="lines">
            ${entries.map(
              ([channel, { version }]) =>
                html`<li>
                  <span>${channelName(channel)} <code>${version}</code></span>
                  ${action("Unpublish", "POST", `/bots/${id}/unpublish`, {
                    ...{ body: { connectorId: channel }, name: `Unpublish from ${channelName(channel)}` },
                  })}
                </li>`,
            )}
          </ul>`
    }
    ${Object.entries(reviews).map(([channel, review]) => reviewLine(id, channel, review))}
    <form class="row" data-method="POST" data-path="/bots/${id}/publish">
      <label>Channels <input name="connectorIds" data-type="list" value="1024" required autocomplete="off" /></label>
      <button class="primary">Publish the draft</button>
    </form>`;
}

function reviewLine(id: string, channel: string, { version, auditStatus, reason = "" }: Review): Markup {
  const name = channelName(channel);
  if (auditStatus !== 1) {
    return html`<p class="muted small">Review on ${name}: ${auditStatus === 2 ? "passed" : "rejected"} ${reason}</p>`;
  }
  const verdict = (label: string, verdict: Verdict) =>
    action(label, "POST", `/bots/${id}/review`, {
      ...{ body: { connectorId: channel, verdict }, name: `${label} on ${name}` },
    });
  return html`<p>
    ${name} <code>${version}</code> ${badge("warn", "in review")} ${verdict("Pass", "pass")}
    ${verdict("Reject", "reject")}
  </p>`;
}

function versions({ versions }: BotView): Markup {
  if (versions.length === 0) return empty("None yet.");
  return html`<ul class="lines">
    ${versions.map(
      ({ version, connectorIds, changelog, createdAt }) =>
        html`<li>
          <span><code>${version}</code> ${connectorIds.map((channel) => badge("plain", channelName(channel)))}</span>
          <span class="muted small">${time(createdAt)} ${changelog}</span>
        </li>`,
    )}
  </ul>`;
}

function editor({ id, draft }: BotView): Markup {
  const field = ([path, label, kind]: (typeof FIELDS)[number]): Markup => {
    const value = valueAt(draft, path);
    if (kind === "input") return html`<label>${label} <input name="${path}" value="${value}" required /></label>`;
    const rows = path === "prompt_info.prompt" ? 8 : 2;
    return html`<label
      >${label} <textarea name="${path}" rows="${rows}" data-type="${kind}" data-changed>${value}</textarea>
    </label>`;
  };
  return html`<section class="panel">
    <h2>Edit the draft, as the website would</h2>
    <form class="stack" data-method="PATCH" data-path="/bots/${id}" data-whole="${JSON.stringify(draft)}">
      ${FIELDS.map(field)}
      <label
        >Other fields, as JSON in the API's shape
        <textarea name="" rows="2" data-type="json" data-optional placeholder='{"voice_ids": ["1"]}'></textarea>
      </label>
      <button class="primary">Save the draft</button>
    </form>
  </section>`;
}

function valueAt(content: object, path: string): string {
  const value = path
    .split(".")
    .reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], content);
  return Array.isArray(value) ? value.join("\n") : typeof value === "string" ? value : "";
}
