import { dts } from "rollup-plugin-dts";

/** The types of `pulumi-coze/emulator` in one file: nothing of the server behind them, and no package but zod. */
export default {
  input: "emulator/index.ts",
  output: { file: "dist/emulator/index.d.ts", format: "es" },
  external: ["zod"],
  plugins: [dts({ tsconfig: "tsconfig.json", compilerOptions: { noEmit: false, stripInternal: true } })],
};
