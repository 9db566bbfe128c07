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
  /** The actions of people on the website. */
  readonly console: Console;
  /** Resolves when the emulator has been closed. */
  readonly closed: Promise<void>;
  private markClosed: () => void = () => undefined;

  /** @internal */
  constructor(
    private readonly platform: Platform,
    private readonly server: HttpServer,
    /** The state for `reset`. */
    private readonly initial: PlatformState,
    private readonly data?: DataFile,
  ) {
    this.console = new Console(platform);
    this.closed = new Promise((resolve) => (this.markClosed = resolve));
  }

  /** The address of the API, and of the page for people. */
  get url(): string {
    return this.server.url;
  }

  /** A token with every permission. */
  get token(): string {
    return this.platform.account.token;
  }

  /** A token that can only read. */
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
   * The environment variables with which this package, and a Pulumi program with it, uses this emulator. With
   * `COZE_EMULATOR` the package refuses any other server, also one from the stack's configuration or from a
   * `CozeProvider`.
   */
  get env(): { COZE_API_BASE: string; COZE_API_TOKEN: string; COZE_SPACE_ID: string; COZE_EMULATOR: string } {
    const { url, token, spaceId } = this;
    return { COZE_API_BASE: url, COZE_API_TOKEN: token, COZE_SPACE_ID: spaceId, COZE_EMULATOR: url };
  }

  /** The API calls since the log was last cleared, oldest first. They do not include control calls. */
  get calls(): Call[] {
    return this.platform.log.list();
  }

  clearCalls(): void {
    this.platform.log.clear();
  }

  /** The bots, oldest first. */
  get bots(): BotView[] {
    return this.platform.bots.list().map((bot) => bot.view());
  }

  /** The uploaded files that have not expired, oldest first. */
  get files(): FileView[] {
    return this.platform.files.list();
  }

  /** The knowledge bases and their documents, and the console's actions on them. */
  get knowledge(): KnowledgeStore {
    return this.platform.knowledge;
  }

  /** The chats and conversations, and the scripts of the bots. */
  get chat(): ChatStore {
    return this.platform.chat;
  }

  /** The workflows and plugins, and the console's actions on them. */
  get library(): LibraryStore {
    return this.platform.library;
  }

  /** Oldest first. */
  get workspaces(): WorkspaceView[] {
    return this.platform.workspaces.list();
  }

  /**
   * The members and invited users of all workspaces, oldest first, without the owner, who is the user of the tokens.
   */
  get members(): MemberView[] {
    return this.platform.members.list();
  }

  /** The callback apps of all users, oldest first. Apps with an address of this machine get the events of bots. */
  get callbacks(): CallbackView[] {
    return this.platform.callbacks.list();
  }

  /**
   * Queues a fault, for the next call or for the calls that it names. At most one fault applies to a call. Another one
   * that is due at the same time waits for the next call.
   */
  fault(spec: FaultSpec): FaultHandle {
    return this.platform.faults.add(spec);
  }

  /** The armed faults and the last used-up ones, oldest first. */
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

  /** Changes settings. `quirks` are merged; `rateLimit: null` removes the limit. */
  set(patch: SettingsPatch): Settings {
    return this.platform.set(patch);
  }

  /** Adds a token. Default: every permission, in all present spaces, for the user of the other tokens. */
  addToken(options: { permissions?: readonly string[]; spaces?: readonly string[]; userId?: string } = {}): string {
    return this.platform.tokens.add(this.platform.identity(options));
  }

  revokeToken(token: string): void {
    this.platform.tokens.revoke(token);
  }

  /** Revokes all access tokens of the OAuth app. */
  revokeOAuthTokens(): void {
    this.platform.tokens.revokeOAuth();
  }

  /** Adds a space that the given tokens can use. Without tokens, no present token can use it. */
  addSpace(tokens: readonly string[] = [], name?: string): string {
    const spaceId = this.platform.workspaces.add(name);
    for (const token of tokens) this.platform.tokens.grant(token, spaceId);
    return spaceId;
  }

  /**
   * Goes back to the start: the seed's objects, and the settings, tokens and workspaces of then. Removes all faults and
   * calls.
   */
  reset(): void {
    this.platform.faults.clear();
    this.platform.log.clear();
    this.platform.load(this.initial);
  }

  /** The whole platform as JSON, for `restore`. It has no faults and calls. */
  snapshot(): PlatformState {
    return this.platform.dump();
  }

  /** Goes back to a snapshot, of this emulator or another one. Faults and calls stay. */
  restore(snapshot: PlatformState): void {
    this.platform.load(platformState(structuredClone(snapshot)));
  }

  /** Adds a listener for each call (`begin`, `call`) or `change`. The returned function removes it. */
  on<E extends EventName>(event: E, listener: Listener<E>): () => void {
    return this.platform.events.on(event, listener);
  }

  /** Ends all connections and refuses new ones, for that many milliseconds or until `accept`. */
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

  /** Ends all connections, and saves the data file. */
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
