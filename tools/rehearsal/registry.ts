import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { basename } from "node:path";
import { json } from "node:stream/consumers";
import { listen } from "../../tests/harness/listen";

/** The parts of a body of `npm publish` that an installation needs. */
interface Publication {
  readonly name: string;
  readonly "dist-tags": Readonly<Record<string, string>>;
  readonly versions: Readonly<Record<string, Manifest>>;
  readonly _attachments: Readonly<Record<string, { readonly data: string }>>;
}

interface Manifest {
  readonly dist: { readonly tarball: string };
}

/**
 * A registry of npm on this machine. It keeps what is published to it, and redirects all other requests to the real
 * one.
 */
export class Registry {
  private readonly packages = new Map<string, Publication>();
  private readonly server: Server;
  private address = "";

  private constructor(private readonly upstream: string) {
    this.server = createServer((request, response) => {
      this.answer(request, response).catch((error: unknown) => {
        response.writeHead(500).end(String(error));
      });
    });
  }

  static async start(upstream: string): Promise<Registry> {
    const registry = new Registry(upstream.replace(/\/$/, ""));
    registry.address = await listen(registry.server);
    return registry;
  }

  get url(): string {
    return this.address;
  }

  /** The names and versions that are published. */
  get published(): string[] {
    return [...this.packages.values()].flatMap(({ name, versions }) =>
      Object.keys(versions).map((v) => `${name}@${v}`),
    );
  }

  close(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? "/", this.address);
    const [name = "", ...rest] = pathname.slice(1).split("/");
    if (request.method === "PUT") {
      this.packages.set(name, (await json(request)) as Publication);
      response.writeHead(201, { "content-type": "application/json" }).end("{}");
      return;
    }
    const found = this.packages.get(name);
    if (found === undefined) response.writeHead(302, { location: this.upstream + (request.url ?? "") }).end();
    else if (rest[0] === "-") response.end(Buffer.from(found._attachments[basename(pathname)]?.data ?? "", "base64"));
    else response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(this.document(found)));
  }

  /** The package's document, without its content. */
  private document({ _attachments, ...found }: Publication): object {
    const [file = ""] = Object.keys(_attachments);
    const versions = Object.entries(found.versions).map(([version, manifest]) => {
      const tarball = `${this.address}/${found.name}/-/${file}`;
      return [version, { ...manifest, dist: { ...manifest.dist, tarball } }];
    });
    return { ...found, versions: Object.fromEntries(versions) as object };
  }
}
