import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { basename, join, relative } from "node:path";
import { strToU8, zipSync } from "fflate";
import { ensureBrowser } from "../../tools/browser/get";
import { listen } from "../harness/listen";

const MAIN = join(__dirname, "../../tools/browser/main.ts");
const BROWSER = "#!/bin/sh\necho a browser\n";

let root: string;
let bin: string;
/** What is said of each step, without the lines that say it is still at work. */
let lines: string[];
/** What Playwright's installer asks of its download host. */
let asked: string[];
let server: Server | undefined;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "pulumi-coze-browser-"));
  bin = join(root, "bin");
  mkdirSync(bin);
  [lines, asked] = [[], []];
  // The installer runs these for its libraries, as root or not.
  for (const name of ["apt-get", "sudo"]) fake(name, "exit 0");
  fake("sh", 'exec /bin/sh "$@"');
});
afterEach(() => {
  server?.close();
  server = undefined;
  rmSync(root, { recursive: true, force: true });
});

function fake(name: string, script: string): void {
  const file = join(bin, name);
  writeFileSync(file, `#!/bin/sh\necho "${name} $*" >> ${root}/calls\n${script}\n`);
  chmodSync(file, 0o755);
}

const calls = (): string[] =>
  existsSync(join(root, "calls")) ? readFileSync(join(root, "calls"), "utf8").trim().split("\n") : [];

/** The host of Playwright's browsers: each archive has a script in the place of the program; or there is none. */
function serveBrowsers(has: boolean): Promise<string> {
  server = createServer((request, response) => {
    asked.push(basename(request.url ?? ""));
    if (!has) return void response.writeHead(404).end();
    const folder = basename(request.url ?? "", ".zip");
    const program = [strToU8(BROWSER), { os: 3, attrs: 0o755 << 16 }] as [Uint8Array, { os: number; attrs: number }];
    const files = folder.startsWith("ffmpeg")
      ? [folder]
      : [`${folder}/chrome`, `${folder}/Chromium.app/Contents/MacOS/Chromium`];
    const archive = zipSync(Object.fromEntries(files.map((file) => [file, program])));
    response.writeHead(200, { "content-length": archive.length }).end(archive);
  });
  return listen(server);
}

const environment = (host: string) => ({
  ...{ PATH: bin, HOME: root, PULUMI_COZE_CACHE: root },
  ...{ PLAYWRIGHT_DOWNLOAD_HOST: host, PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: "60000" },
});

const say = (line: string): void => {
  if (line.endsWith("…")) lines.push(line);
};
const ensure = (host: string, mayInstall = true) => ensureBrowser({ env: environment(host), say, mayInstall });

test("CHROME_PATH comes first, then PATH; nothing is installed", async () => {
  fake("chromium", "");
  const host = await serveBrowsers(true);
  expect(await ensure(host)).toBe(join(bin, "chromium"));
  const chosen = join(root, "my-chrome");
  writeFileSync(chosen, BROWSER);
  const env = { ...environment(host), CHROME_PATH: chosen };
  expect(await ensureBrowser({ env })).toBe(chosen);
  await expect(ensureBrowser({ env: { ...env, CHROME_PATH: "/nowhere" } })).rejects.toThrow(
    "CHROME_PATH names /nowhere, and there is no such file",
  );
  expect([calls(), asked, lines]).toEqual([[], [], []]);
});

test("without one, Playwright's installer puts one into the cache, once", async () => {
  const host = await serveBrowsers(true);
  const browser = await ensure(host);
  expect(relative(join(root, "pulumi-coze", "browsers"), browser)).toMatch(/^chromium-\d+\//);
  expect(spawnSync(browser, { encoding: "utf8" }).stdout).toBe("a browser\n");
  expect(lines).toEqual(["Getting a browser: Playwright's installer …"]);
  const count = asked.length;
  expect(await ensure(host)).toBe(browser);
  expect([asked.length, lines.length]).toEqual([count, 1]);
});

test("where that fails, Debian's package is installed", async () => {
  fake(
    "apt-get",
    `case "$*" in *" chromium") printf '#!/bin/sh\\n' > ${bin}/chromium; chmod +x ${bin}/chromium;; esac`.replace(
      "chmod",
      "/bin/chmod",
    ),
  );
  expect(await ensure(await serveBrowsers(false))).toBe(join(bin, "chromium"));
  expect(calls().slice(-2)).toEqual(["apt-get update -qq", "apt-get install -y -qq chromium"]);
  expect(lines).toEqual(["Getting a browser: Playwright's installer …", "Getting a browser: Debian's package …"]);
});

test("where neither works, the error says what was tried and how to get one", async () => {
  const host = await serveBrowsers(false);
  const wanted =
    /Debian's package: .*install one, for instance by `apt-get install chromium`, or set CHROME_PATH to it/;
  fake("apt-get", "echo 'E: no network' >&2; exit 100");
  await expect(ensure(host)).rejects.toThrow(
    /^No Chromium could be found or got \(Playwright's installer: .*no network/,
  );
  await expect(ensure(host, false)).rejects.toThrow(wanted);
  rmSync(join(bin, "apt-get"));
  await expect(ensure(host)).rejects.toThrow("Debian's package: there is no apt-get");
});

test.each([
  ["a person's machine goes on without the tests that need it", {}, 0],
  ["in CI that is an error", { CI: "true" }, 1],
])("`npm run browser` without any: %s", (_name, ci, status) => {
  const env = environment("http://127.0.0.1:1");
  fake("apt-get", "exit 100");
  const run = spawnSync(process.execPath, ["--import", "tsx", MAIN], { env: { ...env, ...ci }, encoding: "utf8" });
  expect(run.stderr).toContain("No Chromium could be found or got");
  expect(run.stderr).toContain("Without one, the tests of the emulator's page are skipped, by name.");
  expect(run.status).toBe(status);
});
