import { CozeApi } from "./client/api";
import { Caller } from "./client/call";
import { findCredentials } from "./client/credentials";
import { copyConfig, resolveSettings, type RawConfig, type Settings } from "./client/settings";
import { Registry } from "./registry";

/**
 * What the resources of one provider process share. Nothing is read or started before the first operation asks for it:
 * the host runs operations while it is still waiting for `configure`.
 */
export class Session {
  readonly registry = new Registry();
  private config: RawConfig = {};
  private made: { settings?: Settings; source?: string; api?: CozeApi } = {};

  constructor(
    private readonly env: NodeJS.ProcessEnv = process.env,
    private readonly write: (line: string) => void = (line) => console.error(line),
  ) {}

  /** Copies plain values, at once. */
  configure(get: (key: string) => string | undefined): void {
    this.config = copyConfig(get);
    this.made = {};
  }

  settings(): Settings {
    return (this.made.settings ??= resolveSettings(this.config, this.env));
  }

  api(): CozeApi {
    return (this.made.api ??= this.connect());
  }

  /** Where the token comes from, for messages. */
  tokenSource(): string {
    this.api();
    return this.made.source ?? "";
  }

  /** One line for the user. The engine shows it without saying which resource it is about, so the line does. */
  log(kind: string, resource: unknown, botId: string | undefined, message: string): void {
    const name = typeof resource === "string" ? ` ${resource}` : "";
    this.write(`coze:${kind}${name}${botId ? ` (bot ${botId})` : ""}: ${message}`);
  }

  private connect(): CozeApi {
    const settings = this.settings();
    const credentials = findCredentials(this.config, this.env);
    this.made.source = credentials.source;
    return new CozeApi(new Caller(settings, credentials));
  }
}
