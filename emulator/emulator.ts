import type { HttpBindings } from "@hono/node-server";
import { Hono } from "hono";
import { routes } from "./api/routes";
import { serve } from "./api/serve";
import { readOnlyPermissions } from "./auth/tokens";
import type { BotView } from "./bots/bot";
import type { Call } from "./call-log";
import type { ChatStore } from "./chat/store";
import { Console } from "./console";
import { controlRoutes } from "./control/routes";
import type { FaultSpec } from "./faults/fault";
import type { FaultHandle } from "./faults/fault-queue";
import type { FileView } from "./files/store";
import type { KnowledgeStore } from "./knowledge/store";
import { Platform } from "./platform";
import { HttpServer } from "./server";
import type { Settings, SettingsPatch } from "./settings";

export type EmulatorOptions = SettingsPatch & {
  /** Default 0: any free one. */
  port?: number;
};

/** A Coze platform of one's own, on 127.0.0.1. */
export class Emulator {
  private readonly platform = new Platform();
  private readonly server: HttpServer;

  /** A workspace that the tokens can use. */
  readonly spaceId = this.platform.addSpace();
  /** Another one. */
  readonly otherSpaceId = this.platform.addSpace();
  /** Has every permission. */
  readonly token = this.addToken();
  /** Reads only. */
  readonly readOnlyToken = this.addToken({ permissions: readOnlyPermissions });
  /** The user of these tokens. */
  readonly userId = this.platform.userId;
  /** An OAuth app of the JWT kind, with the same user and spaces; `privateKey` is PKCS8 PEM. */
  readonly oauth: { readonly appId: string; readonly keyId: string; readonly privateKey: string } =
    this.platform.oauthApp;

  /** What people do on the website. */
  readonly console = new Console(this.platform);

  constructor({ port = 0, ...settings }: EmulatorOptions) {
    this.platform.set(settings);
    const app = new Hono<{ Bindings: HttpBindings }>();
    app.route("/__emulator", controlRoutes(this));
    for (const route of routes) app.on(route.method, route.path, (c) => serve(c, this.platform, route));
    app.all("*", (c) => serve(c, this.platform, undefined));
    this.server = new HttpServer(app, port);
  }

  get url(): string {
    return this.server.url;
  }

  /** The API calls since the log was last cleared, oldest first. Control calls aren't among them. */
  get calls(): Call[] {
    return this.platform.log.list();
  }

  clearCalls(): void {
    this.platform.log.clear();
  }

  /** What the platform holds, oldest bot first. */
  get bots(): BotView[] {
    return this.platform.bots.list().map((bot) => bot.view());
  }

  /** What was uploaded and has not expired, oldest first. */
  get files(): FileView[] {
    return this.platform.files.list();
  }

  /** The knowledge bases and their documents, and what the console can do to them. */
  get knowledge(): KnowledgeStore {
    return this.platform.knowledge;
  }

  /** The chats and conversations, and the scripts by which the bots answer. */
  get chat(): ChatStore {
    return this.platform.chat;
  }

  /** Queues a fault. At most one fault applies to a call; one that is due at the same time waits for the next. */
  fault(spec: FaultSpec): FaultHandle {
    return this.platform.faults.add(spec);
  }

  clearFaults(): void {
    this.platform.faults.clear();
  }

  /** Changes settings; `quirks` is merged, `rateLimit: null` takes the limit away. */
  set(patch: SettingsPatch): Settings {
    return this.platform.set(patch);
  }

  /** By default with every permission, in all spaces that there are, for the same user. */
  addToken(options: { permissions?: readonly string[]; spaces?: readonly string[]; userId?: string } = {}): string {
    return this.platform.tokens.add(this.platform.identity(options));
  }

  revokeToken(token: string): void {
    this.platform.tokens.revoke(token);
  }

  /** Ends all access tokens that the OAuth app was given. */
  revokeOAuthTokens(): void {
    this.platform.tokens.revokeOAuth();
  }

  /** A space for the given tokens; without any, one that no token so far can use. */
  addSpace(tokens: readonly string[] = []): string {
    const spaceId = this.platform.addSpace();
    for (const token of tokens) this.platform.tokens.grant(token, spaceId);
    return spaceId;
  }

  /** Ends all connections and refuses new ones, until `accept`. */
  async refuse(): Promise<void> {
    await this.server.stop();
  }

  async accept(): Promise<void> {
    await this.server.listen();
  }

  async close(): Promise<void> {
    this.platform.closed.abort();
    await this.server.stop();
  }
}

/** Starts an emulator; resolves when it accepts calls. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const emulator = new Emulator(options);
  await emulator.accept();
  return emulator;
}
