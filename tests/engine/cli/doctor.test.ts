import { createServer } from "node:https";
import { readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { generate } from "selfsigned";
import { startEmulator, type Emulator } from "../../../emulator";
import { permissionPoints } from "../../../emulator/auth/tokens";
import { deadAddress, listen } from "../../harness/listen";
import { openWorkspace } from "../../harness/cli/stack";
import { inProcess, pulumiCoze } from "./command";

interface Diagnosis {
  ok: boolean;
  calls: number;
  checks: { name: string; status: "ok" | "warning" | "failure"; detail: string }[];
}

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator();
  const bot = emulator.console.createDraft(emulator.spaceId, { name: "Shop" });
  emulator.console.publish(bot, ["1024"]);
});
afterAll(() => emulator.close());
beforeEach(() => {
  emulator.clearCalls();
  emulator.clearFaults();
  emulator.set({ clockSkewMs: 0 });
});

async function doctor(env: Record<string, string | undefined> = {}, ...args: string[]) {
  const space = ["--space", emulator.spaceId];
  const { code, stdout } = await inProcess(emulator, tmpdir(), ["doctor", "--json", ...space, ...args], { env });
  const diagnosis = JSON.parse(stdout) as Diagnosis;
  const check = (name: string) => diagnosis.checks.find((found) => found.name === name);
  return { code, diagnosis, check, failures: diagnosis.checks.filter(({ status }) => status === "failure") };
}

test("a fine account: reads alone, twelve at most, no failure", async () => {
  const { code, diagnosis, check, failures } = await doctor();
  expect([code, diagnosis.ok, failures]).toEqual([0, true, []]);
  expect(diagnosis.calls).toBe(emulator.calls.length);
  expect(diagnosis.calls).toBeLessThanOrEqual(12);
  const writes = emulator.calls.filter(({ method, path }) => method !== "GET" && !path.endsWith("/document/list"));
  expect(writes).toEqual([]);
  expect(check("user")?.detail).toBe(emulator.userId);
  for (const name of ["CozeBot: list", "CozeBot: draft", "CozeBotPublication: live", "CozeBotPublication: versions"]) {
    expect(check(name)).toMatchObject({ status: "ok", detail: expect.stringMatching(/^readable/) as string });
  }
  expect(check("CozeWorkspaceMember")?.detail).toBe("readable (readMember)");
  expect(check("CozeCallback")?.detail).toBe("readable (listApiApp)");
});

test("in words: a line a check, and the calls", async () => {
  const { code, stdout, stderr } = await pulumiCoze(emulator, tmpdir(), ["doctor", "--space", emulator.spaceId]);
  expect([code, stderr]).toEqual([0, ""]);
  expect(stdout).toMatch(/^ok {7}node {2,}\d+/m);
  expect(stdout).toMatch(/^ok: 0 failures, \d+ warnings?; \d+ API calls? made, all reads$/m);
  expect(stdout).not.toContain(emulator.token);
});

test.each([
  ["CozeBot: list", "listBot"],
  ["CozeBot: draft", "getMetadata"],
  ["CozeBotPublication: live", "getMetadata"],
  ["CozeBotPublication: versions", "Bot.listVersion"],
  ["CozeDataset", "listKnowledge"],
  ["CozeDocument", "listDocument"],
  ["CozeFile", "retrieveFile"],
  ["CozeBotTest", "getChat"],
  ["CozeWorkspaceMember", "readMember"],
  ["CozeCallback", "listApiApp"],
])("%s: a token without %s is told apart, by the name of the point", async (name, point) => {
  const permissions = permissionPoints.filter((known) => known !== point);
  const { code, check, diagnosis } = await doctor({ COZE_API_TOKEN: emulator.addToken({ permissions }) });
  expect([code, diagnosis.ok]).toEqual([1, false]);
  expect(check(name)).toMatchObject({ status: "failure", detail: expect.stringContaining(point) as string });
});

test("a token that Coze does not know: the region, and no further call", async () => {
  const { code, check, diagnosis } = await doctor({ COZE_API_TOKEN: "pat_unknown" });
  expect([code, diagnosis.calls]).toEqual([1, 1]);
  expect(check("token")?.detail).toMatch(/rejected by http:.*COZE_API_BASE/);
});

test("a token of the other region, by the words that Coze has for one", async () => {
  emulator.fault({ kind: { code: 4101, msg: "The token you entered is incorrect. Please check." } });
  const { check } = await doctor();
  expect(check("token")).toMatchObject({
    status: "failure",
    detail: expect.stringMatching(/is rejected by/) as string,
  });
});

test("no credentials, unusable settings: a failure, and no call", async () => {
  const none = await doctor({ COZE_API_TOKEN: undefined });
  expect([none.code, none.diagnosis.calls]).toEqual([1, 0]);
  expect(none.check("settings")?.detail).toMatch(/No Coze credentials were found/);
  const address = await doctor({ COZE_API_BASE: "http://example.com" });
  expect(address.check("settings")?.detail).toMatch(/https/);
});

