import { hosted, type HostedProvider } from "../../../provider/host/dynamic";
import { KINDS, type ResourceKind } from "../../../provider/kinds";
import type { Session } from "../../../provider/session/session";
import { pluginHost, pluginProcess } from "./plugin-host";
import { revealed, type Properties } from "./values";

/**
 * A host as the engine calls it. The dynamic host gets no old inputs in a diff, a read and an update, and the engine
 * does not call it for a create or an update in a preview.
 */
export interface Host extends Pick<HostedProvider, "configure" | "check" | "create" | "delete"> {
  diff(id: string, olds: Properties, news: Properties, oldInputs: Properties): ReturnType<HostedProvider["diff"]>;
  read(id: string, props: Properties, inputs: Properties): ReturnType<HostedProvider["read"]>;
  update(id: string, olds: Properties, news: Properties, oldInputs: Properties): ReturnType<HostedProvider["update"]>;
  readonly preview?: Pick<Host, "create" | "update">;
  import?(id: string): Promise<{ readonly props: Properties; readonly inputs: Properties }>;
}

let host: (session: Session) => Readonly<Record<Kind, Host>> = hostedBy;

/** From now on, new engines call the plugin's host instead of the dynamic one. */
export function useThePlugin(): void {
  host = pluginHost;
}

/** Whether a preview knows the outputs that an edit does not change. */
export const previewsOutputs = (): boolean => host === pluginHost;

export type Kind = ResourceKind;

export function ofEach<T>(make: (kind: Kind) => T): Readonly<Record<Kind, T>> {
  const kinds = Object.keys(KINDS) as Kind[];
  return Object.fromEntries(kinds.map((kind) => [kind, make(kind)])) as Record<Kind, T>;
}

type Config = Readonly<Record<string, string | undefined>>;

/** The providers of `provider/runtime.ts`, but for this session instead of the one of the process. */
function hostedBy(session: Session): Readonly<Record<Kind, HostedProvider>> {
  return ofEach((kind) => hosted(kind, async () => (await KINDS[kind]()).lifecycle(session), session));
}

export const PROVIDER_TYPE = "pulumi:providers:";
export const PLUGIN_TYPE = "coze:index:";

/** A provider process. It returns the hosts for the resource of a URN. */
type Process = (urn: string) => Readonly<Record<Kind, Host>>;

/** The types of the two forms. A resource of the plugin's types always has the plugin's host. */
const TYPE = /^(pulumi-nodejs:dynamic\/coze|coze:index):(\w+)$/;

/** The provider processes of one operation: the default ones, and one for each provider of the program. */
export class Providers {
  private readonly running = new Map<string, Process>();
  private readonly settings = new Map<string, Properties>();

  constructor(
    private readonly open: () => Session,
    /** The stack's configuration, for the default provider. */
    private readonly config: Config,
  ) {}

  /** Takes the settings of a provider from the program or the state. */
  configure(urn: string, settings: Properties): void {
    this.settings.set(urn, settings);
    for (const key of [...this.running.keys()]) if (key.endsWith(` ${urn}`)) this.running.delete(key);
  }

  async of({ type, provider, urn = "" }: { type: string; provider?: string; urn?: string }): Promise<Host> {
    const [, form, kind = ""] = TYPE.exec(type) ?? [];
    const providerUrn = provider?.split("::").slice(0, -1).join("::") ?? "";
    const key = `${form ?? ""} ${providerUrn}`;
    const found = this.running.get(key) ?? (await this.start(key, providerUrn, form === "coze:index"));
    // By an alias the URN may have the type of the other form. Then the resource is found by its name.
    const hosts = found(urn.includes(`${type}::`) ? urn : "");
    if (form === undefined || !(kind in hosts)) throw new Error(`this engine has no provider for ${type}`);
    return hosts[kind as Kind];
  }

  private async start(key: string, providerUrn: string, isPlugin: boolean): Promise<Process> {
    const settings = this.settings.get(providerUrn);
    const config = settings === undefined ? this.config : (revealed(settings) as Config);
    const process = this.processOf(isPlugin);
    this.running.set(key, process);
    for (const one of Object.values(process(""))) await one.configure({ config: { get: (name) => config[name] } });
    return process;
  }

  private processOf(isPlugin: boolean): Process {
    if (isPlugin) return pluginProcess(this.open());
    const hosts = host(this.open());
    return () => hosts;
  }
}
