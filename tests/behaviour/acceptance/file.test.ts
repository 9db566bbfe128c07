import { createHash } from "node:crypto";
import {
  CREATE,
  openScene,
  PUBLISH,
  READ,
  RETRIEVE,
  type Scene,
  UNPUBLISH,
  UPDATE,
  UPLOAD,
  writesOf,
} from "../../harness/engine/scene";
import { type Files, openFiles } from "../../harness/files";
import { SECRET, SIGNATURE } from "../../harness/marks";

// What the engine does with the assets themselves: `tests/engine/acceptance/assets`.

const DAY_MS = 24 * 60 * 60 * 1000;

/** A bot whose avatar the file is. */
const program = (source: string, more = "") => `
  const logo = new CozeFile("logo", { source: ${source}, ${more} });
  const bot = new CozeBot("support", { name: "Support", iconFileId: logo.fileId });
  new CozeBotPublication("support", { bot });
`;

let t: Scene;
let files: Files;
beforeAll(async () => {
  files = await openFiles();
  t = await openScene({ config: { maxRetries: "0" } });
});

test("a file is uploaded once, and the bot created with it", async () => {
  await files.write("logo.png", "the first bytes");
  const preview = await t.preview(program(files.asset("logo.png")));
  expect(preview.calls).toEqual([]);
  expect((await t.up()).calls).toEqual([UPLOAD, CREATE, PUBLISH]);
  const sha256 = createHash("sha256").update("the first bytes").digest("hex");
  expect(t.newestFile).toMatchObject({ fileName: "logo.png", bytes: 15, sha256 });
  expect(t.bot.draft.icon_file_id).toBe(t.newestFile.id);
});

test("the same bytes from another path or another kind of asset are no change and no call", async () => {
  await t.expectSilence(program(`new pulumi.asset.StringAsset("the first bytes")`, `fileName: "logo.png"`));
  await files.write("moved/brand.png", "the first bytes");
  await t.expectSilence(program(files.asset("moved/brand.png")));
});

test("other bytes are another file, and the bot is updated and published once", async () => {
  const { id } = t.newestFile;
  await files.write("moved/brand.png", "the second bytes");
  const preview = await t.preview();
  expect(preview.ops["File logo"]).toBe("delete-replaced");
  expect(preview.calls).toEqual([]);
  expect((await t.up()).calls).toEqual([UPLOAD, UPDATE, PUBLISH]);
  expect(t.newestFile).toMatchObject({ fileName: "brand.png", bytes: 16 });
  expect(t.newestFile.id).not.toBe(id);
  expect(t.bot.published["1024"]?.config.icon_file_id).toBe(t.newestFile.id);
});

test("a refresh is one call, finds no drift, and drops nothing for the wrong account", async () => {
  const refresh = await t.refresh({ expectNoChanges: true });
  expect(refresh.calls.filter((route) => route === RETRIEVE)).toHaveLength(1);
  expect(writesOf(refresh.log)).toEqual([]);

  const COZE_API_TOKEN = t.emulator.addToken({ userId: "7000000000000000042" });
  const wrong = await t.refresh({ expect: "failure", env: { COZE_API_TOKEN } });
  expect(wrong.text).toContain(
    `File ${t.newestFile.id} was not found at ${t.emulator.url} with the token from the environment variable COZE_API_TOKEN.`,
  );
  await t.expectSilence();
});

test("what is advised for a file that is lost uploads it again", async () => {
  t.emulator.console.expireFile(t.newestFile.id);
  const { text } = await t.refresh({ expect: "failure" });
  expect(text).toContain("this one is too young to have expired, so it is kept");
  expect(text).toContain("`pulumi up --replace` with the URN of the resource uploads the file again");
  const urn = t.resources()["File logo"]?.urn ?? "";
  const up = await t.up(undefined, { replace: [urn] });
  expect(up.calls).toEqual([UPLOAD, UPDATE, PUBLISH]);
  expect(t.bot.draft.icon_file_id).toBe(t.newestFile.id);
});

test("an expired file is dropped by a refresh, and the next up repairs everything in one run", async () => {
  const { id } = t.newestFile;
  t.clock.pass(92 * DAY_MS);
  t.emulator.console.expireFile(id);
  const refresh = await t.refresh();
  expect(refresh.text).toContain(
    `coze:File logo (file ${id}): it has expired, as Coze keeps a file for three months: the next \`pulumi up\` uploads it again`,
  );
  expect(Object.keys(t.resources()).sort()).toEqual(["Bot support", "Publication support"]);
  const up = await t.up();
  expect(up.calls).toEqual([UPLOAD, UPDATE, PUBLISH]);
  expect(t.bot.published["1024"]?.config.icon_file_id).toBe(t.newestFile.id);
  await t.expectSilence();
});

test("a destroy calls nothing, and has nothing to say of the file", async () => {
  const { length } = t.emulator.files;
  const destroy = await t.destroy();
  expect(destroy.calls).toEqual([READ, UNPUBLISH]);
  expect(destroy.text).not.toMatch(/coze:File logo( \(file \d+\))?:/);
  expect(t.emulator.files).toHaveLength(length);
});

test("a file of someone else is read without being managed, and a secret one is kept as a secret", async () => {
  const other = await openScene();
  await other.up(
    `new CozeFile("list", { source: new pulumi.asset.StringAsset("a,b\\nc,ü"), fileName: "Liste ü.csv" });`,
  );
  const { id } = other.newestFile;
  const reading = `
    new CozeFile("secret", { source: pulumi.secret(new pulumi.asset.StringAsset("confidential")), fileName: "s.csv" });
    const theirs = CozeFile.get("theirs", "${id}");
    exports.theirs = pulumi.all([theirs.fileId, theirs.fileName, theirs.bytes]);
  `;
  expect((await other.up(reading)).calls.sort()).toEqual([RETRIEVE, UPLOAD].sort());
  expect(other.newestFile.bytes).toBe("confidential".length);
  expect(other.outputs()).toEqual({ theirs: [id, "Liste ü.csv", 8] });
  const { "File secret": recorded } = other.resources();
  for (const side of [recorded?.inputs, recorded?.outputs]) {
    expect(side).toMatchObject({ source: { [SIGNATURE]: SECRET } });
  }
  await other.refresh({ expectNoChanges: true });
  expect((await other.up(undefined, { expectNoChanges: true })).calls).toEqual([RETRIEVE]);
});
