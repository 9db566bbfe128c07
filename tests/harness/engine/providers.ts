import { hosted, type HostedProvider } from "../../../provider/host/dynamic";
import { botLifecycle } from "../../../provider/resources/bot/lifecycle";
import { datasetLifecycle } from "../../../provider/resources/dataset/lifecycle";
import { botTestLifecycle } from "../../../provider/resources/bot-test/lifecycle";
import { documentLifecycle } from "../../../provider/resources/document/lifecycle";
import { fileLifecycle } from "../../../provider/resources/file/lifecycle";
import { publicationLifecycle } from "../../../provider/resources/publication/lifecycle";
import type { Session } from "../../../provider/session/session";
import { revealed, type Properties } from "./values";

type Kind = "Bot" | "Publication" | "File" | "Dataset" | "Document" | "BotTest";
type Config = Readonly<Record<string, string | undefined>>;

/** What `provider/runtime.ts` has for the process that loads it, for a session of one's own. */
function hostedBy(session: Session): Record<Kind, HostedProvider> {
  return {
    Bot: hosted("Bot", botLifecycle(session), session),
    Publication: hosted("Publication", publicationLifecycle(session), session),
    File: hosted("File", fileLifecycle(session), session),
    Dataset: hosted("Dataset", datasetLifecycle(session), session),
    Document: hosted("Document", documentLifecycle(session), session),
    BotTest: hosted("BotTest", botTestLifecycle(session), session),
  };
}

export const PROVIDER_TYPE = "pulumi:providers:";

/** The provider processes of one operation: the default one, and one for each provider that the program makes. */
export class Providers {
  private readonly running = new Map<string, Record<Kind, HostedProvider>>();
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

  async of({ type, provider }: { type: string; provider?: string }): Promise<HostedProvider> {
    const urn = provider?.split("::").slice(0, -1).join("::") ?? "";
    const found = this.running.get(urn) ?? (await this.start(urn));
    const [, kind] = /^pulumi-nodejs:dynamic\/coze:(\w+)$/.exec(type) ?? [];
    if (kind === undefined || !(kind in found)) throw new Error(`this engine has no provider for ${type}`);
    return found[kind as Kind];
  }

  private async start(urn: string): Promise<Record<Kind, HostedProvider>> {
    const settings = this.settings.get(urn);
    const config = settings === undefined ? this.config : (revealed(settings) as Config);
    const all = hostedBy(this.open());
    this.running.set(urn, all);
    for (const one of Object.values(all)) await one.configure({ config: { get: (key) => config[key] } });
    return all;
  }
}
