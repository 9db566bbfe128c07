import { hosted, type HostedProvider } from "../../../provider/host/dynamic";
import { KINDS, type ResourceKind } from "../../../provider/kinds";
import type { Session } from "../../../provider/session/session";
import { pluginHost } from "./plugin-host";
import { revealed, type Properties } from "./values";

/**
 * A host as the engine calls it. The dynamic one gets no old inputs of a diff, a read and an update, and is not asked in previews of a
 * create and an update.
 */
export interface Host extends Pick<HostedProvider, "configure" | "check" | "create" | "delete"> {
  diff(id: string, olds: Properties, news: Properties, oldInputs: Properties): ReturnType<HostedProvider["diff"]>;
  read(id: string, props: Properties, inputs: Properties): ReturnType<HostedProvider["read"]>;
  update(id: string, olds: Properties, news: Properties, oldInputs: Properties): ReturnType<HostedProvider["update"]>;
  readonly preview?: Pick<Host, "create" | "update">;
}

let host: (session: Session) => Readonly<Record<Kind, Host>> = hostedBy;

/** Has all engines that start from now on call the plugin's host instead of the dynamic one. */
export function useThePlugin(): void {
  host = pluginHost;
}

/** Whether a preview knows the outputs that an edit leaves as they are. */
export const previewsOutputs = (): boolean => host === pluginHost;

export type Kind = ResourceKind;

/** A record of all kinds. */
export function ofEach<T>(make: (kind: Kind) => T): Readonly<Record<Kind, T>> {
  const kinds = Object.keys(KINDS) as Kind[];
  return Object.fromEntries(kinds.map((kind) => [kind, make(kind)])) as Record<Kind, T>;
}

type Config = Readonly<Record<string, string | undefined>>;

/** What `provider/runtime.ts` has for the process that loads it, for a session of one's own. */
function hostedBy(session: Session): Readonly<Record<Kind, HostedProvider>> {
  return ofEach((kind) => hosted(kind, async () => (await KINDS[kind]()).lifecycle(session), session));
}

export const PROVIDER_TYPE = "pulumi:providers:";

/** The provider processes of one operation: the default one, and one for each provider that the program makes. */
export class Providers {
  private readonly running = new Map<string, Readonly<Record<Kind, Host>>>();
  private readonly settings = new Map<string, Properties>();

  constructor(
    private readonly open: () => Session,
    /** The stack's configuration, which is the default provider's. */
    private readonly config: Config,
  ) {}

  /** Takes the settings of a provider that the program makes, or that the state holds. */
  configure(urn: string, settings: Properties): void {
    this.settings.set(urn, settings);
    this.running.delete(urn);
  }

  async of({ type, provider }: { type: string; provider?: string }): Promise<Host> {
    const urn = provider?.split("::").slice(0, -1).join("::") ?? "";
    const found = this.running.get(urn) ?? (await this.start(urn));
    const [, kind] = /^pulumi-nodejs:dynamic\/coze:(\w+)$/.exec(type) ?? [];
    if (kind === undefined || !(kind in found)) throw new Error(`this engine has no provider for ${type}`);
    return found[kind as Kind];
  }

  private async start(urn: string): Promise<Readonly<Record<Kind, Host>>> {
    const settings = this.settings.get(urn);
    const config = settings === undefined ? this.config : (revealed(settings) as Config);
    const all = host(this.open());
    this.running.set(urn, all);
    for (const one of Object.values(all)) await one.configure({ config: { get: (key) => config[key] } });
    return all;
  }
}
