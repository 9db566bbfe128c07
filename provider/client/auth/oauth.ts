import { randomUUID } from "node:crypto";

/** An OAuth app of the JWT kind, with the values that the Coze console shows. */
export interface JwtApp {
  readonly appId: string;
  /** The fingerprint of the public key. */
  readonly keyId: string;
  /** PKCS#8, PEM. */
  readonly privateKey: string;
}

export const TOKEN_PATH = "/api/permission/oauth2/token";
/** The requested lifetime of the token; Coze's default. */
const TOKEN_SECONDS = 900;
const ASSERTION_SECONDS = 3600;

/** A signed assertion for one request to the token endpoint. `audience` is the API's host, without scheme and path. */
export async function assertion(app: JwtApp, audience: string, nowMs: number): Promise<string> {
  // jose is loaded here, since most programs use a token. It is loaded with import(), since it is an ES module.
  const { importPKCS8, SignJWT } = await import("jose");
  const seconds = Math.floor(nowMs / 1000);
  let key: Awaited<ReturnType<typeof importPKCS8>>;
  try {
    key = await importPKCS8(app.privateKey.replaceAll("\\n", "\n").trim(), "RS256");
  } catch {
    // The cause is dropped: the parser's message may quote the key.
    throw new Error("The private key of the OAuth app is not a PKCS#8 key in PEM form (-----BEGIN PRIVATE KEY-----).");
  }
  return new SignJWT({})
    .setProtectedHeader({ alg: "RS256", typ: "JWT", kid: app.keyId })
    .setIssuer(app.appId)
    .setAudience(audience)
    .setIssuedAt(seconds)
    .setExpirationTime(seconds + ASSERTION_SECONDS)
    .setJti(randomUUID() + randomUUID())
    .sign(key);
}

export function tokenRequest(): { grant_type: string; duration_seconds: number } {
  return { grant_type: "urn:ietf:params:oauth:grant-type:jwt-bearer", duration_seconds: TOKEN_SECONDS };
}
