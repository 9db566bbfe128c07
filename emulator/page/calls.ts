import { html } from "hono/html";
import type { Call } from "../events";
import type { Emulator } from "../emulator";
import { action, badge, time, type Markup } from "./layout";

/** The page shows at most this many calls. */
const SHOWN = 200;

/** The newest calls that ended at that time or later, newest first. */
export function callRows(emulator: Emulator, since: number): Markup {
  const calls = emulator.calls
    .filter(({ endedAt }) => endedAt !== undefined && endedAt >= since)
    .slice(-SHOWN)
    .reverse();
  return html`${calls.map((call) => row(call, emulator.url))}`;
}

export function callsView(emulator: Emulator): Markup {
  return html`<div class="head">
      <h1>Calls</h1>
      <p class="muted">Live: each call shows when it ends. The newest ${SHOWN} are here.</p>
    </div>
    <div class="toolbar">
      <label>Filter <input id="filter" type="search" placeholder="publish, 429, GET …" autocomplete="off" /></label>
      <span id="count" class="muted" role="status"></span>
      ${action("Clear", "DELETE", "/calls")}
    </div>
    <div class="call-head" aria-hidden="true">
      <span>Call</span><span>HTTP</span><span>code</span><span>ms</span><span>who</span>
    </div>
    <div id="calls" aria-label="Calls" role="log" aria-live="off">${callRows(emulator, 0)}</div>
    <p class="empty" id="no-calls">No calls yet.</p>`;
}

function row(call: Call, url: string): Markup {
  const { index, method, path, status, code, at, endedAt = at, caller, fault, body, answer, query } = call;
  const isLost = status >= 400 || status === 0;
  const isRefused = code !== undefined && code !== 0;
  return html`<details
    class="call ${isLost || isRefused ? "failed" : ""}"
    data-index="${index}"
    data-ended="${endedAt}"
  >
    <summary>
      <span class="route"><b>${method}</b> ${path}${fault ? badge("warn", fault) : ""}</span>
      <span>${isLost ? badge("bad", status === 0 ? "none" : String(status)) : status}</span>
      <span>${isRefused ? badge("bad", String(code)) : (code ?? "–")}</span>
      <span>${Math.max(0, endedAt - at)}</span>
      <span class="who">${caller?.token ?? "–"}</span>
    </summary>
    <div class="detail">
      <p class="muted small">${time(at)} · token ${caller?.token ?? "none"} · user ${caller?.userId ?? "unknown"}</p>
      ${Object.keys(query).length > 0 ? block("Query", query) : ""} ${body === undefined ? "" : block("Body", body)}
      ${answer === undefined ? "" : block("Answer", parsed(answer))}
      <h2>As curl</h2>
      <pre tabindex="0">${asCurl(call, url)}</pre>
      <button type="button" data-copy-previous>Copy</button>
    </div>
  </details>`;
}

function block(title: string, value: unknown): Markup {
  const text = typeof value === "string" ? value : JSON.stringify(value, undefined, 2);
  return html`<h2>${title}</h2>
    <pre tabindex="0">${text}</pre>`;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/** The call as a command line. The token comes from the environment. */
export function asCurl({ method, path, query, body }: Call, url: string): string {
  const search = new URLSearchParams(query).toString();
  const parts = [`curl -X ${method} ${quoted(`${url}${path}${search ? `?${search}` : ""}`)}`];
  parts.push('-H "Authorization: Bearer $COZE_API_TOKEN"');
  if (isUpload(body)) parts.push(`-F ${quoted(`file=@${body.file.fileName}`)}`);
  else if (body !== undefined) {
    parts.push("-H 'Content-Type: application/json'", `-d ${quoted(JSON.stringify(body))}`);
  }
  return parts.join(" \\\n  ");
}

function isUpload(body: unknown): body is { file: { fileName: string } } {
  const file = typeof body === "object" && body !== null && "file" in body ? body.file : undefined;
  return typeof file === "object" && file !== null && "sha256" in file;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
