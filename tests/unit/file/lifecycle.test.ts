import { UNKNOWN } from "../../../provider/values/tree";
import { sentence } from "../../../provider/values/problem";
import { plainDiff } from "../../harness/diff";
import { RETRIEVE, UPLOAD } from "../../harness/routes";
import { emulate } from "../client/emulated";
import { asset, fileFor, recorded, sha256, textAsset } from "./samples";

const DAY_MS = 24 * 60 * 60 * 1000;
const OTHER_USER = "7000000000000000042";
const source = textAsset("a,b");
const inputs = { source, fileName: "list.csv", __resource: "list" };

/** A file that was made, as the state has it, and the platform. */
async function uploaded() {
  const emulator = await emulate();
  const { id, outs } = await fileFor(emulator).file.create(inputs);
  emulator.clearCalls();
  return { emulator, id, outs: recorded(outs) };
}

describe("a check", () => {
  const remote = (content: string, name: string) => asset(content, { uri: `https://example.com/${name}` });
  const nameOf = async (olds: object, news: object): Promise<unknown> => {
    const emulator = await emulate();
    const { file } = fileFor(emulator);
    const { inputs, problems } = await file.check({ ...olds }, { ...news, __resource: "list" });
    expect(problems).toEqual([]);
    expect(inputs["__resource"]).toBe("list");
    expect(emulator.calls).toEqual([]);
    return inputs["fileName"];
  };

  test("names the file after its source where the program does not", async () => {
    expect(await nameOf({}, { source: remote("a", "a.png") })).toBe("a.png");
    expect(await nameOf({}, { source: remote("a", "a.png"), fileName: "b.png" })).toBe("b.png");
    expect(await nameOf({}, { source: UNKNOWN })).toBe(UNKNOWN);
    expect(await nameOf({}, { source: UNKNOWN, fileName: "b.png" })).toBe("b.png");
  });

  test("keeps the name of the same bytes, and only of those", async () => {
    const olds = { source: remote("a", "a.png"), fileName: "a.png" };
    expect(await nameOf(olds, { source: remote("a", "moved.png") })).toBe("a.png");
    expect(await nameOf(olds, { source: remote("a", "moved.png"), fileName: "b.png" })).toBe("b.png");
    expect(await nameOf(olds, { source: remote("b", "moved.png") })).toBe("moved.png");
    expect(await nameOf(olds, { source: UNKNOWN })).toBe(UNKNOWN);
  });

  test("refuses what a new stack would refuse, though the name were kept", async () => {
    const { file } = fileFor(await emulate());
    const { problems } = await file.check(inputs, { source });
    expect(problems.map(sentence)).toEqual([expect.stringMatching(/^fileName: is required/)]);
  });
});

test.each([
  ["the same", { source }, []],
  ["the same bytes from elsewhere", { source: asset("a,b", { path: "moved/list.csv" }) }, []],
  ["another name of the resource", { __resource: "renamed" }, []],
  ["other bytes", { source: textAsset("a,c") }, ["source"]],
  ["another name", { fileName: "new.csv" }, ["fileName"]],
  ["both", { source: textAsset("a,c"), fileName: "new.csv" }, ["source", "fileName"]],
  ["bytes that are not known yet", { source: UNKNOWN }, ["source"]],
  ["a name that is not known yet", { fileName: UNKNOWN }, ["fileName"]],
])("a diff: %s", async (_what, news, replaces) => {
  const { file } = fileFor(await emulate());
  const olds = recorded({ ...inputs, bytes: 3, createdAt: 1, fileId: "7", __schema: 1 });
  expect(plainDiff(await file.diff("7", olds, { ...inputs, ...news }))).toEqual({
    changes: replaces.length > 0,
    replaces,
  });
});

test("a create uploads the bytes once, and tells what Coze has told", async () => {
  const emulator = await emulate();
  const { id, outs } = await fileFor(emulator).file.create(inputs);
  const [file] = emulator.files;
  expect(file).toMatchObject({ id, userId: emulator.userId, fileName: "list.csv", bytes: 3, sha256: sha256("a,b") });
  const createdAt = Math.floor((file?.createdAt ?? 0) / 1000);
  expect(outs).toEqual({ ...inputs, fileId: id, bytes: 3, createdAt, __schema: 1 });
  expect(emulator.calls.map(({ route }) => route)).toEqual([UPLOAD]);
});

