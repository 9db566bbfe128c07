import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileLifecycle } from "../../../provider/resources/file/lifecycle";
import { hosted, type HostedProvider } from "../../../provider/host/dynamic";
import type { Props } from "../../../provider/lifecycle";
import { RETRIEVE, UPLOAD } from "../../harness/routes";
import { asset, sha256 } from "../../unit/file/samples";
import { closeClients, failure, openClient, routesOf, type Client } from "./client";
import { dated, FAULTS, type Fault } from "./faults";
import { refuseRequest } from "./gate";

afterEach(async () => {
  await refuseRequest(undefined);
  await closeClients();
});

const CONTENT = "question,answer";
const directory = mkdtempSync(join(tmpdir(), "faults-"));
const path = join(directory, "list.csv");
writeFileSync(path, CONTENT);
afterAll(() => rmSync(directory, { recursive: true }));
const INPUTS = { source: asset(CONTENT, { path }), fileName: "list.csv", __resource: "list", __provider: "text" };

const providerOf = ({ session }: Client): HostedProvider => hosted("File", fileLifecycle(session), session);

/** The fault, at the next call. */
async function inject({ emulator, clock }: Client, { kind }: Fault): Promise<void> {
  emulator.clearCalls();
  if (kind) emulator.fault({ callIndex: 0, kind: dated(kind, clock.now()) });
  else await refuseRequest(0);
}

describe("an upload", () => {
  test.each(FAULTS)("$name: it is sent again, whole, and the file of the last answer is recorded", async (fault) => {
    const t = await openClient();
    await inject(t, fault);
    const { id, outs } = await providerOf(t).create(INPUTS);
    const { files, calls } = t.emulator;
    expect(calls[0]?.fault !== undefined).toBe(fault.kind !== undefined);
    expect(routesOf(t, UPLOAD)).toBe(fault.kind ? 2 : 1);
    expect(files.map(({ sha256 }) => sha256)).toEqual(files.map(() => sha256(CONTENT)));
    expect(files.length).toBeLessThanOrEqual(2);
    expect(files.at(-1)).toMatchObject({ id, fileName: "list.csv" });
    expect(outs).toMatchObject({ fileId: id, bytes: CONTENT.length });
  });

  test("that is refused is not sent again, and says what is missing", async () => {
    const t = await openClient({ config: (emulator) => ({ token: emulator.addToken({ permissions: [] }) }) });
    const error = await failure(providerOf(t).create(INPUTS));
    expect(error).toMatch(/^Coze could not upload the file list\.csv: it answered 4101 /);
    expect(error).toContain("needs the permission point uploadFile");
    expect(routesOf(t, UPLOAD)).toBe(1);
    expect(t.emulator.files).toEqual([]);
  });

  test("that Coze finds fault with has Coze's words, once", async () => {
    const t = await openClient();
    t.emulator.fault({ route: UPLOAD, kind: { code: 4000, msg: "unsupported file" } });
    const error = await failure(providerOf(t).create(INPUTS));
    expect(error).toContain('it answered 4000 "unsupported file" (HTTP 200)');
    expect(routesOf(t, UPLOAD)).toBe(1);
  });

  test("ends after the repetitions that are allowed", async () => {
    const t = await openClient({ config: { maxRetries: "2" } });
    t.emulator.fault({ route: UPLOAD, times: Infinity, kind: { reset: "after" } });
    expect(await failure(providerOf(t).create(INPUTS))).toContain("Run the same command again.");
    expect(routesOf(t, UPLOAD)).toBe(3);
  });

  test("of a large file has a second more for each 512 kB", async () => {
    const t = await openClient({ config: { timeoutSeconds: "0.5", maxRetries: "0" } });
    t.emulator.fault({ route: UPLOAD, times: Infinity, kind: { timeout: "before" } });
    const text = "x".repeat(1024 * 1024);
    expect(await failure(providerOf(t).create(INPUTS))).toContain("none within 0.5 s");
    expect(await failure(providerOf(t).create({ ...INPUTS, source: asset(text, { text }) }))).toContain(
      "none within 2.5 s",
    );
  });

  test("of what has changed since it was hashed makes no call", async () => {
    const t = await openClient();
    const source = asset("other", { path });
    expect(await failure(providerOf(t).create({ ...INPUTS, source }))).toContain("has changed since");
    expect(t.emulator.calls).toEqual([]);
  });
});

describe("a refresh", () => {
  test.each(FAULTS)("$name: nothing is dropped, and nothing changes", async (fault) => {
    const t = await openClient();
    const provider = providerOf(t);
    const { id, outs } = await provider.create(INPUTS);
    await inject(t, fault);
    const found = await provider.read(id, outs as Props);
    expect(found.id).toBe(id);
    expect(found.props).toEqual(outs);
    expect(routesOf(t, RETRIEVE)).toBe(fault.kind ? 2 : 1);
  });

  test("right after the upload waits for the file to be known", async () => {
    const t = await openClient();
    const provider = providerOf(t);
    const { id, outs } = await provider.create(INPUTS);
    t.emulator.fault({ route: RETRIEVE, kind: { code: 4200 } });
    expect((await provider.read(id, outs as Props)).id).toBe(id);
    expect(routesOf(t, RETRIEVE)).toBe(2);
  });
});
