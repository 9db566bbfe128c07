import type { Context, MiddlewareHandler } from "hono";

/** Accepts requests for 127.0.0.1 and localhost alone, and so none for a DNS name that points to this machine. */
export const hostGuard: MiddlewareHandler = async (c, next) => (isThisMachine(c) ? next() : refused(c));

/**
 * Accepts programs and the emulator's own page, and no page of another origin: a browser names the page that asks in
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
