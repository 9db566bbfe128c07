import { readFileSync } from "node:fs";
import { join } from "node:path";
import { version } from "../package.json";
import type { FindLookup } from "./host/plugin/functions";
import { serve } from "./host/plugin/server";
import { KINDS } from "./kinds";

/**
 * The plugin `pulumi-resource-coze`, which the engine starts for programs in every language. The build bundles it into
 * `plugin/index.js`. The first line of its output is the port that it listens on.
 */
const findLookup: FindLookup = async (name) => {
  const { ask, isLookup } = await import("./lookup/ask.js");
  return isLookup(name) ? (session, args) => ask(name, session, args) : undefined;
};

const [engineAddress] = process.argv.slice(2).filter((arg) => !arg.startsWith("-"));
const schema = (): string => readFileSync(join(__dirname, "schema.json"), "utf8");

serve({ version, schema, kinds: KINDS, findLookup }, engineAddress).then(
  // The port is printed as a string: Node would colour a number.
  (port) => console.log(String(port)),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  },
);
