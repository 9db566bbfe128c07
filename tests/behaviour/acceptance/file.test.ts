import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  openScene,
  PUBLISH,
  RETRIEVE,
  type Scene,
  UNPUBLISH,
  UPDATE,
  UPLOAD,
  writesOf,
} from "../../harness/engine/scene";

// What the engine does with the assets themselves: `tests/engine/acceptance/file`.

const DAY_MS = 24 * 60 * 60 * 1000;

/** The newest file on the server. */
function newest(t: Scene) {
  const file = t.emulator.files.at(-1);
  if (!file) throw new Error("nothing was uploaded");
  return file;
}

let t: Scene;
let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "pulumi-coze-"));
  await writeFile(join(directory, "logo.png"), "the first bytes");
  t = await openScene({ config: { maxRetries: "0" } });
  await t.up(`
    const source = new pulumi.asset.FileAsset(${JSON.stringify(join(directory, "logo.png"))});
    const logo = new CozeFile("logo", { source });
    const bot = new CozeBot("support", { name: "Support", iconFileId: logo.fileId });
    new CozeBotPublication("support", { bot });
  `);
});
afterAll(() => rm(directory, { recursive: true }));

test("a refresh is one call, finds no drift, and drops nothing for the wrong account", async () => {
  const refresh = await t.refresh({ expectNoChanges: true });
  expect(refresh.calls.filter((route) => route === RETRIEVE)).toHaveLength(1);
  expect(writesOf(refresh.log)).toEqual([]);

  const COZE_API_TOKEN = t.emulator.addToken({ userId: "7000000000000000042" });
  const wrong = await t.refresh({ expect: "failure", env: { COZE_API_TOKEN } });
  expect(wrong.text).toContain(
    `File ${newest(t).id} was not found at ${t.emulator.url} with the token from the environment variable COZE_API_TOKEN.`,
  );
  await t.expectSilence();
});

test("what is advised for a file that is lost uploads it again", async () => {
  t.emulator.console.expireFile(newest(t).id);
  const { text } = await t.refresh({ expect: "failure" });
  expect(text).toContain("this one is too young to have expired, so it is kept");
  expect(text).toContain("`pulumi up --replace` with the URN of the resource uploads the file again");
  const urn = t.resources()["File logo"]?.urn ?? "";
  const up = await t.up(undefined, { replace: [urn] });
  expect(up.calls).toEqual([UPLOAD, UPDATE, PUBLISH]);
  expect(t.bot.draft.icon_file_id).toBe(newest(t).id);
});

test("an expired file is dropped by a refresh, and the next up repairs everything in one run", async () => {
  const { id } = newest(t);
  t.clock.pass(92 * DAY_MS);
  t.emulator.console.expireFile(id);
  const refresh = await t.refresh();
  expect(refresh.text).toContain(
    `coze:File logo (file ${id}): it has expired, as Coze keeps a file for three months: the next \`pulumi up\` uploads it again`,
  );
  expect(Object.keys(t.resources()).sort()).toEqual(["Bot support", "Publication support"]);
  const up = await t.up();
  expect(up.calls).toEqual([UPLOAD, UPDATE, PUBLISH]);
  expect(t.bot.published["1024"]?.config.icon_file_id).toBe(newest(t).id);
  await t.expectSilence();
});

test("a destroy calls nothing, and has nothing to say of the file", async () => {
  const { length } = t.emulator.files;
  const destroy = await t.destroy();
  expect(destroy.calls).toEqual([UNPUBLISH]);
  expect(destroy.text).not.toMatch(/coze:File logo( \(file \d+\))?:/);
  expect(t.emulator.files).toHaveLength(length);
});
