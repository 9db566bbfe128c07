import { generateKeyPair } from "node:crypto";
import { promisify } from "node:util";

/** An RSA key pair, both PEM; the private one PKCS8. */
export interface KeyPair {
  readonly publicKey: string;
  readonly privateKey: string;
}

export const keyOptions = {
  modulusLength: 2048,
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
} as const;

/** Beside other work: it takes longer than everything else at start. */
export function newKeyPair(): Promise<KeyPair> {
  return promisify(generateKeyPair)("rsa", keyOptions);
}
