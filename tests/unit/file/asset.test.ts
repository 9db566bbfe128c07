import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { assetBlob, assetBytes, assetName, assetSize, contentProblems } from "../../../provider/asset";
import { assetOf, type Asset } from "../../../provider/values/marks";
import { UNKNOWN } from "../../../provider/values/tree";
import { listen } from "../../harness/listen";
import { archive, asset, sha256, textAsset } from "./samples";

const LIMITS = { maxBytes: 100, timeoutMs: 60_000 };
const directory = mkdtempSync(join(tmpdir(), "asset-"));
const servers: Server[] = [];
afterAll(() => {
  rmSync(directory, { recursive: true });
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
});

function file(name: string, content: string): string {
  const path = join(directory, name);
  writeFileSync(path, content);
  return path;
}

function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  servers.push(server);
  return listen(server);
}

const hash = sha256("content");
const bytesOf = async (value: Asset) => Buffer.from(await assetBytes(value, LIMITS)).toString();
const blobOf = async (value: Asset) => (await assetBlob(value, LIMITS)).text();

test("content may have as many bytes as the limit, and not one more", async () => {
  expect(await contentProblems("source", textAsset("four"), 4)).toEqual([]);
  expect(await contentProblems("source", textAsset("fives"), 4)).toEqual([
    expect.objectContaining({ path: ["source"], given: "5 bytes" }),
  ]);
  expect(await contentProblems("source", textAsset(""), 4)).toEqual([
    { path: ["source"], rule: "must not be empty", given: "0 bytes" },
  ]);
});

describe("what the engine marks as an asset", () => {
  test.each([{ text: "content" }, { path: "a/b.png" }, { uri: "https://example.com/b.png" }, {}])(
    "is one with %j",
    (where) => expect(assetOf(asset("content", where))).toEqual({ hash, ...where }),
  );

  test.each([archive, UNKNOWN, "a/b.png", undefined, null, { path: "a/b.png", hash }, { ...textAsset("x"), hash: 1 }])(
    "is not %j",
    (value) => expect(assetOf(value)).toBeUndefined(),
  );
});

test.each<[Omit<Asset, "hash">, string | undefined]>([
  [{ path: "a/b.png" }, "b.png"],
  [{ path: "b.png" }, "b.png"],
  [{ path: "/a/b c.png" }, "b c.png"],
  [{ uri: "https://example.com/a/b.png?sig=x/y.zip#z" }, "b.png"],
  [{ uri: "https://example.com/a/b%20%C3%BC.png" }, "b ü.png"],
  [{ uri: "https://example.com/a/100%.png" }, "100%.png"],
  [{ uri: "https://example.com/bucket%2Fb.png" }, "b.png"],
  [{ uri: "file:///a/b.png" }, "b.png"],
  [{ uri: "https://example.com/a/" }, undefined],
  [{ uri: "https://example.com" }, undefined],
  [{ uri: "nonsense" }, undefined],
  [{ text: "content" }, undefined],
  [{}, undefined],
])("the name of %j is %j", (where, name) => expect(assetName({ hash, ...where })).toBe(name));

describe("the size", () => {
  test("of a text and of a local file is told without a call", async () => {
    expect(await assetSize({ hash, text: "ü€" })).toBe(5);
    const path = file("seven.png", "content");
    expect(await assetSize({ hash, path })).toBe(7);
    expect(await assetSize({ hash, uri: pathToFileURL(path).href })).toBe(7);
  });

  test("of what is elsewhere, or not told, is not known", async () => {
    expect(await assetSize({ hash, uri: "https://example.com/b.png" })).toBeUndefined();
    expect(await assetSize({ hash })).toBeUndefined();
  });

  test("of a file that has gone since the engine read it is an error that names it", async () => {
    await expect(assetSize({ hash, path: "gone/b.png" })).rejects.toThrow(
      "The file gone/b.png could not be read: ENOENT.",
    );
  });
});

describe("the bytes", () => {
  test("of a text, a file, a file's address and an address are those that were hashed", async () => {
    const seen: unknown[] = [];
    const url = await serve((request, response) => {
      seen.push(request.headers.authorization);
      response.end("content");
    });
    const path = file("same.png", "content");
    for (const where of [{ text: "content" }, { path }, { uri: pathToFileURL(path).href }, { uri: url }]) {
      for (const read of [bytesOf, blobOf]) expect(await read({ hash, ...where })).toBe("content");
    }
    expect(seen).toEqual([undefined, undefined]);
  });

  test("that have changed since they were hashed are an error", async () => {
    const url = await serve((_, response) => response.end("other"));
    const path = file("changed.png", "other");
    for (const [where, what] of [
      [{ text: "other" }, "The text"],
      [{ path }, `The file ${path}`],
      [{ uri: `${url}/b.png?sig=secret` }, `The file at ${url}/b.png`],
    ] as const) {
      for (const read of [bytesOf, blobOf]) {
        await expect(read({ hash, ...where })).rejects.toThrow(
          `${what} has changed since this run began to read it. Run the same command again.`,
        );
      }
    }
  });

  test("are not read, or not to the end, where there are more than allowed", async () => {
    let closed: Promise<unknown> | undefined;
    const url = await serve((_, response) => {
      closed = once(response, "close");
      // Without an end: whoever wanted it all would wait for ever.
      response.write("x".repeat(101));
    });
    for (const where of [{ text: "x".repeat(101) }, { path: file("big.png", "x".repeat(101)) }, { uri: url }]) {
      for (const read of [bytesOf, blobOf]) {
        await expect(read({ hash, ...where })).rejects.toThrow("has more than 100 bytes");
      }
    }
    await closed;
    expect(closed).toBeDefined();
  });

  test("of a file that changes after it was hashed are never read as if they were those", async () => {
    const path = file("late.png", "content");
    const blob = await assetBlob({ hash, path }, LIMITS);
    writeFileSync(path, "other bytes");
    await expect(blob.text()).rejects.toThrow();
  });

  test("of an address are asked for again after an error of the server", async () => {
    let calls = 0;
    const url = await serve((_, response) => {
      if (calls++ === 0) response.writeHead(503);
      response.end("content");
    });
    expect(await bytesOf({ hash, uri: url })).toBe("content");
    expect(calls).toBe(2);
  });

  test("that cannot be had are an error that says why, without what may be secret in the address", async () => {
    const missing = await serve((_, response) => response.writeHead(404).end());
    const silent = await serve(() => undefined);
    const dead = await serve(() => undefined);
    servers.pop()?.close();
    for (const [uri, timeoutMs, reason] of [
      [missing, 60_000, "HTTP 404"],
      [silent, 50, "it took too long"],
      [dead, 60_000, "ECONNREFUSED"],
    ] as const) {
      const failed = assetBytes({ hash, uri: `${uri}/b.png?sig=secret` }, { maxBytes: 100, timeoutMs });
      await expect(failed).rejects.toThrow(`The file at ${uri}/b.png could not be read: ${reason}.`);
    }
    const signed = assetBytes({ hash, uri: "https://me:hunter2@example.invalid/b.png?sig=secret" }, LIMITS);
    await expect(signed).rejects.toThrow("The file at https://example.invalid/b.png could not be read: ");
    await expect(signed).rejects.not.toThrow(/hunter2|secret/);
    const elsewhere = assetBytes({ hash, uri: "file://host/b.png" }, LIMITS);
    await expect(elsewhere).rejects.toThrow("The file at file://host/b.png could not be read: ");
    await expect(assetBytes({ hash }, LIMITS)).rejects.toThrow("could not be read: the engine gave no source for it");
  });
});
