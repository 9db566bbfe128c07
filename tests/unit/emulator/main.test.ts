import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { until } from "../../harness/until";

const ROOT = path.join(__dirname, "../../..");
/** As a package has it: it starts in a tenth of the time of its source. */
const BUILT = [path.join(ROOT, "dist/emulator/main.js")];
const SOURCE = ["--import", "tsx", path.join(ROOT, "emulator/main.ts")];

const directory = mkdtempSync(path.join(tmpdir(), "coze-emulator-"));
const children: ChildProcess[] = [];
afterEach(() => children.splice(0).forEach((child) => child.kill("SIGKILL")));
afterAll(() => rmSync(directory, { recursive: true }));

const run = (...args: string[]) => startNode([...BUILT, ...args]);

function startNode(args: readonly string[]) {
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "pipe"], env: process.env });
  children.push(child);
  return child;
}

const start = (...args: string[]) => begun(run("--json", "--port", "0", ...args));

/** The emulator, once it has printed where it is. */
async function begun(child: ReturnType<typeof run>) {
  const lines: string[] = [];
  const reader = createInterface(child.stdout);
  reader.on("line", (line) => lines.push(line));
  await once(reader, "line");
  return { child, lines, info: JSON.parse(lines[0] ?? "") as Record<string, string> };
}

async function failed(...args: string[]): Promise<{ code: number; lines: string[] }> {
  const child = run(...args);
  const [stderr, [code]] = await Promise.all([text(child.stderr), once(child, "exit") as Promise<[number]>]);
  return { code, lines: stderr.trimEnd().split("\n") };
}

function file(name: string, content: string): string {
  const at = path.join(directory, name);
  writeFileSync(at, content);
  return at;
}

async function bots(info: Record<string, string>): Promise<{ id: string; draft: { name: string } }[]> {
  return (await (await fetch(`${info.url ?? ""}/__emulator/bots`)).json()) as never;
}

function addBot(info: Record<string, string>, name: string): Promise<Response> {
  const body = JSON.stringify({ content: { name } });
  return fetch(`${info.url ?? ""}/__emulator/bots`, { method: "POST", body });
}

test.each(["SIGTERM", "SIGINT"] as const)("--json prints one line, serves, and ends well on %s", async (signal) => {
  const { child, lines, info } = await start("--latency", "1");
  expect(Object.keys(info)).toEqual(["url", "token", "readOnlyToken", "spaceId", "otherSpaceId", "oauth"]);
  const headers = { authorization: `Bearer ${info.token ?? ""}` };
  const response = await fetch(`${info.url ?? ""}/v1/bots?workspace_id=${info.spaceId ?? ""}`, { headers });
  expect(await response.json()).toMatchObject({ code: 0, data: { items: [], total: 0 } });

  const exit = once(child, "exit");
  child.kill(signal);
  expect(await exit).toEqual([0, null]);
  expect(lines).toHaveLength(1);
});

test("`npm run emulator` starts it from its source", async () => {
  const { info } = await begun(startNode([...SOURCE, "--json", "--port", "0"]));
  expect(await bots(info)).toEqual([]);
});

test("prints the address, the token, the workspace, and three lines for a shell", async () => {
  const child = run("--port", "0");
  let printed = "";
  child.stdout.on("data", (chunk: Buffer) => (printed += chunk.toString()));
  await until(() => printed.includes("Ctrl-C"));
  expect(printed).toMatch(/http:\/\/127\.0\.0\.1:\d+\//);
  for (const name of ["COZE_API_BASE", "COZE_API_TOKEN", "COZE_SPACE_ID"]) {
    expect(printed).toMatch(new RegExp(`^export ${name}=\\S+$`, "m"));
  }
});

describe("what is wrong is one line", () => {
  test("an unknown option, an argument, a value of the wrong kind", async () => {
    expect(await failed("--colour", "red")).toEqual({ code: 2, lines: ["pulumi-coze: Unknown option '--colour'"] });
    expect((await failed("now")).lines).toEqual(['pulumi-coze: emulator takes no argument "now"']);
    expect((await failed("--port", "x")).lines).toEqual([
      'pulumi-coze: --port must be a port from 0 to 65535, got "x"',
    ]);
  });

  test("a taken port", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const taken = `pulumi-coze: port ${port} is taken: give another --port, or 0 for any free one`;
    expect(await failed("--port", String(port))).toEqual({ code: 2, lines: [taken] });
    server.close();
  });

  test("a seed that is missing, not JSON, or not a seed", async () => {
    const seed = async (at: string) => (await failed("--port", "0", "--seed", at)).lines;
    expect(await seed("missing.json")).toEqual(["pulumi-coze: --seed missing.json: there is no such file"]);
    const broken = file("broken.json", '{"bots": [');
    expect(await seed(broken)).toEqual([expect.stringContaining(`--seed ${broken} is not JSON`)]);
    const wrong = file("wrong.json", JSON.stringify({ bots: [{ draft: { name: "x".repeat(30) } }, { draft: 1 }] }));
    const [line = "", ...more] = await seed(wrong);
    expect(more).toEqual([]);
    expect(line).toContain(`--seed ${wrong}: bots[0].draft.name: length must be 1 to 20 characters; bots[1].draft: `);
  });

  test("a broken data file", async () => {
    const data = file("data-broken.json", '{"format": 1');
    const { code, lines } = await failed("--port", "0", "--data", data);
    expect(lines).toEqual([expect.stringContaining(`${data} cannot be loaded: `)]);
    expect(code).toBe(2);
  });
});

