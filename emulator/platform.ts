import { CallLog } from "./call-log";
import { OAuthApp } from "./auth/oauth-app";
import { permissionPoints, Tokens, type Identity } from "./auth/tokens";
import { BotStore } from "./bots/store";
import { ChatStore } from "./chat/store";
import { FileStore } from "./files/store";
import { FaultQueue } from "./faults/fault-queue";
import { Ids } from "./ids";
import { KnowledgeStore } from "./knowledge/store";
import { RateLimiter } from "./rate-limit";
import { applySettings, defaultSettings, type Settings, type SettingsPatch } from "./settings";

/** Everything that the emulated platform knows; the API and the control interface work on one. */
export class Platform {
  settings: Settings = defaultSettings;
  limiter: RateLimiter | undefined;
  readonly ids = new Ids();
  readonly log = new CallLog();
  readonly faults = new FaultQueue();
  readonly tokens = new Tokens();
  readonly bots = new BotStore(this);
  readonly files = new FileStore(this);
  readonly knowledge = new KnowledgeStore(this);
  readonly chat = new ChatStore(this);
  readonly oauthApp = new OAuthApp(this.ids.next());
  /** The user that the start-up tokens, the OAuth app and the console's actions belong to. */
  readonly userId = this.ids.next();
  readonly spaces = new Set<string>();
  /** Aborted when the emulator closes. */
  readonly closed = new AbortController();

  set(patch: SettingsPatch): Settings {
    this.settings = applySettings(this.settings, patch);
    if (patch.rateLimit !== undefined) {
      this.limiter = this.settings.rateLimit ? new RateLimiter(this.settings.rateLimit) : undefined;
    }
    return this.settings;
  }

  /** Milliseconds by the server's clock. */
  now(): number {
    return Date.now() + this.settings.clockSkewMs;
  }

  addSpace(): string {
    const spaceId = this.ids.next();
    this.spaces.add(spaceId);
    return spaceId;
  }

  /** By default all points, and all spaces that there are. */
  identity(options: { permissions?: readonly string[]; spaces?: readonly string[]; userId?: string } = {}): Identity {
    return {
      userId: options.userId ?? this.userId,
      permissions: new Set(options.permissions ?? permissionPoints),
      spaces: new Set(options.spaces ?? this.spaces),
    };
  }
}
