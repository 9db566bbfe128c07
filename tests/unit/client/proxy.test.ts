import { execFile } from "node:child_process";
import { createHash, generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { generate } from "selfsigned";
import { assetBytes } from "../../../provider/asset";
import { proxyAgent } from "../../../provider/client/http/proxy";
import { listen } from "../../harness/listen";
import { startProxy, type Proxy } from "../../harness/proxy";
import { emulate, outcomeOf } from "./emulated";

const NAMES = ["HTTPS_PROXY", "HTTP_PROXY", "NO_PROXY", "https_proxy", "http_proxy", "no_proxy"];
const before = Object.fromEntries(NAMES.map((name) => [name, process.env[name]]));

const proxies: Proxy[] = [];
const servers: Server[] = [];
beforeEach(() => {
  for (const name of NAMES) Reflect.deleteProperty(process.env, name);
});
afterEach(() => {
  for (const proxy of proxies.splice(0)) proxy.close();
  for (const server of servers.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
});
afterAll(() => {
  for (const [name, value] of Object.entries(before)) if (value !== undefined) process.env[name] = value;
});

/** A proxy behind which every host is the server of that address. */
async function proxyTo(url: string): Promise<Proxy> {
  const proxy = await startProxy(() => Number(new URL(url).port));
  proxies.push(proxy);
  return proxy;
}

/** A server whose certificate, for api.coze.test, nobody vouches for. */
async function serveTls(): Promise<{ url: string; certificate: string }> {
  const { private: key, cert } = await generate([{ name: "commonName", value: "api.coze.test" }], {
    keyType: "ec",
    extensions: [{ name: "subjectAltName", altNames: [{ type: 2, value: "api.coze.test" }] }],
  });
  const server = createServer({ key, cert }, (_request, response) => {
    response.setHeader("content-type", "application/json");
    response.end('{"code":0,"data":{"items":[],"total":0}}');
  });
  servers.push(server);
  return { url: await listen(server, "https"), certificate: cert };
}

const sent = { url: "http://api.coze.test/v1/bots" };

test.each(["HTTP_PROXY", "http_proxy"])("calls go through the proxy of %s, with its credentials", async (name) => {
  const emulator = await emulate();
  const proxy = await proxyTo(emulator.url);
  process.env[name] = proxy.url.replace("//", "//someone:s3%40cret@");
  expect(await outcomeOf(emulator, sent)).toMatchObject({ kind: "ok" });
  expect(proxy.asked).toEqual([`GET http://api.coze.test/v1/bots?workspace_id=${emulator.spaceId}`]);
  expect(proxy.credentials).toEqual([`Basic ${Buffer.from("someone:s3@cret").toString("base64")}`]);
});

test("a proxy may be named without a scheme, and the lower-case name comes first", async () => {
  const emulator = await emulate();
  const proxy = await proxyTo(emulator.url);
  process.env["http_proxy"] = proxy.url.replace("http://", "");
  process.env["HTTP_PROXY"] = "http://no-such-host.invalid:1";
  expect(await outcomeOf(emulator, sent)).toMatchObject({ kind: "ok" });
});

test.each([
  ["NO_PROXY", "coze.test"],
  ["NO_PROXY", "other.example,.coze.test"],
  ["no_proxy", "*"],
])("%s=%s keeps a host from it", async (name, hosts) => {
  const emulator = await emulate();
  const proxy = await proxyTo(emulator.url);
  process.env["HTTP_PROXY"] = proxy.url;
  process.env[name] = hosts;
  expect(await outcomeOf(emulator, sent)).toMatchObject({ kind: "refused", by: "network" });
  expect(proxy.asked).toEqual([]);
});

test("this machine is reached without a proxy, so that no token is sent to one in clear", async () => {
  const emulator = await emulate();
  const proxy = await proxyTo(emulator.url);
  process.env["HTTP_PROXY"] = process.env["HTTPS_PROXY"] = proxy.url;
  expect(await outcomeOf(emulator)).toMatchObject({ kind: "ok" });
  expect(proxy.asked).toEqual([]);
});

test("without a variable there is no agent, and HTTP_PROXY is for http alone", () => {
  expect(proxyAgent("https://api.coze.test/", {})).toBeUndefined();
  expect(proxyAgent("https://api.coze.test/", { HTTP_PROXY: "http://proxy.example.com" })).toBeUndefined();
});

test("calls go through a tunnel to a server whose certificate NODE_EXTRA_CA_CERTS vouches for", async () => {
  const server = await serveTls();
  const proxy = await proxyTo(server.url);
  const directory = mkdtempSync(join(tmpdir(), "coze-ca-"));
  const file = join(directory, "ca.pem");
  writeFileSync(file, server.certificate);
  expect(await list({ https_proxy: proxy.url, NODE_EXTRA_CA_CERTS: file })).toBe("listed []");
  expect(proxy.asked).toEqual(["CONNECT api.coze.test:443"]);
  rmSync(directory, { recursive: true });
});

test("a certificate that is not trusted is named, and no other try is made", async () => {
  const server = await serveTls();
  const proxy = await proxyTo(server.url);
  expect(await list({ HTTPS_PROXY: proxy.url })).toBe(
    "Coze could not list the bots of workspace 1: no connection (its certificate is not trusted: DEPTH_ZERO_SELF_SIGNED_CERT). If a " +
      "company's network signs the traffic of https://api.coze.test, set NODE_EXTRA_CA_CERTS to the file of its certificate (PEM) in " +
      "the environment of Pulumi.",
  );
  expect(proxy.asked).toEqual(["CONNECT api.coze.test:443"]);
});

test.each([
  [407, "answered HTTP 407", 1],
  [502, "answered HTTP 502", 2],
  ["close", "closed the connection", 2],
] as const)("a proxy that answers %s is named, without its password", async (answer, words, tries) => {
  const proxy = await proxyTo("http://127.0.0.1:1");
  proxy.answer = answer;
  expect(await list({ HTTPS_PROXY: proxy.url.replace("//", "//someone:s3cret@") })).toBe(
    `Coze could not list the bots of workspace 1: no connection (the proxy ${proxy.url} of HTTPS_PROXY ${words}). Check that address, and its ` +
      "user and password; NO_PROXY lists the hosts that are reached without it.",
  );
  expect(proxy.asked).toHaveLength(tries);
});

test("a proxy that is not there, and one that is no address, are named without their passwords", async () => {
  expect(await list({ HTTPS_PROXY: "http://someone:s3cret@no-such-host.invalid:3128" })).toContain(
    "(the proxy http://no-such-host.invalid:3128 of HTTPS_PROXY was not reached: E",
  );
  expect(await list({ HTTPS_PROXY: "ftp://someone:s3cret@proxy.example.com" })).toContain(
    "(the environment variable HTTPS_PROXY must be the address of a proxy, such as http://proxy.example.com:8080)",
  );
});

test("the request for an access token goes through it, and its failure names the proxy", async () => {
  const proxy = await proxyTo("http://127.0.0.1:1");
  proxy.answer = 403;
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const key = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
  expect(await list({ HTTPS_PROXY: proxy.url }, { oauthAppId: "1", oauthKeyId: "2", oauthPrivateKey: key })).toContain(
    "No access token could be fetched with the OAuth app in the configuration keys coze:oauth… from https://api.coze.test: the proxy " +
      `${proxy.url} of HTTPS_PROXY answered HTTP 403. Check that address`,
  );
  expect(proxy.asked).toEqual(["CONNECT api.coze.test:443"]);
});

test("a remote asset comes through it", async () => {
  const emulator = await emulate();
  const proxy = await proxyTo(emulator.url);
  process.env["HTTP_PROXY"] = proxy.url;
  const asset = { uri: "http://files.coze.test/none", hash: createHash("sha256").digest("hex") };
  await expect(assetBytes(asset, { maxBytes: 10, timeoutMs: 60_000 })).rejects.toThrow("HTTP 404");
  expect(proxy.asked[0]).toBe("GET http://files.coze.test/none");
});

/**
 * What the built client says in a process of its own, asked for the bots of a space: `fetch` tells the errors of a tunnel as they are
 * only where they come from the same realm, and jest has one of its own.
 */
async function list(
  env: Record<string, string>,
  credentials: Record<string, string> = { token: "pat_0123456789abcdef" },
): Promise<string> {
  const config = { baseUrl: "https://api.coze.test", maxRetries: "1", timeoutSeconds: "60", ...credentials };
  const program = `
    const { Session } = require("./dist/session/session.js");
    const session = new Session();
    const config = ${JSON.stringify(config)};
    session.configure((key) => config[key.replace("coze:", "")]);
    const asked = session.api().listBots("1", "all");
    asked.then((bots) => console.log("listed " + JSON.stringify(bots)), (error) => console.log(error.message));`;
  const { stdout, stderr } = await promisify(execFile)(process.execPath, ["-e", program], {
    cwd: join(__dirname, "..", "..", ".."),
    env: { ...process.env, ...env },
  });
  expect(stderr).toBe("");
  expect(stdout).not.toContain("s3cret");
  return stdout.trim();
}
