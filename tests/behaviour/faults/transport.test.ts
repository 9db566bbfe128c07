import { createServer, type IncomingMessage } from "node:http";
import { decide } from "../../../provider/client/http/policy";
import { exchange } from "../../../provider/client/http/transport";
import { deadAddress, listen } from "../../harness/listen";
import { closeClients, failure, openClient } from "./client";

afterEach(closeClients);

/** Answers every request with these headers, and keeps what came. */
async function withServer(
  answer: { status: number; headers: Record<string, string> },
  run: (url: string, seen: IncomingMessage[]) => Promise<void>,
): Promise<void> {
  const seen: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    seen.push(request);
    response.writeHead(answer.status, answer.headers).end("{}");
  });
  try {
    await run(await listen(server), seen);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

test.each([301, 302, 303, 307, 308])("a redirect to another host, %d, is not followed with the token", (status) =>
  withServer({ status: 200, headers: {} }, (elsewhere, stolen) =>
    withServer({ status, headers: { location: `${elsewhere}/v1/x` } }, async (baseUrl, seen) => {
      const t = await openClient({ config: { baseUrl } });
      const read = await failure(t.session.api().readDraft(t.botId));
      const create = await failure(t.session.api().createBot("7360000000000000001", { name: "A" }));
      for (const error of [read, create]) expect(error).toContain(`Check coze:baseUrl (${baseUrl})`);
      expect(seen).toHaveLength(2);
      expect(seen[0]?.headers.authorization).toBe(`Bearer ${t.emulator.token}`);
      expect(stolen).toEqual([]);
    }),
  ),
);

test.each(["http://api.coze.cn", "http://10.0.0.1:8080", "http://localhost.example.com", "ftp://127.0.0.1"])(
  "%s is refused without a call: a token would go over the network in clear",
  async (baseUrl) => {
    const t = await openClient({ config: { baseUrl } });
    const reason = await failure(Promise.resolve().then(() => t.session.api().readDraft(t.botId)));
    expect(reason).toContain("coze:baseUrl must begin with https://");
  },
);

test("a port where nobody listens is retried, and then named", async () => {
  const baseUrl = await deadAddress();
  const t = await openClient({ config: { baseUrl } });
  const error = await failure(t.session.api().createBot("7360000000000000001", { name: "A" }));
  expect(error).toMatch(/no connection \(ECONNREFUSED\)\. Check coze:baseUrl/);
  expect(error).toContain(baseUrl);
  expect(t.clock.sleeps).toHaveLength(5);
});

describe("what the system says of a request that failed", () => {
  const real = globalThis.fetch;
  afterEach(() => {
    globalThis.fetch = real;
  });
  const failing = (cause: object) => {
    globalThis.fetch = () => Promise.reject(Object.assign(new TypeError("fetch failed"), { cause }));
    return exchange({ method: "POST", url: "http://127.0.0.1", token: "secret-token", timeoutMs: 1_000 });
  };

  test.each([
    // The HTTP client gives up waiting for headers after five minutes by itself.
    { code: "UND_ERR_HEADERS_TIMEOUT", how: "timeout" },
    { code: "UND_ERR_BODY_TIMEOUT", how: "timeout" },
    { code: "ETIMEDOUT", syscall: "read", how: "timeout" },
    { code: "ECONNRESET", syscall: "read", how: "reset" },
    { code: "EPIPE", syscall: "write", how: "reset" },
    { code: "UND_ERR_SOCKET", how: "reset" },
  ])("$code after sending is a $how: a create is looked for", async ({ how, ...cause }) => {
    const outcome = await failing(cause);
    expect(outcome).toMatchObject({ kind: "lost", how });
    if (outcome.kind !== "answer") expect(decide("once", outcome)).toBe("look");
  });

  test.each([
    { code: "ECONNREFUSED", syscall: "connect" },
    { code: "ETIMEDOUT", syscall: "connect" },
    { code: "ENOTFOUND", syscall: "getaddrinfo" },
    { code: "EAI_AGAIN", syscall: "getaddrinfo" },
    { code: "UND_ERR_CONNECT_TIMEOUT" },
    { code: "CERT_HAS_EXPIRED" },
  ])("$code $syscall is before sending: a create is sent again", async (cause) => {
    const outcome = await failing(cause);
    expect(outcome).toMatchObject({ kind: "refused", detail: cause.code });
    expect(JSON.stringify(outcome)).not.toContain("secret-token");
    if (outcome.kind !== "answer") expect(decide("once", outcome)).toBe("retry");
  });
});
