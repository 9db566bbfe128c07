import { tmpdir } from "node:os";
import pkg from "../../../package.json";
import { startEmulator, type Emulator } from "../../../emulator";
import { inProcess, pulumiCoze } from "./command";

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterAll(() => emulator.close());

const run = (...args: string[]) => inProcess(emulator, tmpdir(), args);
const COMMANDS = ["import", "audit", "pull", "log", "test", "compare", "doctor", "verify"];
const commandsIn = (usage: string): string[] =>
  [...usage.matchAll(/^ {2}pulumi-coze (\w+)/gm)].map(([, command = ""]) => command);

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
  [["import", "--space", "1", "--json"], "import has no option --json"],
  [["import", "--space", "1", "--state", "x"], "--state goes with --finish"],
  [["audit", "--space", "1", "--force"], "audit has no option --force"],
  [["import", "--spcae", "1"], "Unknown option '--spcae'"],
  [["import", "--space"], "Option '--space <value>' argument missing"],
  [["import", "--space", "--bot", "1"], "Option '--space <value>' argument missing"],
])("%j: where to look, and as the last line what is wrong", async (args, problem) => {
  const { code, stdout, stderr } = await run(...args);
  expect([code, stdout]).toEqual([2, ""]);
  const lines = stderr.trimEnd().split("\n");
  expect(lines.pop()).toBe(`pulumi-coze: ${problem}`);
  // The usage of a command is longer than a screen may be.
  const [command = ""] = args;
  if (COMMANDS.includes(command)) expect(lines).toEqual([`See pulumi-coze ${command} --help.`]);
  else expect(commandsIn(lines.join("\n"))).toEqual([...COMMANDS, "emulator"]);
  expect(emulator.calls).toEqual([]);
});

test.each([
  [["--help"], [...COMMANDS, "emulator"]],
  [["-h"], [...COMMANDS, "emulator"]],
  [["import", "--help"], ["import"]],
  [["doctor", "-h"], ["doctor"]],
])("%j prints the usage, and is no error", async (args, commands) => {
  const { code, stdout, stderr } = await run(...args);
  expect([code, stderr]).toEqual([0, ""]);
  expect(commandsIn(stdout)).toEqual(commands);
});

test("--version prints the version of the package", async () => {
  expect(await run("--version")).toEqual({ code: 0, stdout: `${pkg.version}\n`, stderr: "" });
});

test.each([["import"], ["--version"]])(
  "as a process it ends %s with the same code and the same words",
  async (...args) => {
    expect(await pulumiCoze(emulator, tmpdir(), args)).toEqual(await run(...args));
  },
);
