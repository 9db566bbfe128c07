import { createServer, type AddressInfo } from "node:net";
import { once } from "node:events";

/**
 * Between the client and the network: sends chosen requests to a port where nothing listens, so that the system refuses
 * the connection, which a server cannot do to one request of many.
 */
const real = globalThis.fetch;
let sent = 0;
let refused: number | undefined;
let deadPort = 0;

globalThis.fetch = (input, init) => {
  const url = new URL(input instanceof Request ? input.url : input);
  if (sent++ === refused) url.port = String(deadPort);
  return real(url, init);
};

/** Refuses the request of that index, counted from now; `undefined`: none. */
export async function refuseRequest(index: number | undefined): Promise<void> {
  if (index !== undefined) deadPort = await unusedPort();
  sent = 0;
  refused = index;
}

export async function unusedPort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
