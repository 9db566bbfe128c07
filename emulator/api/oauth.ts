import * as z from "zod";
import { json, type Reply } from "./reply";
import type { ApiCall, Route } from "./route";

const MAX_DURATION = 86_399;
const GRANT_TYPE = "urn:ietf:params:oauth:grant-type:jwt-bearer";

const tokenBody = z.object({
  grant_type: z.string(),
  duration_seconds: z.int().min(1).max(MAX_DURATION).nullish(),
});

/** The token endpoints have their own shape, also for failures. */
function refused(status: number, error_code: string, error_message: string): Reply {
  return json(status, { error_code, error_message, error: error_code });
}

function issueToken({ platform, body, header }: ApiCall): Reply {
  const parsed = tokenBody.safeParse(body);
  if (!parsed.success) {
    const field = String(parsed.error.issues[0]?.path[0] ?? "body");
    return refused(400, "invalid_request", `the parameter ${field} is missing or wrong`);
  }
  if (parsed.data.grant_type !== GRANT_TYPE) return refused(400, "unsupported_grant_type", "grant_type not supported");

  const jwt = /^Bearer (\S+)$/.exec(header("authorization") ?? "")?.[1] ?? "";
  const nowSeconds = Math.floor(platform.now() / 1000);
  const problem = platform.oauthApp.refuse(jwt, header("host") ?? "", nowSeconds);
  if (problem !== undefined) return refused(401, "invalid_client", problem);

  const expiresIn = nowSeconds + (parsed.data.duration_seconds ?? 900);
  const identity = { ...platform.identity(), expiresAt: expiresIn * 1000, oauth: true };
  const access_token = platform.tokens.add(identity, "czs_");
  // `expires_in` is a point in time, despite its name.
  return json(200, { access_token, expires_in: expiresIn, token_type: "Bearer" });
}

export const oauthRoutes: Route[] = [
  { method: "POST", path: "/api/permission/oauth2/token", permissions: "none", handle: issueToken },
];
