import { startEmulator, type Emulator } from "../../../emulator";
import { diagnose } from "../../../provider/cli/doctor/doctor";

let emulator: Emulator;
const before = { ...process.env };
beforeAll(async () => {
  emulator = await startEmulator({ studio: true });
});
afterEach(() => {
  process.env = { ...before };
});
afterAll(() => emulator.close());

const found = async (token: string) => {
  Object.assign(process.env, { COZE_API_BASE: emulator.url, COZE_API_TOKEN: token, COZE_SPACE_ID: emulator.spaceId });
  const { ok, checks } = await diagnose(undefined);
  return { ok, of: (name: string) => checks.find((check) => check.name === name) };
};

test("the doctor names Coze Studio and what works there, and asks for nothing that it lacks", async () => {
  const { ok, of } = await found(emulator.token);
  expect(of("server")?.detail).toMatch(/^Coze Studio: knowledge bases, files, tests and reads of published bots;/);
  expect(of("token")).toMatchObject({ status: "ok" });
  expect(of("workspace")).toBeUndefined();
  expect(ok).toBe(true);
});

test("a token that Coze Studio rejects is a failure", async () => {
  const { ok, of } = await found("pat_of_somebody_else_entirely");
  expect(of("token")?.detail).toContain("is rejected by");
  expect(ok).toBe(false);
});
