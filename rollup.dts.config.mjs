import { dts } from "rollup-plugin-dts";

const types = dts({ tsconfig: "tsconfig.json", compilerOptions: { noEmit: false, stripInternal: true } });

/** Rollup takes a class of which the type alone is exported for a value. */
const typeAlone = (name) => ({
  name: "type alone",
  renderChunk: (code) =>
    `${code.replace(new RegExp(`^(export \\{.*)\\b${name}, `, "m"), "$1")}export type { ${name} };\n`,
});

const entry = (name, ...plugins) => ({
  input: `provider/${name}.ts`,
  output: { file: `dist/${name}.d.ts`, format: "es" },
  external: [/^@pulumi\//, "./index"],
  plugins: [types, ...plugins],
});

/** The types of each entry in one file: what they need of other files, and nothing of the code behind them. */
export default [
  entry("index", typeAlone("CozeResource")),
  entry("with-plugin"),
  entry("runtime"),
  entry("testing/index"),
  {
    input: "emulator/index.ts",
    output: { file: "dist/emulator/index.d.ts", format: "es" },
    external: ["zod"],
    plugins: [types],
  },
];
