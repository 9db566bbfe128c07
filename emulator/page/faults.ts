import { html } from "hono/html";
import { routes } from "../api/routes";
import type { Emulator } from "../emulator";
import { faultName, type FaultSpec } from "../faults/fault";
import type { FaultView } from "../faults/fault-queue";
import { action, badge, empty, type Markup } from "./layout";

const PRESETS: readonly { name: string; what: string; fault: FaultSpec }[] = [
  {
    ...{ name: "429 storm", what: "The next five calls are answered 429, Retry-After 1." },
    fault: { times: 5, status: 429, body: { code: 4013, msg: "Too many requests" }, retryAfter: "1" },
  },
  { name: "Slow", what: "The next five calls take three seconds longer.", fault: { times: 5, delayMs: 3000 } },
  {
    ...{ name: "503 after publish", what: "The next publish happens; its answer is a 503." },
    fault: { route: "POST /v1/bot/publish", status: 503, after: true },
  },
  {
    ...{ name: "Lost answer", what: "The next bot is created; the connection breaks before the answer." },
    fault: { route: "POST /v1/bot/create", reset: true, after: true },
  },
  {
    ...{ name: "Expired token", what: "The next call is answered 401." },
    fault: { status: 401, body: { code: 700012006, msg: "access token invalid" } },
  },
];

/** The faults that the page can arm: the kind, its value if that is a text, and its label. */
const KINDS = [
  ["status", "HTTP status"],
  ["code", "code in an HTTP 200"],
  ["delayMs", "delay, in ms"],
  ["reset", "broken connection"],
  ["timeout", "no answer"],
  ["garbage", "answer that is no JSON"],
  ["truncated", "half an answer"],
  ["lacks", "server without the call (401)"],
  ["lacks=older", "server without the call (200)"],
  ["list=deleted", "list: an item is deleted between two pages"],
  ["list=moved", "list: an item moves to the front between two pages"],
  ["list=short", "list: an item is left out"],
  ["list=empty", "list: no items, same total"],
  ["list=more", "list: total one too high"],
  ["list=fewer", "list: total one too low"],
] as const;

export function faultsView(emulator: Emulator): Markup {
  const names = [...new Set(routes.map(({ method, path }) => `${method} ${path}`))].sort();
  return html`<div class="head"><h1>Faults</h1></div>
    <ul class="cards presets">
      ${PRESETS.map(
        ({ name, what, fault }) =>
          html`<li class="card">
            <h2>${name}</h2>
            <p class="muted">${what}</p>
            ${action("Arm", "POST", "/faults", { body: fault, kind: "primary", name: `Arm: ${name}` })}
          </li>`,
      )}
    </ul>
    <section class="panel">
      <h2>One of your own</h2>
      <form class="row" data-method="POST" data-path="/faults" data-build="fault">
        <label
          >Route
          <select name="route">
            <option value="">any</option>
            ${names.map((name) => html`<option>${name}</option>`)}
          </select>
        </label>
        <label
          >What happens
          <select name="kind">
            ${KINDS.map(([value, label]) => html`<option value="${value}">${label}</option>`)}
          </select>
        </label>
        <label>Value <input name="value" inputmode="numeric" value="503" size="6" /></label>
        <label>Times <input name="times" inputmode="numeric" value="1" size="3" /></label>
        <label class="check"><input type="checkbox" name="after" /> after Coze has acted</label>
        <button class="primary">Arm</button>
      </form>
    </section>
    <section class="panel">
      <h2>Review of channels</h2>
      <p class="muted">
        A publish to these channels is not live there until a verdict; it is given on the page of the bot.
      </p>
      <form class="row" data-method="PUT" data-path="/channels/review">
        <label
          >Channels
          <input
            name="connectorIds"
            data-type="list"
            value="${emulator.console.reviewedChannels.join(", ")}"
            autocomplete="off"
          />
        </label>
        <button>Set</button>
      </form>
    </section>
    <section class="panel" data-part="faults">
      <h2>Armed and fired</h2>
      ${list(emulator.faults)} ${action("Clear all", "DELETE", "/faults")}
    </section>`;
}

function list(faults: FaultView[]): Markup {
  if (faults.length === 0) return empty("None.");
  return html`<ul class="lines">
    ${faults.reverse().map(
      ({ id, fault, hits, armed }) =>
        html`<li>
          <span>
            <b>${faultName(fault.kind)}</b> ${fault.route ?? "any call"}
            ${armed ? badge("warn", "armed") : badge("good", "fired")}
            <span class="muted small"
              >${hits} ${hits === 1 ? "call" : "calls"} so far of ${String(fault.times ?? 1)}</span
            >
          </span>
          ${armed ? action("Remove", "DELETE", `/faults/${id}`, { name: `Remove fault ${id}` }) : ""}
        </li>`,
    )}
  </ul>`;
}
