import { createServer, type Server } from "node:http";
import { listen } from "../listen";

/** The key for the secrets of stacks, which live as long as a test. */
const DATA_KEY = Buffer.alloc(32, "a key for tests only").toString("base64");
const WRAPPED = "vault:v1:d3JhcHBlZA==";

/** The lines about secrets in a stack's configuration. */
export const SECRETS_PROVIDER = `secretsprovider: hashivault://tests
encryptedkey: ${Buffer.from(WRAPPED).toString("base64")}
`;

/**
 * Keeps the key of all test stacks, with the protocol of HashiCorp Vault. With a passphrase, each command of the CLI
 * would take 0.2 s of processor time to derive the key.
 */
export class Vault {
  private constructor(
    private readonly server: Server,
    readonly env: Readonly<Record<string, string>>,
  ) {}

  static async start(): Promise<Vault> {
    const server = createServer((request, response) => {
      request.resume();
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify({ data: { plaintext: DATA_KEY } }));
    });
    const url = await listen(server);
    // The server does not keep the process alive.
    server.unref();
    return new Vault(server, {
      VAULT_ADDR: url,
      VAULT_TOKEN: "tests",
      VAULT_SERVER_URL: url,
      VAULT_SERVER_TOKEN: "tests",
    });
  }

  close(): void {
    this.server.close();
    this.server.closeAllConnections();
  }
}
