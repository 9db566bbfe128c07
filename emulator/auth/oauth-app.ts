import { generateKeyPairSync, randomBytes, verify } from "node:crypto";
import * as z from "zod";
import { keyOptions, type KeyPair } from "./keys";

export interface OAuthAppState {
  appId: string;
  keyId: string;
  /** Absent until they are first needed. */
  keys?: KeyPair;
}

const header = z.object({ alg: z.string(), kid: z.string() });
const claims = z.object({ iss: z.string(), aud: z.string(), iat: z.number(), exp: z.number(), jti: z.string().min(1) });

function decode(part: string | undefined): unknown {
  try {
    return JSON.parse(Buffer.from(part ?? "", "base64url").toString("utf8")) as unknown;
  } catch {
    return undefined;
  }
}

/** A Coze OAuth app of the JWT kind. It has a key pair, and checks the JWTs that are signed with it. */
export class OAuthApp {
  keyId = randomBytes(32).toString("base64url");
  private readonly used = new Set<string>();

  constructor(
    public appId: string,
    private keys?: KeyPair,
  ) {}

  /** PKCS8 PEM. */
  get privateKey(): string {
    return this.pair.privateKey;
  }

  /** The fault of the JWT, or undefined if it is valid. The check uses up a valid JWT. */
  refuse(jwt: string, host: string, nowSeconds: number): string | undefined {
    const [head, body, signature, ...rest] = jwt.split(".");
    const jose = header.safeParse(decode(head));
    const claim = claims.safeParse(decode(body));
    if (!jose.success || signature === undefined || rest.length > 0) return "malformed JWT";
    if (!claim.success) return `JWT claim ${String(claim.error.issues[0]?.path[0] ?? "")} is missing or wrong`;
    if (jose.data.alg !== "RS256") return "alg must be RS256";
    if (jose.data.kid !== this.keyId) return "unknown kid";
    const signed = Buffer.from(`${head ?? ""}.${body ?? ""}`);
    const valid = verify("RSA-SHA256", signed, this.pair.publicKey, Buffer.from(signature, "base64url"));
    if (!valid) return "wrong signature";
    const { iss, aud, exp, jti } = claim.data;
    if (iss !== this.appId) return "unknown iss";
    // Coze's page names api.coze.cn as the audience, whatever the address.
    if (![host, host.replace(/:\d+$/, ""), "api.coze.cn"].includes(aud)) return "aud must be the API's host";
    if (exp <= nowSeconds) return "JWT has expired";
    if (this.used.has(jti)) return "jti was used before";
    this.used.add(jti);
    return undefined;
  }

  // The first use makes the key pair, since it takes longer than the rest of the start.
  private get pair(): KeyPair {
    return (this.keys ??= generateKeyPairSync("rsa", keyOptions));
  }

  dump(): OAuthAppState {
    const { appId, keyId, keys } = this;
    return { appId, keyId, ...(keys && { keys }) };
  }

  load({ appId, keyId, keys }: OAuthAppState): void {
    Object.assign(this, { appId, keyId });
    this.keys = keys ?? this.keys;
  }
}
