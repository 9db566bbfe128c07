import { once } from "node:events";
import { createServer, type AddressInfo, type Server } from "node:net";

/** Listens on a free port of this machine, and returns the address. */
export async function listen(server: Server, protocol: "http" | "https" = "http"): Promise<string> {
  await once(server.listen(0, "127.0.0.1"), "listening");
  return `${protocol}://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** An address of this machine that refuses connections. */
export async function deadAddress(): Promise<string> {
  const server = createServer();
  const address = await listen(server);
  await once(server.close(), "close");
  return address;
}
