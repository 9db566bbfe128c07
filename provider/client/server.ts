import { CozeApiError, lacksCall } from "./errors/errors";
import type { Caller } from "./http/call";
import { OPERATIONS } from "./http/operation";
import * as z from "./http/schema";

/**
 * Which server answers: Coze's cloud, or Coze Studio, which anyone can host and which has some of the calls in shapes
 * of its own. No setting says so. Studio is recognised by its answer to a call that it lacks.
 */
export class Server {
  private answer: Promise<boolean> | undefined;
  private known: boolean | undefined;

  constructor(private readonly caller: Caller) {}

  /** Whether it is known to be Coze Studio, without a call. */
  get isKnownStudio(): boolean {
    return this.known ?? false;
  }

  /**
   * Whether it is Coze Studio. One call at most in a process, and none to a server that has answered as Coze's cloud
   * does.
   */
  async isStudio(): Promise<boolean> {
    if (this.caller.isCloud) return false;
    this.known = await (this.answer ??= this.ask());
    return this.known;
  }

  private async ask(): Promise<boolean> {
    try {
      await this.caller.call({
        operation: OPERATIONS.readUser,
        subject: "the user of the token",
        path: "/v1/users/me",
        answer: z.unknown(),
      });
      return false;
    } catch (error) {
      if (error instanceof CozeApiError && lacksCall({ msg: error.msg })) return true;
      this.answer = undefined;
      return false;
    }
  }
}
