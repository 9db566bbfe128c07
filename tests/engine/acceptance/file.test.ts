import { createServer, type Server } from "node:http";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { mkdir, open, rm, writeFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { dirname, join } from "node:path";
import { createHash } from "node:crypto";
import { CREATE, openScene, PUBLISH, RETRIEVE, UNPUBLISH, UPDATE, UPLOAD, type Scene } from "./harness";

/** A bot whose avatar the file is; `source` is the asset, as the program makes it. */
const program = (source: string, more = "") => `
  const { CozeFile } = require("pulumi-coze");
  const { FileAsset, StringAsset, RemoteAsset, FileArchive } = pulumi.asset;
  const logo = new CozeFile("logo", { source: ${source}, ${more} });
  const bot = new CozeBot("support", { name: "Support", iconFileId: logo.fileId });
  new CozeBotPublication("support", { bot });
  exports.file = { id: logo.id, fileId: logo.fileId, fileName: logo.fileName, bytes: logo.bytes, createdAt: logo.createdAt };
`;

const fromPath = (path: string) => program(`new FileAsset("${path}")`);

async function write(t: Scene, path: string, content: string): Promise<void> {
  const file = join(t.ws.projectDir, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, content);
}

/** The newest file on the server. */
function newest(t: Scene) {
  const file = t.emulator.files.at(-1);
  if (!file) throw new Error("nothing was uploaded");
  return file;
}

let t: Scene;
const servers: Server[] = [];
beforeAll(async () => {
  t = await openScene({ config: { maxRetries: "0" } });
});
afterAll(() => {
  for (const server of servers) server.close();
});

test("a file is uploaded once, and the bot created with it", async () => {
  await write(t, "images/logo.png", "the first bytes");
  const up = await t.up(fromPath("images/logo.png"));
  expect(up.calls).toEqual([UPLOAD, CREATE, PUBLISH]);
  const sha256 = createHash("sha256").update("the first bytes").digest("hex");
  const { id, createdAt } = newest(t);
  expect(t.emulator.files).toEqual([
    { id, userId: t.emulator.userId, fileName: "logo.png", bytes: 15, sha256, createdAt },
  ]);
  expect(t.bot.draft.icon_file_id).toBe(id);
  expect(await t.ws.outputs()).toEqual({
    file: { id, fileId: id, fileName: "logo.png", bytes: 15, createdAt: Math.floor(createdAt / 1000) },
  });
});

test("the same bytes from another path or another kind of asset are no change and no call", async () => {
  await t.expectSilence(program(`new StringAsset("the first bytes")`, `fileName: "logo.png"`));
  await write(t, "moved/brand.png", "the first bytes");
  await t.expectSilence(fromPath("moved/brand.png"));
});

test("other bytes are another file, and the bot is updated and published once", async () => {
  const { id } = newest(t);
  await write(t, "moved/brand.png", "the second bytes");
  const preview = await t.preview();
  expect(preview.text).toMatch(/\+-? ?pulumi-nodejs:dynamic\/coze:File: \(replace\)/);
  expect(preview.text).toMatch(
    /- source ?: asset\(file:\w+\) .*\+ source ?: asset\(file:\w+\) \{ moved\/brand\.png \}/,
  );
  expect(preview.calls).toEqual([]);
  const up = await t.up();
  expect(up.calls).toEqual([UPLOAD, UPDATE, PUBLISH]);
  expect(up.text).not.toContain("warning");
  expect(newest(t)).toMatchObject({ fileName: "brand.png", bytes: 16 });
  expect(newest(t).id).not.toBe(id);
  expect(t.bot.published["1024"]?.config.icon_file_id).toBe(newest(t).id);
});

test("a text and an address are uploaded as they are, and no token goes to the address", async () => {
  const authorizations: unknown[] = [];
  const server = createServer((request, response) => {
    authorizations.push(request.headers.authorization);
    response.end("remote bytes");
  }).listen(0, "127.0.0.1");
  servers.push(server);
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/some/photo.jpg?sig=abc`;
  await t.up(program(`new RemoteAsset("${url}")`));
  expect(newest(t)).toMatchObject({ fileName: "photo.jpg", bytes: 12 });
  expect(new Set(authorizations)).toEqual(new Set([undefined]));
  await t.expectSilence();
  await t.up(program(`new StringAsset("a,b\\nc,ü")`, `fileName: "Liste ü.csv"`));
  expect(newest(t)).toMatchObject({ fileName: "Liste ü.csv", bytes: 8 });
});

test("what Coze would not take is refused in the preview, all at once and without a call", async () => {
  const huge = join(t.ws.projectDir, "huge.svg");
  const handle = await open(huge, "w");
  await handle.truncate(513 * 1024 * 1024);
  await handle.close();
  const { text, calls } = await t.preview(fromPath("huge.svg"), { expect: "failure" });
  await rm(huge);
  expect(calls).toEqual([]);
  expect(text).toContain("source: must end in a format that Coze takes (images jpg, jpeg, jpg2, png");
  expect(text).toContain('got "svg"');
  expect(text).toContain("source: must be at most 512 MB (536870912 bytes), got 537919488 bytes");
});

test("a secret asset stays encrypted, and get reads a file without managing it", async () => {
  const SECRET = "a very confidential list";
  const { id } = newest(t);
  const up = await t.up(
    `
      const { CozeFile } = require("pulumi-coze");
      new CozeFile("secret", { source: pulumi.secret(new pulumi.asset.StringAsset(process.env.SECRET)), fileName: "s.csv" });
      const theirs = CozeFile.get("theirs", "${id}");
      exports.theirs = pulumi.all([theirs.fileId, theirs.fileName, theirs.bytes]);
    `,
    { env: { SECRET }, diff: true },
  );
  expect(up.calls.sort()).toEqual([RETRIEVE, UNPUBLISH, UPLOAD].sort());
  expect(newest(t).bytes).toBe(SECRET.length);
  expect(await t.ws.outputs()).toEqual({ theirs: [id, "Liste ü.csv", 8] });
  const refresh = await t.refresh();
  const again = await t.up(undefined, { expectNoChanges: true, env: { SECRET } });
  expect(again.calls).toEqual([RETRIEVE]);
  for (const { output } of [up, refresh, again]) expect(output).not.toContain(SECRET);
  const files = readdirSync(t.ws.directory, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const holding = (text: RegExp) =>
    files.map(({ parentPath, name }) => join(parentPath, name)).filter((file) => text.test(readFileSync(file, "utf8")));
  // The state is among the files that are looked through.
  expect(holding(/"fileName": ?"s\.csv"/)).not.toEqual([]);
  expect(holding(new RegExp(SECRET))).toEqual([]);
});