test("large files are in memory one at a time, small ones are uploaded side by side", async () => {
  const overlaps = async (bytes: number): Promise<boolean> => {
    const emulator = await emulate({ latencyMs: 100 });
    const { file } = fileFor(emulator);
    const text = textAsset("x".repeat(bytes));
    await Promise.all([file.create({ ...inputs, source: text }), file.create({ ...inputs, source: text })]);
    const [first, second] = emulator.calls;
    return (second?.at ?? 0) < (first?.endedAt ?? 0);
  };
  expect(await overlaps(1)).toBe(true);
  expect(await overlaps(8 * 1024 * 1024)).toBe(false);
});

describe("a read", () => {
  test("of a file that is there is one call and no change", async () => {
    const { emulator, id, outs } = await uploaded();
    const { fileId, bytes, createdAt, __schema, ...declared } = outs;
    expect(await fileFor(emulator).file.read(id, outs)).toEqual({ outs, inputs: declared });
    expect(emulator.calls.map(({ route, query }) => [route, query])).toEqual([[RETRIEVE, { file_id: id }]]);
  });

  test("after three months says that the file has expired, and that it is gone", async () => {
    const { emulator, id, outs } = await uploaded();
    emulator.console.expireFile(id);
    emulator.set({ clockSkewMs: 89 * DAY_MS + 10_000 });
    const { file, session, lines } = fileFor(emulator);
    const found = await session.during({ kind: "File", resource: "list" }, () => file.read(id, outs));
    expect(found).toBe("gone");
    expect(lines).toEqual([
      `coze:File list (file ${id}): it has expired, as Coze keeps a file for three months: the next \`pulumi up\` uploads it again`,
    ]);
  });

  test.each([0, 88])("drops nothing for another account after %d days", async (days) => {
    const { emulator, id, outs } = await uploaded();
    emulator.set({ clockSkewMs: days * DAY_MS });
    const { file, lines } = fileFor(emulator, emulator.addToken({ userId: OTHER_USER }));
    await expect(file.read(id, outs)).rejects.toThrow(
      `File ${id} was not found at ${emulator.url} with the token from the configuration key coze:token. Coze says so of another ` +
        "account's file, too, and this one is too young to have expired, so it is kept. Is this the right account and region? If it " +
        "is, `pulumi up --replace` with the URN of the resource uploads the file again.",
    );
    expect(lines).toEqual([]);
  });

  test("drops nothing where it is not known how old the file is", async () => {
    const { emulator, id, outs } = await uploaded();
    emulator.console.expireFile(id);
    emulator.set({ clockSkewMs: 1000 * DAY_MS });
    const { createdAt, ...undated } = outs;
    await expect(fileFor(emulator).file.read(id, undated)).rejects.toThrow("so it is kept");
  });

  test.each([
    ["4101", { code: 4101 }, "needs the permission point retrieveFile"],
    ["HTTP 404", { status: 404 }, "that server does not have this call"],
    ["HTTP 500", { status: 500 }, "it answered 500"],
    ["a page of a proxy", { garbage: true as const }, "the answer was lost"],
  ])("drops nothing after %s, however old the file is", async (_what, kind, words) => {
    const { emulator, id, outs } = await uploaded();
    emulator.set({ clockSkewMs: 1000 * DAY_MS });
    emulator.fault({ kind });
    await expect(fileFor(emulator).file.read(id, outs)).rejects.toThrow(words);
  });

  test("without a state is that of somebody else's file: no source, and an error where it is not there", async () => {
    const { emulator, id, outs } = await uploaded();
    const { file } = fileFor(emulator);
    const props = { __resource: "theirs" };
    const { bytes, createdAt } = outs;
    const found = { outs: { fileId: id, fileName: "list.csv", bytes, createdAt }, inputs: props };
    expect(await file.read(id, props)).toEqual(found);
    await expect(file.read("7000000000000000001", props)).rejects.toThrow(
      "Coze could not read file 7000000000000000001: it answered 4200",
    );
  });
});

test("an update and a delete call nothing and say nothing", async () => {
  const { emulator, id, outs } = await uploaded();
  const { file, lines } = fileFor(emulator);
  expect(recorded(await file.update(id, outs, inputs))).toEqual(outs);
  // Deletes are those of another run: this one has just kept the file.
  const another = fileFor(emulator);
  await another.file.delete(id, outs);
  expect(emulator.calls).toEqual([]);
  expect([...lines, ...another.lines]).toEqual([]);
});
