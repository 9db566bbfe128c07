import { html } from "hono/html";
import type { Emulator } from "../emulator";
import { environment } from "./bots";
import { action, type Markup } from "./layout";

export function stateView(emulator: Emulator): Markup {
  const { bots, files, knowledge, calls, workspaces, members, callbacks, settings } = emulator;
  const counts: [string, number][] = [
    ["bots", bots.length],
    ["knowledge bases", knowledge.datasets.length],
    ["documents", knowledge.documents.length],
    ["files", files.length],
    ["workspaces", workspaces.length],
    ["members", members.length],
    ["callback apps", callbacks.length],
    ["calls", calls.length],
  ];
  return html`<div class="head"><h1>State</h1></div>
    <dl class="counts" data-part="counts">
      ${counts.map(
        ([name, count]) =>
          html`<div>
            <dt>${name}</dt>
            <dd>${count}</dd>
          </div>`,
      )}
    </dl>
    <div class="columns">
      <section class="panel">
        <h2>Reset</h2>
        <p class="muted">Back to the seed: its objects, settings, tokens and workspaces; no fault, no calls.</p>
        ${action("Reset to the seed", "POST", "/reset", { kind: "danger", confirm: "Reset to the seed?" })}
      </section>
      <section class="panel">
        <h2>Snapshot</h2>
        <p><a class="button" href="/__emulator/snapshot" download="coze-snapshot.json">Download a snapshot</a></p>
        <form class="stack" data-method="PUT" data-path="/snapshot" data-file>
          <label>Restore from a file <input type="file" name="file" accept="application/json" required /></label>
          <button>Restore</button>
        </form>
      </section>
    </div>
    <section class="panel" data-part="settings">
      <h2>Settings</h2>
      <pre tabindex="0">${JSON.stringify(settings, undefined, 2)}</pre>
    </section>
    ${environment(emulator)}`;
}
