import { createServer, request } from "node:http";
import { connect, type Socket } from "node:net";
import { listen } from "./listen";

export interface Proxy {
  readonly url: string;
  /** The requests that it got: `CONNECT host:port`, or `GET http://host/path`. */
  readonly asked: string[];
  /** The `proxy-authorization` headers of these requests. */
  readonly credentials: (string | undefined)[];
  /** How it answers from now on: it connects, refuses with this status, or closes the connection. */
  answer: "connect" | "close" | number;
  close(): void;
}

/** A company's proxy. It connects every host name to one port of this machine. */
export async function startProxy(port: () => number): Promise<Proxy> {
  const sockets = new Set<Socket>();
  const server = createServer((incoming, outgoing) => {
    note(`${incoming.method} ${incoming.url}`, incoming.headers["proxy-authorization"]);
    const { pathname, search } = new URL(incoming.url ?? "");
    const { method, headers } = incoming;
    const forwarded = request(
      { port: port(), host: "127.0.0.1", path: pathname + search, method, headers },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      },
    );
    incoming.pipe(forwarded);
  });
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined).on("close", () => sockets.delete(socket));
  });
  server.on("connect", (incoming, socket: Socket) => {
    note(`CONNECT ${incoming.url}`, incoming.headers["proxy-authorization"]);
    if (proxy.answer === "close") return socket.destroy();
    if (proxy.answer !== "connect") return socket.end(`HTTP/1.1 ${proxy.answer} No\r\n\r\n`);
    const target = connect(port(), "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
      target.pipe(socket).pipe(target);
    });
    target.on("error", () => socket.destroy());
  });
  const proxy: Proxy = {
    url: await listen(server),
    asked: [],
    credentials: [],
    answer: "connect",
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
  function note(asked: string, credentials: string | undefined): void {
    proxy.asked.push(asked);
    proxy.credentials.push(credentials);
  }
  return proxy;
}
