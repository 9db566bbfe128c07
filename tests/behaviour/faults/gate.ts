import { deadAddress } from "../../harness/listen";

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
  if (index !== undefined) deadPort = Number(new URL(await deadAddress()).port);
  sent = 0;
  refused = index;
}
