import { copyFile, readFile, writeFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { PulumiCli } from "../../../tools/pulumi-cli/get";
import { SIGNATURE } from "../marks";
import { startCommand } from "./command";
import { type ProgramOptions, writeProgramFiles } from "./program";
import type {
  ConfigValue,
  OperationOptions,
  PreviewStep,
  RunningCommand,
  RunOptions,
  RunResult,
  StackState,
  UpdateOptions,
} from "./types";
import { writeStack } from "./stack-files";
import type { Vault } from "./vault";
import type { Watchdog } from "./watchdog";

export interface WorkspaceSpec {
  cli: PulumiCli;
  directory: string;
  backendDir: string;
  /**
   * The folder in the workspace with the program, or with Pulumi.yaml and the stacks' config of a program elsewhere.
   */
  ownProjectDir: string;
  projectDir?: string;
  env: NodeJS.ProcessEnv;
  watchdog: Watchdog;
  vault: Vault;
  stack?: string;
  timeoutMs?: number;
}

interface StoredState {
  readonly version: number;
  readonly checkpoint: { readonly latest?: StackState["deployment"] };
}

// These commands run the program or its provider from the project's directory, and take `--config-file`.
const RUNS_IN_PROJECT = new Set(["up", "update", "preview", "refresh", "destroy", "import", "watch"]);

/** One project and its stacks on the real engine. */
export class Workspace {
  readonly directory: string;
  readonly backendDir: string;
  readonly projectDir: string;
  private currentStack: string;
  private readonly initialised = new Map<string, Promise<void>>();

  constructor(private readonly spec: WorkspaceSpec) {
    this.directory = spec.directory;
    this.backendDir = spec.backendDir;
    this.projectDir = spec.projectDir ?? spec.ownProjectDir;
    this.currentStack = spec.stack ?? "dev";
  }

  get stack(): string {
    return this.currentStack;
  }

  /** The environment in which a command beside the CLI finds the CLI and the stack. */
  get environment(): NodeJS.ProcessEnv {
    return { ...this.spec.env, PULUMI_STACK: this.currentStack };
  }

  /** The file with the current stack's config. */
  get configFile(): string {
    return join(this.spec.ownProjectDir, `Pulumi.${this.currentStack}.yaml`);
  }

  /** Writes the program, or a new edition of it. It sees the checkout's node_modules, `pulumi-coze` included. */
  async writeProgram(source: string, files: Record<string, string> = {}, options: ProgramOptions = {}): Promise<void> {
    if (this.spec.projectDir) throw new Error("This workspace runs an existing project, which is not written to.");
    await writeProgramFiles(this.projectDir, source, files, options);
    this.spec.env.PULUMI_COZE_PLAIN_JS = options.language === "ts" ? undefined : "true";
  }

  /** Selects the stack of all later commands. The first of them makes it. */
  selectStack(name: string): void {
    this.currentStack = name;
  }

  /** Runs a CLI command on the current stack. */
  async run(args: string[], options: RunOptions = {}): Promise<RunResult> {
    return (await this.start(args, options)).done;
  }

  /** As `run`, but returns while the command is at work. */
  async start(args: string[], options: RunOptions = {}): Promise<RunningCommand> {
    await this.init();
    return this.startNow(args, options);
  }

  up(options: UpdateOptions = {}): Promise<RunResult> {
    return this.operate("up", options);
  }

  preview(options: OperationOptions = {}): Promise<RunResult> {
    return this.operate("preview", options);
  }

  refresh(options: UpdateOptions = {}): Promise<RunResult> {
    return this.operate("refresh", options);
  }

  destroy(options: UpdateOptions = {}): Promise<RunResult> {
    return this.operate("destroy", options);
  }

  /** The steps of a `preview`. A step without a change is a `same`. */
  async previewSteps(options: OperationOptions = {}): Promise<PreviewStep[]> {
    const { stdout } = await this.preview({ ...options, args: ["--json", ...(options.args ?? [])] });
    return (JSON.parse(stdout) as { steps: PreviewStep[] }).steps;
  }

  /**
   * The stack's outputs with secrets in clear. Outputs without secrets are read from the backend's file, without a
   * command.
   */
  async outputs(): Promise<Record<string, unknown>> {
    const { deployment } = await this.storedState();
    const { outputs = {} } = deployment.resources?.find(({ type }) => type === "pulumi:pulumi:Stack") ?? {};
    if (!JSON.stringify(outputs).includes(SIGNATURE)) return outputs;
    const { stdout } = await this.run(["stack", "output", "--json", "--show-secrets"]);
    return JSON.parse(stdout) as Record<string, unknown>;
  }

  /** The state. Secrets stay encrypted unless `showSecrets` is set. */
  async exportState({ showSecrets = false } = {}): Promise<StackState> {
    if (!showSecrets) return this.storedState();
    const { stdout } = await this.run(["stack", "export", "--show-secrets"]);
    return JSON.parse(stdout) as StackState;
  }

  async importState(state: StackState): Promise<void> {
    const file = join(this.directory, "tmp", "state.json");
    await writeFile(file, JSON.stringify(state));
    await this.run(["stack", "import", "--file", file]);
  }

  async setConfig(key: string, value: string): Promise<void> {
    await this.setConfigs({ [key]: value });
  }

  /** Sets several keys with one command. */
  async setConfigs(values: Record<string, string | ConfigValue>): Promise<void> {
    const args = Object.entries(values).flatMap(([key, value]) =>
      typeof value === "string" ? ["--plaintext", `${key}=${value}`] : ["--secret", `${key}=${value.secret}`],
    );
    await this.run(["config", "set-all", ...args]);
  }

  /** Ends what still runs and removes the directory. */
  async close(): Promise<void> {
    await this.spec.watchdog.close();
    this.spec.vault.close();
  }

  /** The output of `stack export`, read from the backend's file, which saves half a second. */
  private async storedState(): Promise<StackState> {
    await this.init();
    const file = join(this.backendDir, ".pulumi", "stacks", await this.projectName(), `${this.currentStack}.json`);
    const { version, checkpoint } = JSON.parse(await readFile(file, "utf8")) as StoredState;
    return { version, deployment: checkpoint.latest ?? {} };
  }

  private async projectName(): Promise<string> {
    const text = await readFile(join(this.spec.ownProjectDir, "Pulumi.yaml"), "utf8");
    return /^name: *(.*)$/m.exec(text)?.[1] ?? "";
  }

  private operate(name: "up" | "preview" | "refresh" | "destroy", options: UpdateOptions): Promise<RunResult> {
    const { args = [], diff, expectNoChanges, withPreview, ...runOptions } = options;
    const previewOnly = name === "preview" || args.includes("--preview-only");
    return this.run(
      [
        name,
        ...(previewOnly ? [] : ["--yes"]),
        ...(previewOnly || withPreview ? [] : ["--skip-preview"]),
        ...(diff ? ["--diff"] : []),
        ...(expectNoChanges ? ["--expect-no-changes"] : []),
        ...args,
      ],
      runOptions,
    );
  }

  private init(): Promise<void> {
    const stack = this.currentStack;
    const done = this.initialised.get(stack) ?? this.initStack(stack);
    this.initialised.set(stack, done);
    return done;
  }

  private async initStack(stack: string): Promise<void> {
    const { projectDir, ownProjectDir } = this.spec;
    if (projectDir) {
      const files = ["Pulumi.yaml", `Pulumi.${stack}.yaml`];
      for (const file of files.filter((f) => existsSync(join(projectDir, f)))) {
        if (!existsSync(join(ownProjectDir, file))) await copyFile(join(projectDir, file), join(ownProjectDir, file));
      }
    }
    await writeStack({
      backendDir: this.backendDir,
      configFile: this.configFile,
      project: await this.projectName(),
      stack,
    });
  }

  private startNow(args: string[], options: RunOptions): RunningCommand {
    const { cli, projectDir, ownProjectDir, env, watchdog, timeoutMs = 500_000 } = this.spec;
    const inProject = projectDir !== undefined && RUNS_IN_PROJECT.has(args[0] ?? "");
    return startCommand(
      {
        command: cli.command,
        args: [
          ...args,
          "--non-interactive",
          "--color",
          "never",
          ...(inProject ? ["--config-file", this.configFile] : []),
        ],
        cwd: inProject ? projectDir : ownProjectDir,
        env: { ...env, PULUMI_STACK: this.currentStack },
        timeoutMs,
        watchdog,
      },
      options,
    );
  }
}
