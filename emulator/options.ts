import type { KeyPair } from "./auth/keys";
import type { Clock } from "./clock";
import type { Seed } from "./seed/schema";
import type { SettingsPatch } from "./settings";

/** How an emulator starts. */
export type EmulatorOptions = SettingsPatch & {
  /** The port on 127.0.0.1. Default 0: any free one. */
  port?: number;
  /** Its content at the start, and after `reset`. Default: nothing. */
  seed?: Seed;
  /** A file that it loads where there is one, and saves after each change and at its end. Default: it keeps nothing. */
  data?: string;
  /** Time as the emulator has it. Default: the machine's. */
  clock?: Clock;
  /** How many calls are kept, the newest ones. Default: 10,000. */
  callLogSize?: number;
  /** The key pair of the OAuth app. Default: a new one, when it is first asked for. */
  oauthKeys?: KeyPair;
};
