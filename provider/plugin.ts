import { readFileSync } from "node:fs";
import { join } from "node:path";
import { version } from "../package.json";
import type { FindLookup } from "./host/plugin/functions";
import type { KindSources } from "./host/plugin/kinds";
import { serve } from "./host/plugin/server";

/**
 * The plugin `pulumi-resource-coze`, which the engine starts for programs in every language. Bundled into `plugin/index.js`.
 * The first line of its output is the port that it listens on.
 */
const kinds: KindSources = {
  Bot: async (session, notes) => {
    const { botLifecycle } = await import("./resources/bot/lifecycle.js");
    const { nativeBot } = await import("./resources/bot/plugin.js");
    return { lifecycle: botLifecycle(session), native: nativeBot(session, notes) };
  },
  Publication: async (session, notes) => {
    const { publicationLifecycle } = await import("./resources/publication/lifecycle.js");
    const { nativePublication } = await import("./resources/publication/plugin.js");
    return { lifecycle: publicationLifecycle(session), native: nativePublication(session, notes) };
  },
  File: async (session) => {
    const { fileLifecycle } = await import("./resources/file/lifecycle.js");
    const { nativeFile } = await import("./resources/file/lifecycle.js");
    return { lifecycle: fileLifecycle(session), native: nativeFile };
  },
  Dataset: async (session) => {
    const { datasetLifecycle } = await import("./resources/dataset/lifecycle.js");
    const { nativeDataset } = await import("./resources/dataset/lifecycle.js");
    return { lifecycle: datasetLifecycle(session), native: nativeDataset(session) };
  },
  Document: async (session) => {
    const { documentLifecycle } = await import("./resources/document/lifecycle.js");
    const { nativeDocument } = await import("./resources/document/lifecycle.js");
    return { lifecycle: documentLifecycle(session), native: nativeDocument };
  },
  BotTest: async (session) => {
    const { botTestLifecycle } = await import("./resources/bot-test/lifecycle.js");
    const { nativeBotTest } = await import("./resources/bot-test/lifecycle.js");
    return { lifecycle: botTestLifecycle(session), native: nativeBotTest };
  },
};

const findLookup: FindLookup = async (name) => {
  const { ask, isLookup } = await import("./lookup/ask.js");
  return isLookup(name) ? (session, args) => ask(name, session, args) : undefined;
};

const [engineAddress] = process.argv.slice(2).filter((arg) => !arg.startsWith("-"));
const schema = (): string => readFileSync(join(__dirname, "schema.json"), "utf8");

serve({ version, schema, kinds, findLookup }, engineAddress).then(
  // As a string: Node colours a number.
  (port) => console.log(String(port)),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  },
);
