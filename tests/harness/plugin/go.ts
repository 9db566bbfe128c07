import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { cacheRoot } from "../../../tools/pulumi-cli/cache";
import { exec } from "../../../tools/pulumi-cli/exec";
import { ensureGo } from "../../../tools/pulumi-cli/go";
import { lookup } from "../../../tools/pulumi-cli/lookup";
import { GO_PULUMI } from "../../../tools/sdk/generate";
import { goSdk } from "./sdk";

const SDK = "pulumi-coze/sdk/go/coze";

/** Why no Go program can be built here. Undefined if one can. */
export function goMissing(): string | undefined {
  const { PATH } = process.env;
  return (lookup("go", PATH) ?? lookup("python3", PATH)) ? undefined : "install Go, or python3 with pip to get it";
}

/** The folder of the host that starts built Go programs: the CLI's own host if it has one. */
export function goHost(): string {
  return lookup("pulumi-language-go", process.env.PATH) ?? join(__dirname, "go-host");
}

/** Builds a `main.go` with the generated SDK in this folder, and returns the program. */
export async function buildGo(folder: string, source: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const sdk = join(await goSdk(), "coze");
  const requires = `require (\n\tgithub.com/pulumi/pulumi/sdk/v3 v${GO_PULUMI}\n\t${SDK} v0.0.0\n)\n`;
  await writeFile(join(folder, "go.mod"), `module program\n\ngo 1.26\n\n${requires}\nreplace ${SDK} => ${sdk}\n`);
  await writeFile(join(folder, "main.go"), source);
  const go = await ensureGo(cacheRoot(process.env), process.env, (line) => process.stderr.write(`${line}\n`));
  const env = { ...process.env, GOFLAGS: "-mod=mod -buildvcs=false", GOWORK: "off", CGO_ENABLED: "0" };
  // The first build on a machine compiles Pulumi's SDK. A program that runs once needs no optimization.
  const build = ["build", "-gcflags=-N -l", "-ldflags=-s -w", "-o", "program", "main.go"];
  await exec(go, build, { cwd: folder, env, timeoutMs: 15 * 60_000 });
  return join(folder, "program");
}
