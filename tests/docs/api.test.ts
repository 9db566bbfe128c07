import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CHECKOUT } from "./pages";

const filesIn = (folder: string): Map<string, string> =>
  new Map(
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".md"))
      .sort()
      .map((name) => [name, readFileSync(join(folder, name), "utf8")]),
  );

test("docs/api is what `npm run docs` writes", () => {
  const folder = mkdtempSync(join(tmpdir(), "pulumi-coze-docs-"));
  try {
    const typedoc = join(CHECKOUT, "node_modules", "typedoc", "bin", "typedoc");
    // It ends with an error where something public has no comment.
    execFileSync(process.execPath, [typedoc, "--out", folder], { cwd: CHECKOUT, stdio: ["ignore", "ignore", "pipe"] });
    const [fresh, committed] = [filesIn(folder), filesIn(join(CHECKOUT, "docs", "api"))];
    expect(fresh.size).toBeGreaterThan(20);
    expect([...committed.keys()]).toEqual([...fresh.keys()]);
    const stale = [...fresh].filter(([name, text]) => committed.get(name) !== text).map(([name]) => name);
    expect({ "run `npm run docs`, and commit": stale }).toEqual({ "run `npm run docs`, and commit": [] });
    // No path of the machine that wrote them.
    for (const text of fresh.values()) expect(text).not.toMatch(/\/(?:home|work|tmp|Users)\//);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
