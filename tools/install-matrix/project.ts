import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { devDependencies, peerDependencies } from "../../package.json";
import type { Cell } from "./cells";

const PROMISED = peerDependencies["@pulumi/pulumi"];
const LOWEST = PROMISED.replace(/^\^/, "");

/** The name of TypeScript 7, beside the TypeScript with which Pulumi runs the program. */
export const CHECKER = "typescript-7";

/** The file that a cell's runs edit. */
export const PROMPT = "prompt.md";

const IMPORTING = `
import * as fs from "node:fs";
import * as pulumi from "@pulumi/pulumi";
import { CozeBot, CozeBotPublication } from "pulumi-coze";

const prompt = fs.readFileSync("${PROMPT}", "utf8");
const bot = new CozeBot("support", { name: "Support", promptInfo: { prompt } });
const live = new CozeBotPublication("support", { bot });
`;

const TYPED = `${IMPORTING}
export const botId: pulumi.Output<string> = bot.id;
export const version: pulumi.Output<string> = live.version;
`;

const UNTYPED = `${IMPORTING}
export const botId = pulumi.output(bot.id);
export const version = live.version;
`;

const REQUIRING = UNTYPED.replaceAll(/^import (.*) from (.*);$/gm, "const $1 = require($2);")
  .replaceAll("* as ", "")
  .replaceAll(/^export const (\w+)/gm, "exports.$1");

/** Writes the project of a cell. Returns the program's folder. */
export async function writeProject(root: string, cell: Cell, tarball: string): Promise<string> {
  const inWorkspace = cell.layout !== "one folder";
  const files = inWorkspace ? workspaceFiles(cell) : rootFiles(cell);
  const folder = inWorkspace ? "infra" : ".";
  for (const [path, text] of Object.entries(programFiles(cell, tarball))) files[join(folder, path)] = text;
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  return join(root, folder);
}

function programFiles(cell: Cell, tarball: string): Record<string, string> {
  const { language, module, sdk } = cell;
  const typed = language === "TypeScript";
  const main = typed ? "index.ts" : "index.js";
  const source = typed ? TYPED : module === "ESM" ? UNTYPED : REQUIRING;
  const manifest = {
    name: "infra",
    version: "1.0.0",
    private: true,
    ...(module === "ESM" ? { type: "module" } : {}),
    dependencies: { "@pulumi/pulumi": sdk === "lowest" ? LOWEST : PROMISED, "pulumi-coze": `file:${tarball}` },
    ...(typed ? { devDependencies: compilers(cell) } : {}),
  };
  const compilerOptions = {
    target: "ES2022",
    module: "nodenext",
    moduleResolution: "nodenext",
    strict: true,
    skipLibCheck: true,
  };
  return {
    "Pulumi.yaml": `name: coze\nmain: ${main}\nruntime: nodejs\n`,
    "package.json": JSON.stringify(manifest, null, 2),
    [PROMPT]: "You answer questions about orders.\n",
    [main]: source,
    ...(typed ? { "tsconfig.json": JSON.stringify({ compilerOptions }) } : {}),
  };
}

/** TypeScript, and the packages that it needs to compile and run the program. */
function compilers({ module, typescript }: Cell): Record<string, string> {
  return {
    typescript: typescript === 6 ? "^6" : devDependencies.typescript,
    "@types/node": devDependencies["@types/node"],
    ...(typescript === 7 ? { [CHECKER]: "npm:typescript@^7" } : {}),
    // Pulumi runs ES modules in TypeScript with the project's own ts-node.
    ...(module === "ESM" ? { "ts-node": "^10" } : {}),
  };
}

/** A workspace with the program and an unrelated application. */
function workspaceFiles(cell: Cell): Record<string, string> {
  const packages = ["app", "infra"];
  const root = {
    name: "root",
    version: "1.0.0",
    private: true,
    ...(cell.manager === "pnpm" ? {} : { workspaces: packages }),
  };
  return {
    ...rootFiles(cell),
    "package.json": JSON.stringify(root),
    "app/package.json": JSON.stringify({ name: "app", version: "1.0.0", private: true }),
    ...(cell.manager === "pnpm" ? { "pnpm-workspace.yaml": `packages: ${JSON.stringify(packages)}\n` } : {}),
  };
}

/** The settings of the package manager. */
function rootFiles({ manager, layout }: Cell): Record<string, string> {
  switch (manager) {
    case "npm":
      return { ".npmrc": layout === "nested" ? "install-strategy=nested\n" : "" };
    case "pnpm":
      // By default pnpm hoists nothing.
      return { ".npmrc": layout === "hoisted" ? "node-linker=hoisted\n" : "" };
    case "yarn 1":
      return {};
    case "yarn 4":
      return { ".yarnrc.yml": "nodeLinker: node-modules\n", "yarn.lock": "" };
  }
}
