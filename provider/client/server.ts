import { CozeApiError, lacksCall } from "./errors/errors";
import type { Caller } from "./http/call";
import { OPERATIONS } from "./http/operation";
import * as z from "./http/schema";

/**
 * Which server answers: Coze's cloud or Coze Studio. Anyone can host Coze Studio, and some of its calls differ from the
 * cloud's. No setting names the server: Coze Studio is recognised by its answer to a call that it lacks.
 */
export class Server {
  private answer: Promise<boolean> | undefined;
  private known: boolean | undefined;

  constructor(private readonly caller: Caller) {}

  /** Whether the server is known to be Coze Studio. Makes no call. */
  get isKnownStudio(): boolean {
    return this.known ?? false;
  }

  /**
   * Whether the server is Coze Studio. A process makes this call once, unless it fails, and never if the server has
   * already answered as Coze's cloud does.
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
