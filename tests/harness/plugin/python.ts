import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pythonWith } from "../../../tools/fidelity/python";
import { exec } from "../../../tools/pulumi-cli/exec";
import { generateSdk } from "../../../tools/sdk/generate";
import { madeOnce } from "./sdk";

const PULUMI = "3.259.0";
/** The packages that the generated SDK needs, and those that build its wheel. */
const PACKAGES = [`pulumi==${PULUMI}`, "parver", "semver", "setuptools>=61", "wheel"];

/** A virtual environment with the generated SDK, kept in the cache as long as the schema stays the same. */
export const sharedPython = async (): Promise<string> => join(await madeOnce("sdk-python", pythonEnvironment), "venv");

/**
 * Makes a virtual environment with the wheel of the generated SDK in this folder. Pulumi's own packages come from an
 * environment that is kept in the cache.
 */
async function pythonEnvironment(folder: string): Promise<string> {
  const shared = await pythonWith(`pulumi-${PULUMI}`, PACKAGES);
  const python = (program: string, ...args: string[]): Promise<string> =>
    exec(program, args, { env: process.env, timeoutMs: 300_000, cwd: folder });
  await mkdir(folder, { recursive: true });
  await generateSdk("python", join(folder, "sdk"));
  await python(shared, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation", "-w", "wheels", "./sdk");
  const [wheel = ""] = await readdir(join(folder, "wheels"));

  const environment = join(folder, "venv");
  await python(shared, "-m", "venv", "--without-pip", environment);
  const own = join(environment, "bin", "python");
  const install = ["install", "-q", "--no-deps", "--no-index", join(folder, "wheels", wheel)];
  await python(shared, "-m", "pip", "--python", own, ...install);
  const sitePackages = (program: string): Promise<string> =>
    python(program, "-c", "import site; print(site.getsitepackages()[0])");
  await writeFile(join(await sitePackages(own), "shared.pth"), `${await sitePackages(shared)}\n`);
  return environment;
}
