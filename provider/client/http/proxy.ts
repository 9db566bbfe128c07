import type { buildConnector, Dispatcher, Pool } from "undici";
import { isLoopback } from "../../values/hosts";

/** The proxy of the environment is not usable. Nothing was sent to the server. */
export class ProxyError extends Error {
  override readonly name = "ProxyError";

  constructor(
    message: string,
    /** Whether another attempt would fail, too. */
    readonly lasts = false,
  ) {
    super(message);
  }
}

interface Proxy {
  /** The environment variable with the proxy's address. */
  readonly variable: string;
  readonly uri: string;
  readonly noProxy: string;
}

/** One agent for each proxy: an agent keeps its connections. */
const agents = new Map<string, Promise<Dispatcher>>();

/**
 * The agent for the proxy that the environment names for a URL; `undefined` if it names none, or for this machine.
 * HTTPS_PROXY, HTTP_PROXY and NO_PROXY name the proxy; the lower-case variables come first. `fetch` of Node 20 and 22
 * ignores these variables.
 */
export function proxyAgent(url: string, env: NodeJS.ProcessEnv = process.env): Promise<Dispatcher> | undefined {
  const proxy = proxyOf(new URL(url), env);
  if (proxy === undefined) return undefined;
  const key = JSON.stringify(proxy);
  const agent = agents.get(key) ?? makeAgent(proxy);
  agents.set(key, agent);
  return agent;
}

function proxyOf({ protocol, hostname }: URL, env: NodeJS.ProcessEnv): Proxy | undefined {
  const name = protocol === "https:" ? "https_proxy" : "http_proxy";
  const variable = [name, name.toUpperCase()].find((spelling) => env[spelling]);
  if (variable === undefined || isLoopback(hostname)) return undefined;
  return { variable, uri: uriOf(variable, env[variable] ?? ""), noProxy: env["no_proxy"] ?? env["NO_PROXY"] ?? "" };
}

/**
 * The proxy's URL. As in other tools, the address may lack a scheme. The address may contain a password, so no message
 * quotes it.
 */
function uriOf(variable: string, value: string): string {
  const uri = value.includes("://") ? value : `http://${value}`;
  if (URL.canParse(uri) && /^https?:$/.test(new URL(uri).protocol)) return uri;
  throw new ProxyError(
    `the environment variable ${variable} must be the address of a proxy, such as http://proxy.example.com:8080`,
    true,
  );
}

async function makeAgent({ variable, uri, noProxy }: Proxy): Promise<Dispatcher> {
  // Loaded here: most environments have no proxy.
  const undici = await import("undici");
  const proxy = `the proxy ${new URL(uri).origin} of ${variable}`;
  return new undici.EnvHttpProxyAgent({
    httpProxy: uri,
    httpsProxy: uri,
    noProxy,
    // Many proxies allow tunnels to port 443 only.
    proxyTunnel: false,
    // Only connections through the proxy have their own `connect`.
    factory: (origin, options: Pool.Options) =>
      new undici.Pool(
        origin,
        typeof options.connect === "function" ? { ...options, connect: named(options.connect, proxy) } : options,
      ),
  });
}

/**
 * Names the proxy in the errors of a tunnel. It also stops the HTTP client, which would endlessly open another tunnel
 * if the proxy closes the connection (UND_ERR_SOCKET).
 */
function named(connect: buildConnector.connector, proxy: string): buildConnector.connector {
  return (options, callback) => {
    connect(options, (...[error, socket]) => {
      if (error === null) callback(null, socket);
      else callback(proxyError(error, proxy), null);
    });
  };
}

function proxyError(error: NodeJS.ErrnoException, proxy: string): Error {
  const [, status] = /^Proxy response \((\d+)\)/.exec(error.message) ?? [];
  if (status !== undefined) return new ProxyError(`${proxy} answered HTTP ${status}`, Number(status) < 500);
  if (error.code === "UND_ERR_SOCKET") return new ProxyError(`${proxy} closed the connection`);
  const unreached = error.syscall === "connect" || error.syscall === "getaddrinfo";
  return unreached ? new ProxyError(`${proxy} was not reached: ${error.code}`) : error;
}
