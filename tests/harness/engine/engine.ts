import type { Clock } from "../../../provider/client/http/clock";
import type { RunClaims } from "../../../provider/session/run-claims";
import { Session } from "../../../provider/session/session";
import type { DeploymentOptions } from "./asked";
import { Deployment } from "./deployment";
import { Providers } from "./providers";
import { State, type Step } from "./state";
import type { Properties } from "./values";

/** A program: registers its resources with the deployment, and returns the stack's outputs where it has any. */
export type Program = (deployment: Deployment, run: Run) => Promise<Properties | undefined>;

/** What a program is told of the run. */
export interface Run {
  readonly preview: boolean;
  readonly env: Environment;
  readonly config: Config;
}

type Environment = Readonly<Record<string, string | undefined>>;
type Config = Readonly<Record<string, string | undefined>>;

export interface EngineOptions {
  /** The stack's configuration, by full keys. */
  readonly config?: Config;
  readonly env?: Environment;
  readonly clock?: Clock;
}

export type OperationOptions = Pick<DeploymentOptions, "continueOnError" | "replace" | "targets"> & {
  readonly env?: Environment;
};

export interface Outcome {
  readonly steps: readonly Step[];
  /** By URN; of what was replaced, they are beside those of what took its place. */
  readonly errors: Readonly<Record<string, Error>>;
  /** The first failure, as the engine shows it. */
  readonly error: string | undefined;
  /** What the provider printed. */
  readonly lines: readonly string[];
}

/**
 * What the real engine does with dynamic resources, in this process: keeps a state, calls the provider as its host calls it,
 * and honours partial failures. Each operation has a session of its own, as each `up` has a provider process.
 * `differential.test.ts` holds it to the real one.
 */
export class Engine {
  outputs: Properties = {};
  config: Config;
  private running: { readonly deployment: Deployment; readonly sessions: readonly Session[] } | undefined;

  constructor(
    readonly options: EngineOptions,
    public state = new State(),
  ) {
    this.config = options.config ?? {};
  }

  /** The same state, to try something on. */
  copy(): Engine {
    return new Engine({ ...this.options, config: this.config }, this.state.copy());
  }

  /** A Ctrl-C: no further step of what runs. The plugin is told, the dynamic host is not. */
  interrupt({ tellsProvider }: { readonly tellsProvider: boolean }): void {
    this.running?.deployment.cancel();
    if (tellsProvider) for (const session of this.running?.sessions ?? []) session.cancel();
  }

  up(program: Program, options: OperationOptions = {}): Promise<Outcome> {
    return this.operate(this.state, options, async (deployment, run) => {
      const outputs = await program(deployment, run);
      await deployment.finish();
      if (outputs) this.outputs = outputs;
    });
  }

  preview(program: Program, options: OperationOptions = {}): Promise<Outcome> {
    return this.operate(this.state.copy(), { ...options, preview: true }, async (deployment, run) => {
      await program(deployment, run);
      await deployment.finish();
    });
  }

  refresh(options: OperationOptions & { previewOnly?: boolean } = {}): Promise<Outcome> {
    const state = options.previewOnly ? this.state.copy() : this.state;
    return this.operate(state, options, (deployment) => deployment.refresh());
  }

  destroy(options: OperationOptions = {}): Promise<Outcome> {
    return this.operate(this.state, options, async (deployment) => {
      await deployment.destroy();
      if (this.state.all.length === 0) this.outputs = {};
    });
  }

  private async operate(
    state: State,
    options: OperationOptions & DeploymentOptions,
    work: (deployment: Deployment, run: Run) => Promise<void>,
  ): Promise<Outcome> {
    const lines: string[] = [];
    const env = { ...this.options.env, ...options.env };
    const { clock } = this.options;
    const sessions: Session[] = [];
    const run = new RunOfProcesses();
    const open = (): Session => {
      const session = new Session({
        env,
        write: (line) => lines.push(line),
        claims: run.process(),
        ...(clock && { clock }),
      });
      sessions.push(session);
      return session;
    };
    const deployment = new Deployment(state, new Providers(open, this.config), options);
    this.running = { deployment, sessions };
    let failed: Error | undefined;
    try {
      await work(deployment, { preview: options.preview ?? false, env, config: this.config });
    } catch (error) {
      failed = error as Error;
    }
    const { steps, errors } = deployment;
    const [first = failed] = Object.values(errors);
    return { steps, errors, error: first?.message, lines };
  }
}

/** What the provider processes of one run tell each other. */
class RunOfProcesses {
  private readonly claims: { object: string; resource: string; process: object }[] = [];

  process(): RunClaims {
    const process = {};
    return {
      note: (object, resource) => this.claims.push({ object, resource, process }),
      keeperOf: (object) => this.claims.find((one) => one.object === object && one.process !== process)?.resource,
    };
  }
}
