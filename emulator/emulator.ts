import type { BotView } from "./bots/bot";
import type { CallbackView } from "./callbacks/store";
import type { Call } from "./events";
import type { ChatStore } from "./chat/store";
import { Console } from "./console";
import type { EventName, Listener } from "./events";
import type { FaultSpec } from "./faults/fault";
import type { FaultHandle, FaultView } from "./faults/fault-queue";
import type { FileView } from "./files/store";
import type { KnowledgeStore } from "./knowledge/store";
import type { LibraryStore } from "./library/store";
import type { Platform } from "./platform";
import type { HttpServer } from "./server";
import type { Settings, SettingsPatch } from "./settings";
import type { DataFile } from "./state/data-file";
import { platformState, type PlatformState } from "./state/platform-state";
import type { MemberView } from "./workspaces/members";
import type { WorkspaceView } from "./workspaces/store";

/** A Coze platform on 127.0.0.1, in this process. */
export class Emulator implements AsyncDisposable {
  /** What people do on the website. */
  readonly console: Console;
  /** Resolves once it is closed. */
  readonly closed: Promise<void>;
  private markClosed: () => void = () => undefined;

  /** @internal */
  constructor(
    private readonly platform: Platform,
    private readonly server: HttpServer,
    /** What `reset` goes back to. */
    private readonly initial: PlatformState,
    private readonly data?: DataFile,
  ) {
    this.console = new Console(platform);
    this.closed = new Promise((resolve) => (this.markClosed = resolve));
  }

  /** The address: the API's, and that of the page for people. */
  get url(): string {
    return this.server.url;
  }

  /** Has every permission. */
  get token(): string {
    return this.platform.account.token;
  }

  /** Reads only. */
  get readOnlyToken(): string {
    return this.platform.account.readOnlyToken;
  }

  /** A workspace that the tokens can use. */
  get spaceId(): string {
    return this.platform.account.spaceId;
  }

  /** A second workspace that the tokens can use. */
  get otherSpaceId(): string {
    return this.platform.account.otherSpaceId;
  }

  /** The user of these tokens. */
  get userId(): string {
    return this.platform.userId;
  }

  /** An OAuth app of the JWT kind, with the same user and workspaces; `privateKey` is PKCS8 PEM. */
  get oauth(): { readonly appId: string; readonly keyId: string; readonly privateKey: string } {
    return this.platform.oauthApp;
  }

  /**
   * The environment in which this package, and a Pulumi program with it, uses this emulator. With `COZE_EMULATOR` it uses no other server,
   * whatever the stack's configuration or a `CozeProvider` says.
   */
  get env(): { COZE_API_BASE: string; COZE_API_TOKEN: string; COZE_SPACE_ID: string; COZE_EMULATOR: string } {
    const { url, token, spaceId } = this;
    return { COZE_API_BASE: url, COZE_API_TOKEN: token, COZE_SPACE_ID: spaceId, COZE_EMULATOR: url };
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

  /** The workflows and plugins, and what the console can do to them. */
  get library(): LibraryStore {
    return this.platform.library;
  }

  /** Oldest first. */
  get workspaces(): WorkspaceView[] {
    return this.platform.workspaces.list();
  }

  /** The members of all workspaces and those who are invited, oldest first, without the owner: the user of the tokens. */
  get members(): MemberView[] {
    return this.platform.members.list();
  }

  /** The callback apps of all users, oldest first. The events of bots are posted to those with an address of this machine. */
  get callbacks(): CallbackView[] {
    return this.platform.callbacks.list();
  }

  /**
   * Queues a fault, for the next call or for those that it says. At most one fault applies to a call; one that is due at
   * the same time waits for the next.
   */
  fault(spec: FaultSpec): FaultHandle {
    return this.platform.faults.add(spec);
  }

  /** The faults that are armed, and the last ones that were used up; oldest first. */
  get faults(): FaultView[] {
    return this.platform.faults.list();
  }

  removeFault(id: number): void {
    this.platform.faults.remove(id);
  }

  clearFaults(): void {
    this.platform.faults.clear();
  }

  get settings(): Settings {
    return structuredClone(this.platform.settings);
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
  addSpace(tokens: readonly string[] = [], name?: string): string {
    const spaceId = this.platform.workspaces.add(name);
    for (const token of tokens) this.platform.tokens.grant(token, spaceId);
    return spaceId;
  }

  /** Back to the seed: its objects, the settings, tokens and workspaces of the start; no fault, no calls. */
  reset(): void {
    this.platform.faults.clear();
    this.platform.log.clear();
    this.platform.load(this.initial);
  }

  /** All that the platform holds, as JSON, for `restore`. Faults and calls are not in it. */
  snapshot(): PlatformState {
    return this.platform.dump();
  }

  /** Goes back to a snapshot, of this emulator or another one. Faults and calls stay. */
  restore(snapshot: PlatformState): void {
    this.platform.load(platformState(structuredClone(snapshot)));
  }

  /** Adds a listener for each call (`begin`, `call`) or `change`; the result removes it. */
  on<E extends EventName>(event: E, listener: Listener<E>): () => void {
    return this.platform.events.on(event, listener);
  }

  /** Ends all connections and refuses new ones, until `accept`, or for that many milliseconds. */
  async refuse(forMs?: number): Promise<void> {
    await this.server.stop();
    if (forMs === undefined) return;
    void this.platform.clock.sleep(forMs, this.platform.closed.signal).then(() => {
      return this.platform.closed.signal.aborted ? undefined : this.accept();
    });
  }

  /** Takes connections (again). */
  async accept(): Promise<void> {
    await this.server.listen();
  }

  /** Ends all connections; saves the data file. */
  async close(): Promise<void> {
    this.platform.closed.abort();
    await this.server.stop();
    await this.data?.close();
    this.markClosed();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}
