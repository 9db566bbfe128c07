import { createAdaptorServer, type HttpBindings } from "@hono/node-server";
import type { Hono, Context, MiddlewareHandler } from "hono";
import { once } from "node:events";
import { Server } from "node:http";

/** The listening socket. It can be closed and opened again on the same port. */
export class HttpServer {
  private readonly server: Server;
  private boundPort: number;

  constructor(app: Hono<{ Bindings: HttpBindings }>, port: number) {
    const server = createAdaptorServer({ fetch: app.fetch, overrideGlobalObjects: false });
    if (!(server instanceof Server)) throw new Error("expected a plain HTTP server");
    // Longer than clients keep an idle connection: otherwise connections would break at random.
    server.keepAliveTimeout = 120_000;
    this.server = server;
    this.boundPort = port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.boundPort}`;
  }

  async listen(): Promise<void> {
    if (this.server.listening) return;
    this.server.listen(this.boundPort, "127.0.0.1");
    await once(this.server, "listening");
    const address = this.server.address();
    if (typeof address === "object" && address) this.boundPort = address.port;
  }

  /** Ends every connection, also hanging ones, and refuses new ones from then on. */
  async stop(): Promise<void> {
    if (!this.server.listening) return;
    const closed = once(this.server, "close");
    this.server.close();
    this.server.closeAllConnections();
    await closed;
  }
}

/** Accepts only requests for 127.0.0.1 and localhost, so none for a DNS name that points to this machine. */
export const hostGuard: MiddlewareHandler = async (c, next) => (isThisMachine(c) ? next() : refused(c));

/**
 * Accepts programs and the emulator's own page, but no page of another origin. A browser names the asking page in
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
