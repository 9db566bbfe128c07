import type { MiddlewareHandler } from "hono";

/**
 * Lets in this machine's people and programs, and no web page from elsewhere: a browser names the page that asks in
 * `Origin` or `Sec-Fetch-Site`, and a name that was made to point here in `Host`.
 */
export const guard: MiddlewareHandler = async (c, next) => {
  const host = c.req.header("host") ?? "";
  const origin = c.req.header("origin");
  const site = c.req.header("sec-fetch-site") ?? "none";
  const isHere = /^(127\.0\.0\.1|localhost)(:\d+)?$/i.test(host);
  const isOwn = origin === undefined || origin === `http://${host}`;
  const isSameSite = site === "none" || site === "same-origin";
  if (isHere && isOwn && isSameSite) return next();
  return c.json({ error: "only pages and programs of this machine may use this" }, 403);
};
