import { truncateSync, writeFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileProblems } from "../problems";
import { UNKNOWN } from "../../../provider/values/tree";
import { archive, asset, textAsset } from "./samples";

const directory = mkdtempSync(join(tmpdir(), "file-"));
afterAll(() => rmSync(directory, { recursive: true }));

const remote = (uri: string) => asset("content", { uri });
const text = textAsset("content");
const NO_ASSET = "source: must be a pulumi.asset.FileAsset, StringAsset or RemoteAsset";
const FORMATS =
  "must end in a format that Coze takes (images jpg, jpeg, jpg2, png, gif, webp, heic, heif, bmp, pcd, tiff, tif; " +
  "documents doc, docx, xls, xlsx, ppt, pptx, pdf, numbers, csv; texts cpp, py, java, c; " +
  "audio wav, mp3, flac, m4a, aac, ogg, wma, midi; " +
  "video mp4, avi, mov, 3gp, 3gpp, flv, webm, wmv, rmvb, m4v, mkv; archives rar, zip, 7z, gz, gzip, bz2)";

test.each([
  [
    "every documented format",
    "jpg jpg2 png gif webp heic heif bmp pcd tiff doc docx xls xlsx ppt pptx pdf numbers csv",
  ],
  ["of all groups", "cpp py java c wav mp3 flac m4a aac ogg wma midi rar zip 7z gz gzip bz2"],
  ["videos, too, and in capitals", "mp4 avi mov 3gp 3gpp flv webm wmv rmvb m4v mkv PNG Numbers Jpg"],
])("%s", async (_what, endings) => {
  for (const ending of endings.split(" ")) {
    expect(await fileProblems({ source: text, fileName: `a.b.${ending}` })).toEqual([]);
    expect(await fileProblems({ source: remote(`https://example.com/x.${ending}?v=1`) })).toEqual([]);
  }
});

test.each([
  ["nothing at all", {}, [`${NO_ASSET}, got nothing`]],
  ["a path instead of an asset", { source: "logo.png" }, [`${NO_ASSET}, got a string of 8 characters`]],
  ["null", { source: null }, [`${NO_ASSET}, got null`]],
  ["a list of assets", { source: [text] }, [`${NO_ASSET}, got a list of 1 item`]],
  ["a plain object", { source: { path: "logo.png" } }, [`${NO_ASSET}, got an object`]],
  [
    "an archive",
    { source: archive, fileName: "a.zip" },
    ["source: must be one file, and this is an archive: give it as a pulumi.asset.FileAsset, got an object"],
  ],
  [
    "a text without a name",
    { source: text },
    ["fileName: is required, since a text has no name, and an address may have none, got nothing"],
  ],
  [
    "an address without a name",
    { source: remote("https://example.com/") },
    ["fileName: is required, since a text has no name, and an address may have none, got nothing"],
  ],
  [
    "a picture that Coze does not take",
    { source: text, fileName: "a.svg" },
    [`fileName: ${FORMATS}, got a string of 5 characters`],
  ],
  [
    "a name without an ending",
    { source: text, fileName: "png" },
    [`fileName: ${FORMATS}, got a string of 3 characters`],
  ],
  [
    "an address whose name will not do",
    { source: remote("https://example.com/x.html") },
    [`source: ${FORMATS}, or have a fileName that does, got a string of 6 characters`],
  ],
  [
    "a name that is a path",
    { source: text, fileName: "images/a.png" },
    ["fileName: must be a file name, without / or \\, got a string of 12 characters"],
  ],
  [
    "an empty name",
    { source: text, fileName: "" },
    [
      "fileName: must be a file name, without / or \\, got a string of 0 characters",
      `fileName: ${FORMATS}, got a string of 0 characters`,
    ],
  ],
  ["a name that is no text", { source: text, fileName: 7 }, ["fileName: must be a string, got 7"]],
  ["an empty text", { source: textAsset(""), fileName: "a.csv" }, ["source: must not be empty, got 0 bytes"]],
  [
    "an input that there is not",
    { source: text, fileName: "a.csv", filename: "b" },
    ["filename: there is no such input"],
  ],
])("%s is refused", async (_what, inputs, problems) => {
  expect(await fileProblems(inputs)).toEqual(problems);
});

test("a file may have 512 MB, and not one byte more; all problems are told at once", async () => {
  const path = join(directory, "huge.svg");
  writeFileSync(path, "");
  truncateSync(path, 536_870_912);
  expect(await fileProblems({ source: asset("content", { path }), fileName: "a.zip" })).toEqual([]);
  truncateSync(path, 536_870_913);
  expect(await fileProblems({ source: asset("content", { path }), wrong: 1 })).toEqual([
    "wrong: there is no such input",
    `source: ${FORMATS}, or have a fileName that does, got a string of 8 characters`,
    "source: must be at most 512 MB (536870912 bytes), got 536870913 bytes",
  ]);
});

test("a file that has gone since the engine read it is a problem, and no crash", async () => {
  const source = asset("content", { path: join(directory, "gone.png") });
  expect(await fileProblems({ source })).toEqual([
    `source: The file ${join(directory, "gone.png")} could not be read: ENOENT.`,
  ]);
});

test("what is not known yet is no problem, and what is known beside it is judged", async () => {
  expect(await fileProblems({ source: UNKNOWN })).toEqual([]);
  expect(await fileProblems({ source: UNKNOWN, fileName: UNKNOWN })).toEqual([]);
  expect(await fileProblems({ source: text, fileName: UNKNOWN })).toEqual([]);
  expect(await fileProblems({ source: UNKNOWN, fileName: "a.svg" })).toEqual([
    `fileName: ${FORMATS}, got a string of 5 characters`,
  ]);
  expect(await fileProblems({ source: "x", fileName: UNKNOWN })).toEqual([`${NO_ASSET}, got a string of 1 character`]);
});
