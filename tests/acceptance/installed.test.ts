import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { CREATE, openScene, PUBLISH, READ, UNPUBLISH, UPDATE } from "./harness";

const checkout = dirname(require.resolve("pulumi-coze/package.json"));
const dependencies = dirname(dirname(dirname(require.resolve("@pulumi/pulumi/package.json"))));

const program = (prompt: string) => `
  const bot = new CozeBot("support", { name: "Support", promptInfo: { prompt: "${prompt}" } });
  new CozeBotPublication("support", { bot });
`;

/** What the registry would hand out, unpacked to `<dir>/package`. */
function unpack(dir: string): void {
  // Without scripts: `prepare` would write dist anew while other tests load it.
  const pack = ["pack", "--ignore-scripts", "--json", "--pack-destination", dir];
  const [{ filename, files }] = JSON.parse(
    execFileSync("npm", pack, { cwd: checkout, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }),
  ) as [{ filename: string; files: { path: string }[] }];
  const paths = files.map(({ path }) => path);
  expect(paths).toEqual(
    expect.arrayContaining(["dist/index.js", "dist/index.d.ts", "dist/runtime.js", "package.json"]),
  );
  expect(paths.filter((path) => /^(provider|tests|examples|node_modules)\//.test(path))).toEqual([]);
  execFileSync("tar", ["-xzf", join(dir, filename), "-C", dir]);
}

/** A node_modules folder with the package in it, and beside it what npm would have installed along. */
function install(nodeModules: string, place: (target: string) => void): void {
  mkdirSync(nodeModules, { recursive: true });
  for (const name of readdirSync(dependencies).filter((name) => !name.startsWith(".") && name !== "pulumi-coze")) {
    symlinkSync(join(dependencies, name), join(nodeModules, name));
  }
  place(join(nodeModules, "pulumi-coze"));
}

test("works installed from its tarball, and the same state through a symlink", async () => {
  const t = await openScene();
  const nodeModules = join(t.ws.projectDir, "node_modules");
  const elsewhere = mkdtempSync(join(tmpdir(), "pulumi-coze-linked-"));
  try {
    install(nodeModules, (target) => {
      unpack(elsewhere);
      execFileSync("mv", [join(elsewhere, "package"), target]);
    });
    expect((await t.up(program("One"))).calls).toEqual([CREATE, PUBLISH]);
    expect((await t.refresh({ expectNoChanges: true })).calls).toEqual([READ, READ]);
    await t.expectSilence();

    // As with `npm link`, a workspace or `file:`: the package's real place is elsewhere, its dependencies with it.
    execFileSync("mv", [join(nodeModules, "pulumi-coze"), join(elsewhere, "package")]);
    symlinkSync(dependencies, join(elsewhere, "node_modules"));
    symlinkSync(join(elsewhere, "package"), join(nodeModules, "pulumi-coze"));
    await t.expectSilence();
    expect((await t.refresh({ expectNoChanges: true })).calls).toEqual([READ, READ]);
    expect((await t.up(program("Two"))).calls).toEqual([UPDATE, PUBLISH]);
    expect((await t.destroy()).calls).toEqual([UNPUBLISH]);
  } finally {
    rmSync(elsewhere, { recursive: true });
  }
});
