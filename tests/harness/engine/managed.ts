import { CI } from "../ci";
import type { Emulator } from "../../../emulator";
import { declaredProgram } from "./declared";
import { Engine, type Outcome } from "./engine";
import { urnOf } from "./names";
import type { Recorded, Step } from "./state";
import type { Properties } from "./values";

type Env = Record<string, string>;

/** The environment with which a provider process reaches the emulator. */
export const envOf = ({ url, token, spaceId }: Emulator): Env => ({
  COZE_API_BASE: url,
  COZE_API_TOKEN: token,
  COZE_SPACE_ID: spaceId,
});

const CONFIG: Env = { "coze:allowSameName": "true", "coze:requestsPerSecond": "10000", "coze:maxRetries": "0" };
const KINDS = { bot: "Bot", publication: "Publication" } as const;
const DONE = { create: "created", update: "updated", same: "same" } as const;

/** A stack of one resource, without a program. */
export class Managed {
  private readonly kind: "Bot" | "Publication";
  private readonly engine: Engine;

  constructor(kind: keyof typeof KINDS, env: Env) {
    this.kind = KINDS[kind];
    this.engine = new Engine({ env: { ...CI, ...env }, config: CONFIG });
  }

  get id(): string {
    return this.recorded?.id ?? "";
  }

  get inputs(): Properties {
    return this.recorded?.inputs ?? {};
  }

  get outputs(): Properties {
    return this.recorded?.outputs ?? {};
  }

  /** Runs an `up` of the resource, and says what it did. */
  async up(declared: Properties): Promise<"created" | "updated" | "same"> {
    const program = declaredProgram([{ kind: this.kind, name: "support", inputs: () => declared }]);
    const { op } = this.stepOf(await this.engine.up(program));
    if (op in DONE) return DONE[op as keyof typeof DONE];
    throw new Error(`the up took the step ${op}`);
  }

  /** The paths of the inputs that a refresh shows as changed, without hashes and the provider's own inputs. */
  async refresh(env: Env = {}): Promise<string[]> {
    const { op, changes } = this.stepOf(await this.engine.refresh({ env }));
    if (op === "delete") throw new Error("the refresh has dropped the resource");
    if (op === "same") return [];
    const shown = Object.keys(changes).filter((path) => !/^(__|contentHash$|promotionHash$)/.test(path));
    if (shown.length === 0) throw new Error("the refresh reports a change and shows none");
    return shown;
  }

  /** The message of a refresh or a destroy that fails in another environment. */
  async refusal(operation: "refresh" | "destroy", env: Env): Promise<string> {
    const { error } = await this.engine.copy()[operation]({ env });
    return error ?? "it did not fail";
  }

  private stepOf({ error, steps }: Outcome): Step {
    if (error !== undefined) throw new Error(error);
    const step = steps.find(({ urn }) => urn === this.urn);
    if (!step) throw new Error("the run took no step");
    return step;
  }

  private get urn(): string {
    return urnOf(`pulumi-nodejs:dynamic/coze:${this.kind}`, "support");
  }

  private get recorded(): Recorded | undefined {
    return this.engine.state.live.get(this.urn);
  }
}
