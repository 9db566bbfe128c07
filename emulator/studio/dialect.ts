import type { Dialect } from "../api/dialect";
import { ApiError, json } from "../api/reply";

const LACKING = "missing session_key in cookie";

/** Coze Studio, as its server of 2026-03-25 answers. It takes a call that it lacks for a call of its console. */
export const STUDIO: Dialect = {
  logIdHeader: "X-Log-ID",
  rejected: () => new ApiError(700012006, "authentication failed: access token is invalid"),
  lacking: () => json(401, { code: 401, msg: LACKING }),
};
