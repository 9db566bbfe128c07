import { createServer, type Socket } from "node:net";
import { once } from "node:events";
import { listen } from "../../harness/listen";

/** What is written to a connection, whatever HTTP says about it. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** The connection ends after so many bytes. */
  readonly cut?: number | undefined;
}

export interface RawServer {
  readonly url: string;
  /** Answers one request, by its method and path. */
  answer: (method: string, path: string) => Reply;
  close(): Promise<void>;
}

/** Answers each request on a connection of its own, byte by byte as it is told. */
export async function startRawServer(): Promise<RawServer> {
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.on("close", () => open.delete(socket)).on("error", () => undefined);
    let request = "";
    socket.setEncoding("latin1").on("data", (chunk: string) => {
      request += chunk;
      if (isWhole(request)) send(socket, raw.answer(...lineOf(request)));
    });
  });
  const raw: RawServer = {
    url: await listen(server),
    answer: () => ({ status: 200, headers: {}, body: "" }),
    async close() {
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
  return raw;
}

function isWhole(request: string): boolean {
  const end = request.indexOf("\r\n\r\n");
  if (end < 0) return false;
  if (/^transfer-encoding: chunked/im.test(request)) return request.endsWith("\r\n0\r\n\r\n");
  const length = Number(/^content-length: *(\d+)/im.exec(request)?.[1] ?? 0);
  return request.length >= end + 4 + length;
}

function lineOf(request: string): [method: string, path: string] {
  const [method = "", target = ""] = request.split(" ", 2);
  return [method, target.split("?")[0] ?? ""];
}

function send(socket: Socket, { status, headers, body, cut }: Reply): void {
  const bytes = Buffer.from(body);
  const lines = [
    `HTTP/1.1 ${status} Any`,
    `content-length: ${bytes.length}`,
    "connection: close",
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
  ];
  const whole = Buffer.concat([Buffer.from(`${lines.join("\r\n")}\r\n\r\n`), bytes]);
  socket.end(cut === undefined ? whole : whole.subarray(0, cut));
}
