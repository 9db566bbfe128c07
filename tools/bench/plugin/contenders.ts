import { execFile } from "node:child_process";
import { cp, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";
import { stringify } from "yaml";
import { PLUGIN } from "../../plugin/build";
import { ensureLanguageHost } from "../../pulumi-cli/hosts";
import { onTheEngine, type Contender } from "../contenders";
import { CONFIG, openPlace, pluginsOf, type Place, type PlaceOptions } from "../setup";

const run = promisify(execFile);

/** A program as users write it, which the engine compiles in each run. */
const TYPESCRIPT = `
import { readFileSync } from "node:fs";
import { CozeBot, CozeBotPublication } from "pulumi-coze";

const declared: { name: string; prompt: string }[] = require("./bots.cjs");
for (const { name, prompt } of declared) {
  const bot = new CozeBot(name, { name, promptInfo: { prompt } });
  new CozeBotPublication(name, { bot });
}
`;

export const TYPESCRIPT_CLASSES = onTheEngine("typescript", "classes, TypeScript", (_id, options) =>
  openPlace("package", { ...options, source: TYPESCRIPT, language: "ts" }),
);

/** The plugin's resources in a program in JavaScript, and the same of the trivial plugin in this folder. */
export const inJavaScript = (id: string, label: string, plugin: string): Contender =>
  onTheEngine(id, label, (_id, options) => openPlace("plugin", { ...options, plugin }));

/** The same, but its creates make the calls: no plugin in Node.js that calls Coze by `fetch` can be faster. For `up` only. */
export const calling = (contender: Contender): Contender => ({
  ...contender,
  id: `${contender.id}-calling`,
  label: `${contender.label}, making the calls`,
  operations: ["up"],
  open: (options) => contender.open({ ...options, env: { BENCH_CALLS: "1" } }),
});

export const inYaml = (id: string, label: string, plugin: string): Contender =>
  onTheEngine(id, label, (_id, options) => openYaml(plugin, options));

/** A place whose program is in YAML, of the same bots. */
async function openYaml(plugin: string, options: PlaceOptions): Promise<Place> {
  const place = await openPlace("plugin", { ...options, hosts: [await ensureLanguageHost("yaml")] });
  const write = (resources: object): Promise<void> => {
    const program = { name: "bench", runtime: "yaml", ...CONFIG, ...pluginsOf(plugin), resources };
    return writeFile(join(place.ws.projectDir, "Pulumi.yaml"), stringify(program));
  };
  await write({});
  return {
    ...place,
    async declare(declared) {
      await place.declare(declared);
      const cwd = place.ws.projectDir;
      const { stdout } = await run(process.execPath, ["-p", 'JSON.stringify(require("./bots.cjs"))'], { cwd });
      const bots = JSON.parse(stdout) as { name: string; prompt: string }[];
      await write(Object.assign({}, ...bots.map(pairOf)) as object);
    },
  };
}

function pairOf({ name, prompt }: { name: string; prompt: string }): object {
  const of = (output: string): string => `\${${name}.${output}}`;
  return {
    [name]: { type: "coze:Bot", properties: { name, promptInfo: { prompt } } },
    [`${name}-live`]: {
      type: "coze:Publication",
      properties: {
        botId: of("id"),
        spaceId: of("spaceId"),
        contentHash: of("contentHash"),
        promotionHash: of("promotionHash"),
      },
    },
  };
}

/** Bundles the trivial plugin as ours is, with the same launcher and schema. */
export async function buildTrivialPlugin(folder: string): Promise<string> {
  const target = join(folder, "trivial-plugin");
  await mkdir(target, { recursive: true });
  await build({
    entryPoints: [join(__dirname, "trivial", "plugin.cjs")],
    outfile: join(target, "index.js"),
    bundle: true,
    platform: "node",
    target: "node20",
    minifyWhitespace: true,
    minifySyntax: true,
    logLevel: "warning",
    external: ["@grpc/proto-loader"],
  });
  for (const file of ["pulumi-resource-coze", "schema.json"]) await cp(join(PLUGIN, file), join(target, file));
  return target;
}
