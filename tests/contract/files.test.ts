import { createHash } from "node:crypto";
import { createReadStream, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { CozeAPI, APIError } from "@coze/api";
import { CozeApi } from "../../provider/client/api";
import { file } from "../../provider/client/files";
import type { Caller, Request } from "../../provider/client/http/call";
import { clientOf, openPlatform } from "./official";
import { answerNames, typeNames, valueNames } from "./type-names";

const platform = openPlatform();
const { FileObject, CreateFileReq } = typeNames(
  join(dirname(require.resolve("@coze/api")), "../types/resources/files/files.d.ts"),
  ["FileObject", "CreateFileReq"],
);

const directory = mkdtempSync(join(tmpdir(), "contract-"));
afterAll(() => rmSync(directory, { recursive: true }));

function upload(content: string, name: string, coze = platform.coze) {
  const path = join(directory, name);
  writeFileSync(path, content);
  return coze.files.upload({ file: createReadStream(path) });
}

async function codeOf(call: Promise<unknown>): Promise<number | null | undefined> {
  const error = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof APIError) return error.code;
  throw new Error(`not an error of the API: ${String(error)}`);
}

test("what the official client uploads is there, and it is told all of its types", async () => {
  const told = await upload("question,answer", "list.csv");
  expect(valueNames(told)).toEqual(FileObject?.all);
  // Two of them are Coze Studio's.
  expect(answerNames(file)).toEqual(new Set([...(FileObject?.all ?? []), "CreatedAt", "uri"]));
  const kept = platform.emulator.files.at(-1);
  expect(kept).toMatchObject({
    userId: platform.emulator.userId,
    fileName: "list.csv",
    sha256: createHash("sha256").update("question,answer").digest("hex"),
  });
  const createdAt = Math.floor((kept?.createdAt ?? 0) / 1000);
  expect(told).toEqual({ id: kept?.id, bytes: 15, created_at: createdAt, file_name: "list.csv" });
  expect(told.id).toMatch(/^\d{19}$/);
  expect(await platform.coze.files.retrieve(told.id)).toEqual(told);
});

test("another user's file, one that has expired and one that never was are not there", async () => {
  const { emulator, coze } = platform;
  const { id } = await upload("x", "x.csv");
  const stranger = clientOf(emulator, emulator.addToken({ userId: "7000000000000000042" }));
  expect(await codeOf(stranger.files.retrieve(id))).toBe(4200);
  emulator.console.expireFile(id);
  expect(await codeOf(coze.files.retrieve(id))).toBe(4200);
  expect(await codeOf(coze.files.retrieve("7000000000000000000"))).toBe(4200);
});

test("what Coze does not take has its codes, and what the token may not do 4101", async () => {
  const { emulator } = platform;
  const count = emulator.files.length;
  expect(await codeOf(upload("<svg/>", "logo.svg"))).toBe(4303);
  expect(await codeOf(upload("x", "png"))).toBe(4303);
  expect(await codeOf(upload("", "empty.png"))).toBe(4300);
  expect(await codeOf(platform.coze.post("/v1/files/upload", { file: "x" }))).toBe(4000);
  expect(await codeOf(upload("x", "x.csv", clientOf(emulator, emulator.readOnlyToken)))).toBe(4101);
  const upload_only = clientOf(emulator, emulator.addToken({ permissions: ["uploadFile"] }));
  const { id } = await upload("x", "x.csv", upload_only);
  expect(await codeOf(upload_only.files.retrieve(id))).toBe(4101);
  expect(emulator.files).toHaveLength(count + 1);
});

test("our upload is a form with the parts of the official client's, our read asks as it does", async () => {
  const calls: Request[] = [];
  const caller = {
    call(call: Request) {
      calls.push(call);
      return Promise.resolve({ kind: "ok", data: { id: "7" }, date: undefined });
    },
    markFresh: () => undefined,
  } as unknown as Caller;
  const { files } = new CozeApi(caller);
  await files.upload(new Blob(["x"]), "x.csv");
  await files.retrieve("7");
  const [form, read] = calls;
  expect(new Set((form?.body as FormData).keys())).toEqual(CreateFileReq?.all);
  expect(read?.query).toEqual({ file_id: "7" });

  const { emulator } = platform;
  emulator.clearCalls();
  const coze = new CozeAPI({ baseURL: emulator.url, token: emulator.token });
  await coze.files.retrieve((await upload("x", "x.csv", coze)).id);
  const [theirUpload, theirRead] = emulator.calls;
  expect(`${form?.operation.method ?? ""} ${form?.path ?? ""}`).toBe(theirUpload?.route);
  expect(`${read?.operation.method ?? ""} ${read?.path ?? ""}`).toBe(theirRead?.route);
  expect(Object.keys(read?.query ?? {})).toEqual(Object.keys(theirRead?.query ?? {}));
});
