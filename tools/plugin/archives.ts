import { createHash } from "node:crypto";
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pkg from "../../package.json";
import { exec } from "../pulumi-cli/exec";
import { PLUGIN } from "./build";

const SYSTEMS = ["linux", "darwin", "windows"] as const;
const PROCESSORS = ["amd64", "arm64"] as const;
/** The launcher that an archive leaves out: the engine would take either one that it finds. */
const NOT_FOR = {
  linux: "pulumi-resource-coze.cmd",
  darwin: "pulumi-resource-coze.cmd",
  windows: "pulumi-resource-coze",
} as const;

/**
 * Packs the plugin for every platform, as the engine downloads it, with `checksums.txt`. Returns the names of the
 * archives.
 */
export async function packArchives(target: string, plugin = PLUGIN): Promise<string[]> {
  await mkdir(target, { recursive: true });
  const sums: string[] = [];
  const names: string[] = [];
  for (const system of SYSTEMS) {
    const packed = await packOnce(plugin, NOT_FOR[system]);
    for (const processor of PROCESSORS) {
      const name = `pulumi-resource-coze-v${pkg.version}-${system}-${processor}.tar.gz`;
      await writeFile(join(target, name), packed);
      sums.push(`${createHash("sha256").update(packed).digest("hex")}  ${name}`);
      names.push(name);
    }
  }
  await writeFile(join(target, "checksums.txt"), `${sums.join("\n")}\n`);
  return names;
}

async function packOnce(plugin: string, leftOut: string): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), "pulumi-coze-archive-"));
  try {
    const content = join(folder, "content");
    await mkdir(content);
    const files = (await readdir(plugin)).filter((file) => file !== leftOut);
    for (const file of files) await copyFile(join(plugin, file), join(content, file));
    await exec("tar", ["-czf", join(folder, "packed.tar.gz"), "-C", content, ...files.sort()], {
      env: process.env,
      timeoutMs: 60_000,
    });
    return await readFile(join(folder, "packed.tar.gz"));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
