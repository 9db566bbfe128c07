/** How a command may end; anything else throws. */
type Expectation = "success" | "failure" | "any";

export interface RunOptions {
  /** Default `success`. */
  expect?: Expectation;
  env?: Record<string, string | undefined>;
  /** The file that gets stdout and stderr, as of a job in the background; default: pipes, which are read. */
  outputFile?: string;
  /** Gives the CLI a terminal. Its process is then the child of the one that is started. */
  terminal?: boolean;
  /** Written to stdin, which is then closed. */
  input?: string;
  /** Gets every line of stdout and stderr as it comes. */
  onLine?: (line: string) => void;
  /** All processes of the run are killed after this; default 120 s. */
  timeoutMs?: number;
}

export interface RunResult {
  /** `null`: ended by a signal. */
  code: number | null;
  stdout: string;
  stderr: string;
  /** stdout and stderr in the order they came. */
  output: string;
  durationMs: number;
}

/** A command at work. */
export interface RunningCommand {
  pid: number | undefined;
  done: Promise<RunResult>;
  /** SIGKILL to every process of the run, plugins included, as a crash of the machine would. */
  kill: () => Promise<void>;
  /** SIGINT to the CLI, as the first Ctrl-C. */
  interrupt: () => void;
}

export interface OperationOptions extends RunOptions {
  /** More arguments, as they are. */
  args?: string[];
  diff?: boolean;
  expectNoChanges?: boolean;
}

export interface UpdateOptions extends OperationOptions {
  /** Preview first, as a user's `up` does; default: `--skip-preview`. */
  withPreview?: boolean;
}

/** What is read of a step of `preview --json`. */
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
