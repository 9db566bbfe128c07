import type { HttpBindings } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import type { Context } from "hono";
import { faultName } from "../faults/fault";
import type { ListFault } from "../faults/lists";
import { serveWithFault } from "../faults/serve-with-fault";
import type { Platform } from "../platform";
import { readBody, TooLarge } from "./body";
import { COZE, type Dialect } from "./dialect";
import { ApiError, failure, newLogId, type Reply } from "./reply";
import type { ApiCall, Route } from "./route";

/** The calls that a server with `olderReadsOnly` lacks. */
const NEWER_READS: ReadonlySet<string> = new Set(["GET /v1/bots/:bot_id", "GET /v1/bots"]);

type HonoContext = Context<{ Bindings: HttpBindings }>;

/** Serves an API call, in this order: size, log, fault, rate limit, authentication, handler, answer. */
export async function serve(
  c: HonoContext,
  platform: Platform,
  route: Route | undefined,
  dialect: Dialect = COZE,
): Promise<Response> {
  const { outgoing } = c.env;
  const { method, path } = c.req;
  const query = c.req.query();
  const identity = platform.tokens.find(c.req.header("authorization"), platform.now());
  const read = await readBody(c.req, identity !== undefined).catch((error: unknown) => {
    if (error instanceof TooLarge) return error;
    throw error;
  });
  const { value: body, text } = read instanceof TooLarge ? { value: undefined, text: "" } : read;
  const pattern = `${method} ${route?.path ?? path}`;
  const call = platform.log.open({
    method,
    path,
    route: pattern,
    query,
    body,
  });
  const pause = (ms: number) => (ms > 0 ? platform.clock.sleep(ms, platform.closed.signal) : Promise.resolve());

  const finish = ({ logId = newLogId(), ...reply }: Reply): Reply => {
    const date = new Date(platform.now()).toUTCString();
    return { ...reply, logId, headers: { ...reply.headers, date, [dialect.logIdHeader]: logId } };
  };

  // A client that gives up does not stop the platform: a delayed call still takes effect.
  const handle = async (list?: ListFault): Promise<Reply> => {
    const wait = platform.limiter?.take() ?? 0;
    if (wait > 0) return finish(tooMany(platform, wait));
    await pause(platform.settings.latencyMs);
    if (platform.closed.signal.aborted) return failure(503, 5000, "closing");
    call.handled = true;
    if (read instanceof TooLarge) return finish(failure(413, 4000, read.message));
    const params: Record<string, string> = c.req.param();
    const header = (name: string) => c.req.header(name);
    return finish(answer(route, { platform, params, query, body, text, header, list }, { pattern, dialect }));
  };

  const token = c.req.header("authorization")?.slice(-4);
  if (identity && token !== undefined) call.caller = { userId: identity.userId, token: `…${token}` };
  const fault = platform.faults.take(call);
  if (fault) call.fault = faultName(fault);
  const reply = fault ? await serveWithFault(fault, { call, outgoing, handle, pause }) : await handle();
  platform.log.close(call, reply);
  if (!reply) return RESPONSE_ALREADY_SENT;
  return new Response(bodyOf(reply, pause), { status: reply.status, headers: finish(reply).headers });
}

function bodyOf({ body, pause: at }: Reply, pause: (ms: number) => Promise<void>): string | ReadableStream {
  if (!at || at.ms === 0) return body;
  const bytes = new TextEncoder();
  return new ReadableStream({
    start: (controller) => controller.enqueue(bytes.encode(body.slice(0, at.at))),
    pull: async (controller) => {
      await pause(at.ms);
      controller.enqueue(bytes.encode(body.slice(at.at)));
      controller.close();
    },
  });
}

function answer(
  route: Route | undefined,
  request: Omit<ApiCall, "identity">,
  { pattern, dialect }: { readonly pattern: string; readonly dialect: Dialect },
): Reply {
  const isAway = request.platform.settings.quirks.olderReadsOnly && NEWER_READS.has(pattern);
  if (!route || isAway) return dialect.lacking(pattern);
  const { platform, header } = request;
  const identity = platform.tokens.find(header("authorization"), platform.now());
  try {
    if (route.permissions === "none") return route.handle({ ...request, identity: platform.identity() });
    if (!identity) throw dialect.rejected();
    const missing = route.permissions.filter((point) => !identity.permissions.has(point));
    if (missing.length > 0) {
      throw new ApiError(4101, `The token does not have the permission ${missing.join(", ")} for this operation.`);
    }
    return route.handle({ ...request, identity });
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return failure(error.httpStatus, error.code, error.message);
  }
}

function tooMany(platform: Platform, wait: number): Reply {
  const retryAfter = platform.limiter?.retryAfter(wait, platform.now());
  const headers: Record<string, string> = retryAfter === undefined ? {} : { "retry-after": retryAfter };
  return failure(429, 4013, "Too many requests, please try again later.", headers);
}
