import { setMaxListeners } from "node:events";
import type { KeyPair } from "./auth/keys";
import { OAuthApp } from "./auth/oauth-app";
import { permissionPoints, readOnlyPermissions, Tokens, type Identity } from "./auth/tokens";
import { BotStore } from "./bots/store";
import { CallLog } from "./call-log";
import { CallbackStore } from "./callbacks/store";
import { ChatStore, noChats } from "./chat/store";
import { realClock, type Clock, Ids, type Context } from "./context";
import { Events } from "./events";
import { FaultQueue } from "./faults/fault-queue";
import { FileStore } from "./files/store";
import { KnowledgeStore } from "./knowledge/store";
import { LibraryStore } from "./library/store";
import { RateLimiter } from "./rate-limit";
import { applySettings, defaultSettings, type Settings, type SettingsPatch } from "./settings";
import type { Account, PlatformState } from "./state/platform-state";
import { MemberStore } from "./workspaces/members";
import { WorkspaceStore } from "./workspaces/store";

export interface PlatformOptions {
  clock?: Clock | undefined;
  callLogSize?: number | undefined;
  oauthKeys?: KeyPair | undefined;
  spaceId?: string | undefined;
}

/** The whole emulated platform. The API and the control interface share one. */
export class Platform implements Context {
  readonly clock: Clock;
  settings: Settings = defaultSettings;
  limiter: RateLimiter | undefined;
  readonly ids = new Ids();
  readonly events = new Events();
  readonly log: CallLog;
  readonly faults = new FaultQueue(this);
  readonly tokens = new Tokens(this);
  readonly bots = new BotStore(this);
  readonly files = new FileStore(this);
  readonly knowledge = new KnowledgeStore(this);
  readonly chat = new ChatStore(this);
  readonly library = new LibraryStore(this);
  readonly workspaces = new WorkspaceStore(this);
  readonly members = new MemberStore(this);
  readonly callbacks = new CallbackStore(this);
  readonly oauthApp: OAuthApp;
  /** The user of the first tokens, of the OAuth app and of the console. */
  userId = this.ids.next();
  account: Account;
  /** Aborted when the emulator closes. */
  readonly closed = new AbortController();

  constructor({ clock = realClock, callLogSize, oauthKeys, spaceId: givenSpaceId }: PlatformOptions = {}) {
    this.clock = clock;
    // Each waiting call listens to it.
    setMaxListeners(0, this.closed.signal);
    this.log = new CallLog(this, callLogSize);
    this.oauthApp = new OAuthApp(this.ids.next(), oauthKeys);
    const spaceId = this.workspaces.add("Workspace", givenSpaceId);
    const otherSpaceId = this.workspaces.add("Other workspace");
    const token = this.tokens.add(this.identity());
    const readOnlyToken = this.tokens.add(this.identity({ permissions: readOnlyPermissions }));
    this.account = { spaceId, otherSpaceId, token, readOnlyToken };
  }

  set(patch: SettingsPatch): Settings {
    this.settings = applySettings(this.settings, patch);
    if (patch.rateLimit !== undefined) {
      this.limiter = this.settings.rateLimit ? new RateLimiter(this.settings.rateLimit, this.clock) : undefined;
    }
    this.events.changed("settings", "changed");
    return this.settings;
  }

  now(): number {
    return this.clock.now() + this.settings.clockSkewMs;
  }

  /** Default: all permission points, and all present spaces. */
  identity(options: { permissions?: readonly string[]; spaces?: readonly string[]; userId?: string } = {}): Identity {
    return {
      userId: options.userId ?? this.userId,
      permissions: new Set(options.permissions ?? permissionPoints),
      spaces: new Set(options.spaces ?? this.workspaces.list().map(({ id }) => id)),
    };
  }

  /** The whole platform as JSON. */
  dump(): PlatformState {
    return {
      format: 1,
      userId: this.userId,
      account: this.account,
      lastId: this.ids.dump(),
      settings: structuredClone(this.settings),
      oauthApp: this.oauthApp.dump(),
      tokens: this.tokens.dump(),
      workspaces: this.workspaces.list(),
      members: this.members.list(),
      callbacks: this.callbacks.list(),
      bots: this.bots.dump(),
      reviewedChannels: this.bots.reviewedChannels,
      files: this.files.list(),
      knowledge: this.knowledge.dump(),
      library: this.library.dump(),
      chat: this.chat.dump(),
    };
  }

  /** Loads a dump. If it has no settings, the current ones stay. */
  load(state: PlatformState): void {
    this.userId = state.userId;
    this.account = { ...state.account };
    this.ids.load(state.lastId);
    this.oauthApp.load(state.oauthApp);
    this.tokens.load(state.tokens);
    this.workspaces.load(state.workspaces);
    this.members.load(state.members ?? []);
    this.callbacks.load(state.callbacks ?? []);
    this.bots.load(state.bots, state.reviewedChannels);
    this.files.load(state.files);
    this.knowledge.load(state.knowledge);
    this.library.load(state.library);
    this.chat.load(state.chat ?? noChats);
    if (state.settings) this.set({ ...state.settings });
    this.events.changed("state", "loaded");
  }
}