test("a seed's objects are there from the first call", async () => {
  const seed = file("seed.json", JSON.stringify({ spaceId: "74", bots: [{ id: "75", draft: { name: "seeded" } }] }));
  const { info } = await start("--seed", seed);
  expect(info["spaceId"]).toBe("74");
  expect(await bots(info)).toMatchObject([{ id: "75", draft: { name: "seeded" } }]);
});

test("--open shows the seed's bot in the browser", async () => {
  const opened = path.join(directory, "opened");
  const browser = file("browser", `#!/bin/sh\necho "$1" > ${opened}.part && mv ${opened}.part ${opened}\n`);
  chmodSync(browser, 0o755);
  const seed = file("seed-open.json", JSON.stringify({ bots: [{ id: "75", draft: { name: "seeded" } }] }));
  process.env["BROWSER"] = browser;
  const { info } = await start("--open", "--seed", seed);
  delete process.env["BROWSER"];
  await until(() => existsSync(opened));
  expect(readFileSync(opened, "utf8")).toBe(`${info["url"] ?? ""}/bots/75\n`);
});

describe("--data", () => {
  test("what was there is there again, under the same workspace and token", async () => {
    const data = path.join(directory, "data.json");
    const first = await start("--data", data);
    await addBot(first.info, "kept");
    const exit = once(first.child, "exit");
    first.child.kill("SIGTERM");
    await exit;
    const second = await start("--data", data);
    expect(await bots(second.info)).toMatchObject([{ draft: { name: "kept" } }]);
    for (const key of ["token", "readOnlyToken", "spaceId", "oauth"]) expect(second.info[key]).toEqual(first.info[key]);
  });

  test("the file is whole after a SIGKILL at any moment", async () => {
    const data = path.join(directory, "killed.json");
    let known = 0;
    for (let round = 0; round < 3; round++) {
      const { child, info } = await start("--data", data);
      const found = await bots(info);
      expect(found.length).toBeGreaterThanOrEqual(known);
      known = found.length;
      const exit = once(child, "exit");
      let [added, isKilled] = [0, false];
      const write = async (): Promise<void> => {
        while (!isKilled) {
          await addBot(info, `bot ${round} ${added}`).catch(() => undefined);
          added += 1;
        }
      };
      const writers = [write(), write(), write()];
      await until(() => added > 20 + round * 7);
      child.kill("SIGKILL");
      isKilled = true;
      await Promise.all([...writers, exit]);
    }
  });
});

describe("--exec", () => {
  test("sets the environment, and ends with the command's exit code", async () => {
    const child = run("--port", "0", "--exec", 'echo "$COZE_API_BASE $COZE_SPACE_ID $COZE_API_TOKEN"; exit 7');
    const [printed, [code]] = await Promise.all([text(child.stdout), once(child, "exit") as Promise<[number]>]);
    expect(printed).toMatch(/^http:\/\/127\.0\.0\.1:\d+ \d+ pat_\S+\n$/);
    expect(code).toBe(7);
  });

  test("passes a signal on to all of the command, and leaves no process", async () => {
    const script = 'echo $$; sleep 600 & echo $!; trap "exit 5" TERM; wait';
    const child = run("--port", "0", "--exec", script);
    const pids: number[] = [];
    createInterface(child.stdout).on("line", (line) => pids.push(Number(line)));
    await until(() => pids.length === 2);
    const exit = once(child, "exit");
    child.kill("SIGTERM");
    expect(await exit).toEqual([5, null]);
    for (const pid of pids) expect(() => process.kill(pid, 0)).toThrow("ESRCH");
  });

  test("ends what the command left running", async () => {
    const child = run("--port", "0", "--exec", "sleep 600 >/dev/null & echo $!");
    const [printed, [code]] = await Promise.all([text(child.stdout), once(child, "exit") as Promise<[number]>]);
    expect(code).toBe(0);
    expect(() => process.kill(Number(printed), 0)).toThrow("ESRCH");
  });
});
