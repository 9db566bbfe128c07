import { botLifecycle } from "../../../provider/resources/bot/lifecycle";
import { hosted, type HostedProvider } from "../../../provider/host/dynamic";
import type { Props } from "../../../provider/host/lifecycle";
import { publicationLifecycle } from "../../../provider/resources/publication/lifecycle";
import { Session } from "../../../provider/session/session";
import type { Emulator } from "../../../emulator";

type Kind = "bot" | "publication";
type Env = Record<string, string>;

/** What a resource's `up` did. */
type Step = "created" | "updated" | "same";

/** The environment by which a provider process reaches the emulator. */
export const envOf = ({ url, token, spaceId }: Emulator): Env => ({
  COZE_API_BASE: url,
  COZE_API_TOKEN: token,
  COZE_SPACE_ID: spaceId,
});

/** One resource, as the engine keeps it, in this process. Each step has a session of its own, as each run has a process. */
export class Managed {
  id = "";
  inputs: Props = {};
  outputs: Props = {};

  constructor(
    private readonly kind: Kind,
    private readonly env: Env,
  ) {}

  async up(declared: Props): Promise<Step> {
    const provider = await this.provider();
    const news = { ...declared, __resource: "support", __provider: "text" };
    const { inputs, failures } = await provider.check(this.inputs, news);
    if (failures.length > 0) throw new Error(failures.map(({ reason }) => reason).join("; "));
    const checked = inputs as Props;
    if (this.id === "") {
      const { id, outs } = await provider.create(checked);
      Object.assign(this, { id, inputs: checked, outputs: outs });
      return "created";
    }
    const { changes } = await provider.diff(this.id, this.outputs, checked);
    this.inputs = checked;
    if (!changes) return "same";
    this.outputs = (await provider.update(this.id, this.outputs, checked)).outs as Props;
    return "updated";
  }

  /** The inputs that a refresh shows as changed, by their paths; the engine shows them only where `diff` says so, too. */
  async refresh(env: Env = this.env): Promise<string[]> {
    const provider = await this.provider(env);
    const found = await provider.read(this.id, this.outputs);
    if (found.id === "") throw new Error("the refresh has dropped the resource");
    const before = this.inputs;
    const { changes } = await provider.diff(this.id, found.props as Props, before);
    Object.assign(this, { inputs: found.inputs, outputs: found.props });
    if (!changes) return [];
    const shown = changedPaths(before, this.inputs);
    if (shown.length === 0) throw new Error("the refresh reports a change and shows none");
    return shown;
  }

  /** The message with which a step fails. */
  async refusal(step: "read" | "delete", env: Env): Promise<string> {
    const provider = await this.provider(env);
    return provider[step](this.id, this.outputs).then(
      () => "it did not fail",
      (error: unknown) => (error as Error).message,
    );
  }

  private async provider(env: Env = this.env): Promise<HostedProvider> {
    const session = new Session({ env, write: () => undefined });
    const provider =
      this.kind === "bot"
        ? hosted("Bot", botLifecycle(session), session)
        : hosted("Publication", publicationLifecycle(session), session);
    await provider.configure({ config: { get: (key) => CONFIG[key] } });
    return provider;
  }
}

const CONFIG: Env = { "coze:allowSameName": "true", "coze:requestsPerSecond": "10000", "coze:maxRetries": "0" };

/** Paths of leaves that are not the same; hashes and what is the provider's own are not among them. */
function changedPaths(before: unknown, after: unknown, path: string[] = []): string[] {
  if (path[0]?.startsWith("__") || path[0] === "contentHash" || path[0] === "promotionHash") return [];
  const isBlock = (value: unknown): value is Props =>
    typeof value === "object" && value !== null && !Array.isArray(value);
  if (!isBlock(before) || !isBlock(after)) {
    return JSON.stringify(before) === JSON.stringify(after) ? [] : [path.join(".")];
  }
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return keys.flatMap((key) => changedPaths(before[key], after[key], [...path, key]));
}
