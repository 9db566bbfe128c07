import type { HttpBindings } from "@hono/node-server";
import type { Hono, MiddlewareHandler } from "hono";
import { html } from "hono/html";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readControlBody } from "../api/body";
import type { Emulator } from "../emulator";
import { guard, hostGuard } from "../server";
import { botView } from "./bot";
import { botsView } from "./bots";
import { callRows, callsView } from "./calls";
import { ask, chatView, questionBody } from "./chat";
import { faultsView } from "./faults";
import { knowledgeView } from "./knowledge";
import { empty, layout, type Markup, type ViewPath } from "./layout";
import { stateView } from "./state";

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src data:",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

const secured: MiddlewareHandler = async (c, next) => {
  await next();
  c.header("content-security-policy", POLICY);
  c.header("x-content-type-options", "nosniff");
  c.header("referrer-policy", "no-referrer");
  c.header("cache-control", "no-store");
};

const JAVASCRIPT = "text/javascript; charset=utf-8";
const ASSETS = { "page.css": "text/css; charset=utf-8", "page.js": JAVASCRIPT, "chat.js": JAVASCRIPT };

/** The page for people, at the root. Coze has none of its paths. */
export function pageRoutes(app: Hono<{ Bindings: HttpBindings }>, emulator: Emulator): void {
  const view = (path: string, view: ViewPath, title: string, live: string, render: (emulator: Emulator) => Markup) =>
    app.get(path, hostGuard, secured, (c) => c.html(layout({ title, view, live, main: render(emulator) })));
  view("/", "/", "Bots", "bot state workspace", botsView);
  view("/calls", "/calls", "Calls", "calls", callsView);
  view("/knowledge", "/knowledge", "Knowledge", "dataset document file workflow plugin state", knowledgeView);
  view("/faults", "/faults", "Faults", "fault", faultsView);
  view(
    "/state",
    "/state",
    "State",
    "bot dataset document file workspace member callback settings state calls",
    stateView,
  );

  app.get("/bots/:id", hostGuard, secured, (c) => {
    const bot = emulator.bots.find(({ id }) => id === c.req.param("id"));
    const main = bot
      ? botView(bot)
      : html`<h1>Bots</h1>
          ${empty("There is no such bot (any more).")}`;
    return c.html(layout({ title: bot?.draft.name ?? "Bots", view: "/", live: "bot state", main }), bot ? 200 : 404);
  });
  // The path of a bot on Coze's website, which the messages of the package contain.
  app.get("/space/:space/bot/:id", hostGuard, secured, (c) => c.redirect(`/bots/${c.req.param("id")}`));
  app.get("/chat", hostGuard, secured, (c) =>
    c.html(layout({ title: "Chat", view: "/chat", live: "", main: chatView(emulator, c.req.query("bot")) })),
  );
  app.get("/calls/rows", hostGuard, secured, (c) => c.html(callRows(emulator, Number(c.req.query("since") ?? 0))));
  app.post("/chat", guard, async (c) => {
    const question = await readControlBody(c.req).then(
      (given) => questionBody.safeParse(given).data,
      () => undefined,
    );
    if (question === undefined) return c.json({ error: "this is no question to a bot" }, 400);
    const { status, body, headers } = await ask(emulator, question);
    return new Response(body, { status, headers: { "content-type": headers.get("content-type") ?? "" } });
  });
  for (const [name, type] of Object.entries(ASSETS)) {
    app.get(`/__emulator/assets/${name}`, hostGuard, secured, (c) =>
      c.body(asset(name), 200, { "content-type": type }),
    );
  }
}

/** A file of the page. The folder is beside this code in the sources and in the package. */
function asset(name: string): string {
  return readFileSync(join(__dirname, "assets", name), "utf8");
}
