/** How a command may end. Any other end throws. */
type Expectation = "success" | "failure" | "any";

export interface RunOptions {
  /** Default: `success`. */
  expect?: Expectation;
  env?: Record<string, string | undefined>;
  /** The file that gets stdout and stderr, as for a job in the background. Default: pipes, which the test reads. */
  outputFile?: string;
  /** Gives the CLI a terminal. The CLI is then a child of the started process. */
  terminal?: boolean;
  /** The text for stdin, which is closed after it. */
  input?: string;
  /** Gets every line of stdout and stderr as it comes. */
  onLine?: (line: string) => void;
  /** After this time all processes of the run are killed. Default: 120 s. */
  timeoutMs?: number;
}

export interface RunResult {
  /** `null` if a signal ended the command. */
  code: number | null;
  stdout: string;
  stderr: string;
  /** stdout and stderr in the order they came. */
  output: string;
  durationMs: number;
}

export interface RunningCommand {
  pid: number | undefined;
  done: Promise<RunResult>;
  /** Sends SIGKILL to every process of the run, plugins included, like a crash of the machine. */
  kill: () => Promise<void>;
  /** Sends SIGINT to the CLI, like the first Ctrl-C. */
  interrupt: () => void;
}

export interface OperationOptions extends RunOptions {
  /** More arguments of the command. */
  args?: string[];
  diff?: boolean;
  expectNoChanges?: boolean;
}

export interface UpdateOptions extends OperationOptions {
  /** Previews first, as a user's `up` does. Default: `--skip-preview`. */
  withPreview?: boolean;
}

/** The parts of a step of `preview --json` that tests read. */
export interface PreviewStep {
  op: string;
  urn: string;
  diffReasons?: string[] | null;
  replaceReasons?: string[] | null;
  detailedDiff?: Record<string, { kind: string; inputDiff: boolean }> | null;
  oldState?: ResourceState;
  newState?: ResourceState;
}

export interface ResourceState {
  urn: string;
  type: string;
  id?: string;
  inputs?: Record<string, unknown>;
  outputs?: Record<string, unknown>;
  initErrors?: string[];
  external?: boolean;
}

export interface StackState {
  version: number;
  deployment: {
    resources?: ResourceState[];
    pending_operations?: { type: string; resource: ResourceState }[];
    [key: string]: unknown;
  };
}

export interface ConfigValue {
  secret: string;
}
