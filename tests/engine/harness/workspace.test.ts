import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openWorkspace, type WorkspaceOptions } from "../../harness/cli/stack";
import type { Workspace } from "../../harness/cli/workspace";

const open: Workspace[] = [];
const workspace = async (options?: WorkspaceOptions) => {
  const ws = await openWorkspace(options);
  open.push(ws);
  return ws;
};
afterEach(async () => {
  for (const ws of open.splice(0)) await ws.close();
});

// A resource that stores what it gets; `create` of a slow one never ends.
const program = (value: string, slow = false) => `
const pulumi = require("@pulumi/pulumi");
class Thing extends pulumi.CustomResource {
  constructor(name, args) {
    const handler = \`exports.handler = () => ({
      create: async (inputs) => { if (${slow}) { console.log("create has begun"); await new Promise((r) => setTimeout(r, 600000)); } return { id: "1", outs: inputs }; },
      read: async (id, props) => ({ id, props }),
      update: async (id, olds, news) => ({ outs: news }),
    })\`;
    super("pulumi-nodejs:dynamic/test:Thing", name, { ...args, __provider: handler });
  }
}
const thing = new Thing("thing", { value: ${JSON.stringify(value)} });
module.exports = { id: thing.id, token: new pulumi.Config().get("token"), key: new pulumi.Config().getSecret("key") };
`;

const leftOver = (ws: Workspace) =>
  readdirSync("/proc").filter((pid) => {
    try {
      return readFileSync(`/proc/${pid}/environ`, "utf8").includes(ws.directory);
    } catch {
      return false;
    }
  });

test("runs-a-generated-program", async () => {
  const ws = await workspace();
  await ws.writeProgram(program("a"));
  await ws.setConfigs({ "coze:token": "plain", "coze:key": { secret: "hidden" } });
  expect(readFileSync(ws.configFile, "utf8")).not.toContain("hidden");

  const lines: string[] = [];
  const up = await ws.up({ onLine: (line) => lines.push(line) });
  expect(up.code).toBe(0);
  expect(up.stdout).toContain("+ 2 created");
  expect(up.output).not.toContain("warning");
  expect(lines.join("\n") + "\n").toBe(up.output);
  expect(await ws.outputs()).toEqual({ id: "1", token: "plain", key: "hidden" });

  await ws.writeProgram(program("b"));
  const { stdout } = await ws.up({ diff: true });
  expect(stdout).toContain(`~ value: "a" => "b"`);
  expect(stdout).toContain("~ 1 updated");

  const state = await ws.exportState();
  const thing = state.deployment.resources?.at(-1);
  expect(thing?.outputs?.value).toBe("b");
  if (thing?.outputs) thing.outputs.value = "edited";
  await ws.importState(state);
  expect((await ws.exportState()).deployment.resources?.at(-1)?.outputs?.value).toBe("edited");

  expect(leftOver(ws)).toEqual([]);
  await ws.close();
  expect(existsSync(ws.directory)).toBe(false);
});

test("keeps-stacks-apart, and inherits no settings", async () => {
  process.env.COZE_API_TOKEN = "from outside";
  try {
    const ws = await workspace({ stack: "staging", env: { COZE_SPACE_ID: "of the workspace" } });
    const source = `
      const pulumi = require("@pulumi/pulumi");
      const { COZE_API_TOKEN, COZE_SPACE_ID, COZE_API_BASE } = process.env;
      module.exports = { name: [pulumi.getProject(), pulumi.getStack()], COZE_API_TOKEN, COZE_SPACE_ID, COZE_API_BASE };`;
    await ws.writeProgram(source, {}, { name: "other" });
    await ws.up({ env: { COZE_API_BASE: "of the run" } });
    ws.selectStack("production");
    await ws.up();
    const both = { COZE_SPACE_ID: "of the workspace" };
    expect(await ws.outputs()).toEqual({ name: ["other", "production"], ...both });
    ws.selectStack("staging");
    expect(await ws.outputs()).toEqual({ name: ["other", "staging"], COZE_API_BASE: "of the run", ...both });
  } finally {
    delete process.env.COZE_API_TOKEN;
  }
});

test("writes-nothing-to-an-existing-project", async () => {
  const dir = mkdtempSync(join(tmpdir(), "pulumi-coze-existing-"));
  try {
    writeFileSync(join(dir, "Pulumi.yaml"), "name: coze\nruntime: nodejs\nmain: index.js\n");
    writeFileSync(join(dir, "package.json"), "{}");
    writeFileSync(
      join(dir, "index.js"),
      `exports.key = new (require("${require.resolve("@pulumi/pulumi")}").Config)().get("key");`,
    );
    const before = readdirSync(dir);
    const ws = await workspace({ projectDir: dir, env: { NODE_PATH: join(__dirname, "../../../node_modules") } });
    await ws.setConfigs({ "coze:key": "of the stack" });
    await ws.up();
    expect(await ws.outputs()).toEqual({ key: "of the stack" });
    expect((await ws.destroy()).stdout).toContain("- 1 deleted");
    expect(readdirSync(dir)).toEqual(before);
  } finally {
    rmSync(dir, { recursive: true });
  }
});

test("a-failure-shows-the-output", async () => {
  const ws = await workspace();
  await ws.writeProgram("");
  await expect(ws.run(["config", "get", "none"])).rejects.toThrow(
    /pulumi config get none .* ended with \d+:[^]*'none' not found/,
  );
});

describe("leaves-nothing-running", () => {
  const creating = async () => {
    const ws = await workspace();
    await ws.writeProgram(program("a", true));
    const running = await new Promise<Awaited<ReturnType<Workspace["start"]>>>((resolve, reject) => {
      const command = ws.start(["up", "--yes", "--skip-preview"], {
        expect: "any",
        onLine: (line) => {
          if (line.includes("create has begun")) command.then(resolve, reject);
        },
      });
      command.then(({ done }) => done).then(() => reject(new Error("It ended before its create began.")), reject);
    });
    expect(leftOver(ws).length).toBeGreaterThan(3);
    return { ws, running };
  };

  test("after-kill", async () => {
    const { ws, running } = await creating();
    await running.kill();
    expect(leftOver(ws)).toEqual([]);
    expect((await running.done).code).toBeNull();
  });

  test("after-a-timeout", async () => {
    const ws = await workspace();
    await ws.writeProgram(program("a", true));
    await expect(ws.up({ timeoutMs: 2_000 })).rejects.toThrow("did not end within 2 s");
    expect(leftOver(ws)).toEqual([]);
  });

  test("after-close", async () => {
    const { ws, running } = await creating();
    await ws.close();
    expect(leftOver(ws)).toEqual([]);
    expect(existsSync(ws.directory)).toBe(false);
    await running.done;
  });
});
