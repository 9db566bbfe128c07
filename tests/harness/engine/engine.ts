import type { Clock } from "../../../provider/client/http/clock";
import type { RunClaims } from "../../../provider/session/run-claims";
import { Session } from "../../../provider/session/session";
import type { DeploymentOptions } from "./asked";
import { Deployment } from "./deployment";
import { Providers } from "./providers";
import { State, type Step } from "./state";
import type { Properties } from "./values";

/** A program registers its resources with the deployment, and returns the stack's outputs if it has any. */
export type Program = (deployment: Deployment, run: Run) => Promise<Properties | undefined>;

/** The facts of the run that a program gets. */
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
  /** The errors by URN. A replaced resource has a key beside that of its replacement. */
  readonly errors: Readonly<Record<string, Error>>;
  /** The first failure, as the engine shows it. */
  readonly error: string | undefined;
  /** The provider's lines. */
  readonly lines: readonly string[];
}

/**
 * The real engine's work with dynamic resources, in this process: it keeps a state, calls the provider as the host
 * does, and honours partial failures. Each operation has its own session, as each `up` has its own provider process.
 * `differential.test.ts` compares it with the real engine.
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

  /** A copy with the same state, for trials. */
  copy(): Engine {
    return new Engine({ ...this.options, config: this.config }, this.state.copy());
  }

  /**
   * A Ctrl-C: the running operation takes no further step. The engine tells the plugin of it, and not the dynamic host.
   */
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

/** The claims that the provider processes of one run share. */
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
