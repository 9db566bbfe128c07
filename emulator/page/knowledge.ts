import { html } from "hono/html";
import type { Emulator } from "../emulator";
import { DOCUMENT_STATUSES, reasonAt, sizeOf, statusAt, type DocumentView } from "../knowledge/document";
import type { DatasetView } from "../knowledge/store";
import { action, badge, empty, time, type Markup } from "./layout";

export function knowledgeView(emulator: Emulator): Markup {
  const { datasets } = emulator.knowledge;
  return html`<div class="head"><h1>Knowledge and files</h1></div>
    <div data-part="datasets">
      ${datasets.length === 0 ? empty("No knowledge base yet.") : datasets.map((dataset) => datasetPanel(emulator, dataset))}
    </div>
    <section class="panel">
      <h2>Add a knowledge base</h2>
      <form class="row" data-method="POST" data-path="/datasets">
        <label>Name <input name="name" required maxlength="100" autocomplete="off" /></label>
        <button class="primary">Add</button>
      </form>
    </section>
    <section class="panel" data-part="files">
      <h2>Files</h2>
      ${files(emulator)}
    </section>
    <section class="panel" data-part="library">
      <h2>Workflows and plugins</h2>
      ${library(emulator)}
    </section>`;
}

function datasetPanel(emulator: Emulator, { id, name, description, formatType }: DatasetView): Markup {
  const documents = emulator.knowledge.documentsOf(id);
  return html`<section class="panel">
    <h2>${name} ${badge("plain", formatType === 2 ? "images" : "text")}</h2>
    <p class="muted">${description || "No description"} · <code>${id}</code></p>
    ${
      documents.length === 0
        ? empty("No document.")
        : html`<ul class="lines">
            ${documents.map((document) => documentLine(document))}
          </ul>`
    }
    ${action("Delete", "DELETE", `/datasets/${id}`, {
      ...{ kind: "danger", confirm: `Delete ${name} and its documents?`, name: `Delete the knowledge base ${name}` },
    })}
  </section>`;
}

function documentLine(document: DocumentView): Markup {
  const { id, name, content, caption } = document;
  const state = statusAt(document, Date.now());
  const reason = reasonAt(document, Date.now());
  const label = reason ?? DOCUMENT_STATUSES[state] ?? `status ${state}`;
  const what = "webUrl" in content ? content.webUrl : `${sizeOf(content)} bytes`;
  return html`<li>
    <span>
      ${name} ${state === 1 ? "" : badge(state === 9 || state === 1000 ? "bad" : "warn", label)}
      <span class="muted small">${what} ${caption} <code>${id}</code></span>
    </span>
    <span class="row">
      <form class="row" data-method="PUT" data-path="/documents/${id}/status">
        <select name="status" data-type="json" aria-label="Status of ${name}">
          <option value="null">as processed</option>
          ${Object.entries(DOCUMENT_STATUSES).map(([code, of]) => {
            const isSet = document.status?.code === Number(code);
            return html`<option value="${code}" ${isSet ? html`selected` : ""}>${code} ${of}</option>`;
          })}
        </select>
        <input name="reason" data-optional placeholder="reason" aria-label="Reason of ${name}" autocomplete="off" />
        <button>Set</button>
      </form>
      ${action("Delete", "DELETE", `/documents/${id}`, { name: `Delete the document ${name}` })}
    </span>
  </li>`;
}

function files({ files }: Emulator): Markup {
  if (files.length === 0) return empty("Nothing was uploaded.");
  return html`<ul class="lines">
    ${files.map(
      ({ id, fileName, bytes, createdAt }) =>
        html`<li>
          <span
            >${fileName} <span class="muted small">${bytes} bytes · ${time(createdAt)} <code>${id}</code></span></span
          >
          ${action("Expire", "DELETE", `/files/${id}`, { name: `Let ${fileName} expire` })}
        </li>`,
    )}
  </ul>`;
}

function library({ library: { workflows, plugins } }: Emulator): Markup {
  if (workflows.length + plugins.length === 0) return empty("None; a seed can have them.");
  return html`<ul class="lines">
    ${workflows.map(
      ({ id, name, mode, version }) =>
        html`<li>
          <span>${name} ${badge("plain", mode)} <code>${id}</code> ${version ?? "draft"}</span>
        </li>`,
    )}
    ${plugins.map(
      ({ id, name, tools }) =>
        html`<li>
          <span
            >${name} ${badge("plain", "plugin")} <code>${id}</code> ${tools.map((tool) => tool.name).join(", ")}</span
          >
        </li>`,
    )}
  </ul>`;
}
