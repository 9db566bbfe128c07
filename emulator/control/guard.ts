import type { Context, MiddlewareHandler } from "hono";

/** Lets in those who call this machine by its own name, and nobody by a name that was made to point here. */
export const hostGuard: MiddlewareHandler = async (c, next) => (isThisMachine(c) ? next() : refused(c));

/**
 * Lets in this machine's people and programs, and no web page from elsewhere: a browser names the page that asks in
 * `Origin` or `Sec-Fetch-Site`.
 */
export const guard: MiddlewareHandler = async (c, next) => {
  const origin = c.req.header("origin");
  const site = c.req.header("sec-fetch-site") ?? "none";
  const isOwn = origin === undefined || origin === `http://${c.req.header("host") ?? ""}`;
  const isSameSite = site === "none" || site === "same-origin";
  return isThisMachine(c) && isOwn && isSameSite ? next() : refused(c);
};

function isThisMachine(c: Context): boolean {
  return /^(127\.0\.0\.1|localhost)(:\d+)?$/i.test(c.req.header("host") ?? "");
}

function refused(c: Context): Response {
  return c.json({ error: "only pages and programs of this machine may use this" }, 403);
}