test("an address that is neither region's is a warning, and none where the environment names the emulator", async () => {
  const { check } = await doctor({ COZE_EMULATOR: undefined });
  expect(check("address")).toMatchObject({ status: "warning", detail: expect.stringMatching(/neither/) as string });
  const emulated = await doctor({ COZE_EMULATOR: emulator.url });
  expect(emulated.check("address")).toEqual({
    name: "address",
    status: "ok",
    detail: `${emulator.url}, the emulator that COZE_EMULATOR names`,
  });
});

test("without a token it reads the configuration of the selected stack, and says so", async () => {
  const ws = await openWorkspace();
  try {
    await ws.writeProgram("");
    const { url, token, spaceId } = emulator;
    await ws.setConfigs({ "coze:token": { secret: token }, "coze:baseUrl": url, "coze:spaceId": spaceId });
    const env = { ...ws.environment, COZE_API_TOKEN: undefined, COZE_API_BASE: undefined, NODE_OPTIONS: undefined };
    const { code, stdout } = await pulumiCoze(emulator, ws.projectDir, ["doctor", "--json"], { env });
    const { checks } = JSON.parse(stdout) as Diagnosis;
    const found = (name: string) => checks.find((check) => check.name === name);
    expect([code, found("user")?.detail]).toEqual([0, emulator.userId]);
    expect(found("settings")?.detail).toBe(
      "the credentials are those of the configuration key coze:token; settings come from the configuration of stack dev, which has " +
        "coze:token, coze:baseUrl, coze:spaceId",
    );
    expect(stdout).not.toContain(token);

    const config = readFileSync(ws.configFile, "utf8");
    writeFileSync(ws.configFile, config.replace(/^ {2}coze:token:\n {4}secure: .*\n/m, ""));
    const without = await pulumiCoze(emulator, ws.projectDir, ["doctor", "--json"], { env });
    expect(without.stdout).toContain(
      "No Coze credentials were found. Set the configuration key coze:token with `pulumi config set --secret coze:token <token>`",
    );
    expect(without.stdout).toContain("and at the configuration of stack dev, which has coze:baseUrl, coze:spaceId");
  } finally {
    await ws.close();
  }
});

test("a server that is not there", async () => {
  const { code, check } = await doctor({ COZE_API_BASE: await deadAddress() });
  expect(code).toBe(1);
  expect(check("connection")?.detail).toMatch(/ECONNREFUSED.*COZE_API_BASE/);
});

test("a clock that is off", async () => {
  emulator.set({ clockSkewMs: 600_000 });
  const { code, check } = await doctor();
  expect(code).toBe(1);
  expect(check("clock")?.detail).toMatch(/^(599|600|601) s behind the server's/);
});

test("proxies without their passwords, and certificates that are not there", async () => {
  const { check } = await doctor({
    HTTPS_PROXY: "http://ann:pass-word@proxy.example:3128",
    NO_PROXY: "127.0.0.1",
    NODE_EXTRA_CA_CERTS: "/nowhere/ca.pem",
  });
  expect(check("proxy")?.detail).toBe("HTTPS_PROXY=http://[user]@proxy.example:3128, NO_PROXY=127.0.0.1");
  expect(check("certificates")).toMatchObject({ status: "failure" });
});

test("no workspace: what is in it is not asked for", async () => {
  const { code, stdout } = await inProcess(emulator, tmpdir(), ["doctor", "--json"]);
  const { checks, calls } = JSON.parse(stdout) as Diagnosis;
  expect([code, calls]).toEqual([0, 2]);
  expect(checks.find(({ name }) => name === "workspace")).toMatchObject({ status: "warning" });
});

const workspaces = (...list: object[]) =>
  emulator.fault({
    route: "GET /v1/workspaces",
    kind: { status: 200, body: { code: 0, msg: "", data: { workspaces: list, total_count: list.length } } },
  });

test("a personal workspace: what its plan means", async () => {
  workspaces({ id: emulator.spaceId, name: "Ann's", workspace_type: "personal", role_type: "owner" });
  const { code, check } = await doctor();
  expect(code).toBe(0);
  expect(check("workspace")).toMatchObject({
    status: "warning",
    detail: expect.stringMatching(/personal, role owner: .*500 API calls/) as string,
  });
});

test("a workspace that the token's user has not joined", async () => {
  workspaces({ id: "1", name: "Another" });
  const { code, check } = await doctor();
  expect(code).toBe(1);
  expect(check("workspace")?.detail).toMatch(/has not joined workspace \d+.*it has 1 \(Another\)/);
});

test("a certificate that is not trusted", async () => {
  const { private: key, cert } = await generate([{ name: "commonName", value: "localhost" }]);
  const server = createServer({ key, cert });
  const { code, check } = await doctor({ COZE_API_BASE: await listen(server, "https") });
  server.close();
  expect(code).toBe(1);
  expect(check("connection")?.detail).toMatch(/the certificate is not trusted: have NODE_EXTRA_CA_CERTS/);
});
