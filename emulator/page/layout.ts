import { html } from "hono/html";

/** Markup of `html`, which escapes the values that it gets. */
export type Markup = ReturnType<typeof html>;

const VIEWS = [
  ["/", "Bots"],
  ["/calls", "Calls"],
  ["/chat", "Chat"],
  ["/knowledge", "Knowledge"],
  ["/faults", "Faults"],
  ["/state", "State"],
] as const;

export type ViewPath = (typeof VIEWS)[number][0];

interface Page {
  readonly title: string;
  /** The current view of the navigation. */
  readonly view: ViewPath;
  /** After these kinds of changes the page is shown anew. */
  readonly live: string;
  readonly main: Markup;
}

export function layout({ title, view, live, main }: Page): Markup {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title} · Coze emulator</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/__emulator/assets/page.css" />
        <script src="/__emulator/assets/page.js" defer></script>
        <script src="/__emulator/assets/chat.js" defer></script>
      </head>
      <body data-live="${live}">
        <a class="skip" href="#main">Skip to the content</a>
        <header class="top">
          <a class="brand" href="/"><span class="mark" aria-hidden="true"></span>Coze emulator</a>
          <nav aria-label="Views">
            ${VIEWS.map(
              ([path, name]) => html`<a href="${path}" ${path === view ? html`aria-current="page"` : ""}>${name}</a>`,
            )}
          </nav>
        </header>
        <p id="message" role="status" aria-live="polite"></p>
        <main id="main" tabindex="-1">${main}</main>
      </body>
    </html>`;
}

export function badge(kind: "good" | "warn" | "bad" | "plain", text: string): Markup {
  return html`<span class="badge ${kind}">${text}</span>`;
}

export function empty(text: string | Markup): Markup {
  return html`<p class="empty">${text}</p>`;
}

/** A readable time. The page's script converts it to the reader's time zone. */
export function time(milliseconds: number): Markup {
  const iso = new Date(milliseconds).toISOString();
  return html`<time datetime="${iso}">${iso.slice(0, 19).replace("T", " ")}</time>`;
}

/** A button that runs one control route. */
export function action(
  label: string,
  method: string,
  path: string,
  options: { body?: unknown; kind?: "danger" | "primary"; confirm?: string; next?: string; name?: string } = {},
): Markup {
  const { body, kind = "", confirm = "", next = "", name = "" } = options;
  const json = body === undefined ? "" : JSON.stringify(body);
  return html`<button
    type="button"
    class="${kind}"
    data-method="${method}"
    data-path="${path}"
    data-json="${json}"
    data-confirm="${confirm}"
    data-next="${next}"
    ${name ? html`aria-label="${name}"` : ""}
  >
    ${label}
  </button>`;
}
