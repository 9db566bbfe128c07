import { generateKeyPair } from "node:crypto";
import { promisify } from "node:util";

/** An RSA key pair in PEM form. The private key is PKCS8. */
export interface KeyPair {
  readonly publicKey: string;
  readonly privateKey: string;
}

export const keyOptions = {
  modulusLength: 2048,
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
} as const;

/** Runs beside other work, since a key pair takes longer than the rest of the start. */
export function newKeyPair(): Promise<KeyPair> {
  return promisify(generateKeyPair)("rsa", keyOptions);
}
