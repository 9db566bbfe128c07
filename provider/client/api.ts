import { BotsApi } from "./bots";
import { CallbacksApi } from "./callbacks";
import { ChatApi } from "./chat";
import { FilesApi } from "./files";
import type { Caller } from "./http/call";
import { OPERATIONS } from "./http/operation";
import * as z from "./http/schema";
import { KnowledgeApi } from "./knowledge";
import { LibraryApi } from "./library";
import { MembersApi } from "./members";
import { Server } from "./server";

/** The Coze API, typed: the calls for bots, and a property for each other kind of object. */
export class CozeApi extends BotsApi {
  readonly files: FilesApi;
  readonly knowledge: KnowledgeApi;
  readonly library: LibraryApi;
  readonly members: MembersApi;
  readonly callbacks: CallbacksApi;
  readonly chats: ChatApi;

  constructor(caller: Caller) {
    super(caller, new Server(caller));
    this.files = new FilesApi(caller);
    this.knowledge = new KnowledgeApi(caller, this.server, this.files);
    this.library = new LibraryApi(caller);
    this.members = new MembersApi(caller);
    this.callbacks = new CallbacksApi(caller);
    this.chats = new ChatApi(caller, this.server);
  }

  /** `GET /v1/users/me`: the id of the token's user. */
  async currentUser(): Promise<string> {
    const answer = await this.caller.call({
      operation: OPERATIONS.readUser,
      subject: "the user of the token",
      path: "/v1/users/me",
      answer: z.object({ user_id: z.id }),
    });
    return answer.data.user_id;
  }

  /** The server's time now, in milliseconds. */
  serverNow(): number {
    return this.caller.serverNow();
  }
}
