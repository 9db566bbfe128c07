import { tmpdir } from "node:os";
import { startEmulator, type Emulator } from "../../../emulator";
import { pulumiCoze } from "./command";

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterAll(() => emulator.close());

const run = (...args: string[]) => pulumiCoze(emulator, tmpdir(), args);
const USAGE = /^Usage:\n {2}pulumi-coze import --space <id>/;

test.each([
  [[], "a command is missing"],
  [["export"], 'there is no command "export"'],
  [["import"], "--space is required"],
  [["audit"], "--space is required"],
  [["import", "--space", "1", "more"], 'there is no argument "more"'],
  [["import", "--space", "../users"], '--space must be an id, got "../users"'],
  [["import", "--space", ""], '--space must be an id, got ""'],
  [["import", "--space", "1", "--bot", "a b"], '--bot must be an id, got "a b"'],
  [["import", "--space", "1", "--connector", "?"], '--connector must be an id, got "?"'],
  [["import", "--space", "1", "--state", "x"], "import has no option --state"],
  [["audit", "--space", "1", "--force"], "audit has no option --force"],
  [["import", "--spcae", "1"], "Unknown option '--spcae'"],
  [["import", "--space"], "Option '--space <value>' argument missing"],
])("%j: one line, and then the usage", async (args, problem) => {
  const { code, stdout, stderr } = await run(...args);
  expect([code, stdout]).toEqual([2, ""]);
  const [line, empty, ...usage] = stderr.split("\n");
  expect(line).toBe(`pulumi-coze: ${problem}`);
  expect(empty).toBe("");
  expect(usage.join("\n")).toMatch(USAGE);
  expect(emulator.calls).toEqual([]);
});

test.each([["--help"], ["-h"], ["import", "--help"]])("%s prints the usage, and is no error", async (...args) => {
  const { code, stdout, stderr } = await run(...args);
  expect([code, stderr]).toEqual([0, ""]);
  expect(stdout).toMatch(USAGE);
});
