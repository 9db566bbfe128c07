import { delimiter, dirname, join } from "node:path";
import type { PulumiCli } from "../../../tools/pulumi-cli/get";

/** The passphrase of stacks that the CLI makes, and of states of older releases. */
const PASSPHRASE = "a passphrase for tests only";

// These variables of the caller's shell, Jest or tsx would change a run: it must be like a user's.
const NOT_INHERITED = /^(COZE_|PULUMI_|TS_NODE_|JEST_|NODE_|npm_)/;

/** Node options by which the SDK starts in a third of the time. */
export const LATE_MODULES = `--require "${join(__dirname, "..", "lazy", "hook.cjs")}"`;

/** The folder of the `node` that saves starts of Node. */
const BIN = join(__dirname, "bin");

export interface EnvironmentOptions {
  cli: PulumiCli;
  /** The workspace's own directory. */
  directory: string;
  backendDir: string;
}

export function engineEnvironment({ cli, directory, backendDir }: EnvironmentOptions): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(
    ([name]) => name === "NODE_EXTRA_CA_CERTS" || !NOT_INHERITED.test(name),
  );
  return {
    ...Object.fromEntries(inherited),
    PATH: [BIN, ...cli.binDirs, dirname(process.execPath), process.env.PATH ?? ""].join(delimiter),
    NODE_OF_TESTS: process.execPath,
    TMPDIR: join(directory, "tmp"),
    NODE_OPTIONS: LATE_MODULES,
    // The engine ends before its memory becomes a problem.
    GOGC: "off",
    PULUMI_LANGUAGE_NODEJS_RUN_PATH: join(__dirname, "runner.cjs"),
    PULUMI_HOME: join(directory, "home"),
    PULUMI_BACKEND_URL: `file://${backendDir}`,
    PULUMI_CONFIG_PASSPHRASE: PASSPHRASE,
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_AUTOMATION_API_SKIP_VERSION_CHECK: "true",
    // Otherwise the engine looks for a missing plugin in the network until a time-out.
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
  };
}
