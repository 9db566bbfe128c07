import type { Clock } from "../../../provider/client/http/clock";
import { botLifecycle } from "../../../provider/resources/bot/lifecycle";
import { datasetLifecycle } from "../../../provider/resources/dataset/lifecycle";
import { documentLifecycle } from "../../../provider/resources/document/lifecycle";
import { hosted, type HostedProvider } from "../../../provider/host/dynamic";
import type { Props } from "../../../provider/host/lifecycle";
import { publicationLifecycle } from "../../../provider/resources/publication/lifecycle";
import { Session } from "../../../provider/session/session";

/** A resource as the state holds it. */
export interface Recorded {
  readonly id: string;
  readonly inputs: Props;
  readonly outputs: Props;
  readonly initErrors: readonly string[];
}

/** What a program declares: a bot with its publication, a knowledge base with a document; each where it has one. */
export interface Program {
  readonly bot?: Props;
  readonly publication?: Props;
  readonly dataset?: Props;
  readonly document?: Props;
}

export interface Outcome {
  /** The first failure, as the engine shows it. */
  readonly error: string | undefined;
  /** What the provider printed. */
  readonly lines: readonly string[];
}

type Kind = "bot" | "publication" | "dataset" | "document";

/**
 * The engine's part, in this process: keeps the state, calls the provider in the order of the dependencies, and honours
 * partial failures. Each operation has a session of its own, as each `up` has a process of its own.
 */
export class Engine {
  readonly state = new Map<Kind, Recorded>();

  constructor(
    private readonly config: Record<string, string>,
    private readonly clock: Clock,
    private readonly env: NodeJS.ProcessEnv = {},
  ) {}

  up(program: Program): Promise<Outcome> {
    return this.operation(async (providers) => {
      if (program.dataset) {
        const { outputs } = await this.register("dataset", providers.dataset, program.dataset);
        const { datasetId, spaceId } = outputs;
        if (program.document) {
          await this.register("document", providers.document, { datasetId, spaceId, ...program.document });
        }
      }
      if (!program.bot) return;
      const { outputs } = await this.register("bot", providers.bot, program.bot);
      if (!program.publication) return;
      const { contentHash, promotionHash, spaceId, botId } = outputs;
      const declared = { botId, spaceId, contentHash, promotionHash, ...program.publication };
      await this.register("publication", providers.publication, declared);
    });
  }

  refresh(): Promise<Outcome> {
    return this.operation(async (providers) => {
      for (const [kind, old] of [...this.state]) {
        const found = await providers[kind].read(old.id, old.outputs);
        const inputs = sent({ ...(found.inputs as Props), __provider: "text" });
        if (found.id === "") this.state.delete(kind);
        else this.record(kind, { id: found.id, inputs, outputs: outputs(found.props), initErrors: [] });
      }
    });
  }

  destroy(): Promise<Outcome> {
    return this.operation(async (providers) => {
      for (const [kind, old] of [...this.state].reverse()) {
        await providers[kind].delete(old.id, old.outputs);
        this.state.delete(kind);
      }
    });
  }

  private async register(kind: Kind, provider: HostedProvider, declared: Props): Promise<Recorded> {
    const old = this.state.get(kind);
    const program = sent({ ...declared, __resource: "support", __provider: "text" });
    const checked = await provider.check(old?.inputs ?? {}, program);
    if (checked.failures.length > 0) throw new Error(checked.failures.map(({ reason }) => reason).join("; "));
    const inputs = sent({ ...(checked.inputs as Props), __provider: "text" });
    const create = (): Promise<Recorded> =>
      this.recorded(kind, inputs, async () => {
        const { id, outs } = await provider.create(inputs);
        return { id, inputs, outputs: outputs(outs), initErrors: [] };
      });
    if (!old) return create();
    const { changes, replaces } = await provider.diff(old.id, old.outputs, inputs);
    if (replaces.length > 0) {
      if (kind !== "document") throw new Error(`a replacement for ${replaces.join(", ")}`);
      const made = await create();
      await provider.delete(old.id, old.outputs);
      return made;
    }
    // What failed half-way is updated, whatever the diff says.
    if (!changes && old.initErrors.length === 0) return this.record(kind, { ...old, inputs });
    return this.recorded(kind, inputs, async () => {
      const { outs } = await provider.update(old.id, old.outputs, inputs);
      return { id: old.id, inputs, outputs: outputs(outs), initErrors: [] };
    });
  }

  /** Records what the step reached, also where it failed half-way. */
  private async recorded(kind: Kind, inputs: Props, step: () => Promise<Recorded>): Promise<Recorded> {
    try {
      return this.record(kind, await step());
    } catch (thrown) {
      const error = thrown as Error & { id?: string; properties?: Props; reasons?: string[] };
      if (error.id !== undefined) {
        const initErrors = error.reasons ?? [];
        this.record(kind, { id: error.id, inputs, outputs: sent(error.properties ?? {}), initErrors });
      }
      throw error;
    }
  }

  private record(kind: Kind, recorded: Recorded): Recorded {
    this.state.set(kind, recorded);
    return recorded;
  }

  private async operation(steps: (providers: Record<Kind, HostedProvider>) => Promise<void>): Promise<Outcome> {
    const lines: string[] = [];
    const session = new Session({ env: this.env, write: (line) => lines.push(line), clock: this.clock });
    const providers = {
      bot: hosted("Bot", botLifecycle(session), session),
      publication: hosted("Publication", publicationLifecycle(session), session),
      dataset: hosted("Dataset", datasetLifecycle(session), session),
      document: hosted("Document", documentLifecycle(session), session),
    };
    for (const provider of Object.values(providers)) {
      await provider.configure({ config: { get: (key) => this.config[key] } });
    }
    try {
      await steps(providers);
      return { error: undefined, lines };
    } catch (error) {
      return { error: (error as Error).message, lines };
    }
  }
}

function outputs(outs: unknown): Props {
  return sent({ ...(outs as Props), __provider: "text" });
}

/** Through the engine and back: what JSON does not hold would have failed there. */
function sent(props: Props): Props {
  const holds = (value: unknown): boolean =>
    value === null ||
    ["string", "boolean", "number"].includes(typeof value) ||
    (typeof value === "object" && Object.values(value).every(holds));
  const defined = Object.fromEntries(Object.entries(props).filter(([, value]) => value !== undefined));
  if (!holds(defined)) throw new Error("Unexpected struct type");
  return structuredClone(defined);
}
