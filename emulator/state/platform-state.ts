import type { OAuthAppState } from "../auth/oauth-app";
import type { TokenState } from "../auth/tokens";
import type { BotState } from "../bots/bot";
import type { CallbackView } from "../callbacks/store";
import type { ChatState } from "../chat/store";
import type { FileView } from "../files/store";
import type { KnowledgeState } from "../knowledge/store";
import type { LibraryState } from "../library/store";
import type { Settings } from "../settings";
import type { MemberView } from "../workspaces/members";
import type { WorkspaceView } from "../workspaces/store";
import { shape } from "./shape";

/** The tokens and workspaces that the emulator hands out at its start. */
export interface Account {
  readonly spaceId: string;
  readonly otherSpaceId: string;
  readonly token: string;
  readonly readOnlyToken: string;
}

/** The whole state of an emulator as JSON, for `snapshot` and `restore`. Its shape may change between versions. */
export interface PlatformState {
  format: 1;
  userId: string;
  account: Account;
  lastId: string;
  settings?: Settings;
  oauthApp: OAuthAppState;
  tokens: TokenState[];
  workspaces: WorkspaceView[];
  members?: MemberView[];
  callbacks?: CallbackView[];
  bots: BotState[];
  reviewedChannels?: string[];
  files: FileView[];
  knowledge: KnowledgeState;
  library: LibraryState;
  chat?: ChatState;
}

/** A snapshot may exceed the limits of the API, since the console may. */
const LIMITS = new Set(["custom", "too_big", "too_small", "invalid_format"]);

/** Checks that the value is a snapshot. The error names what is wrong. */
export function platformState(value: unknown): PlatformState {
  const { error } = shape.safeParse(value);
  const wrong = error?.issues.find(({ code, path }) => !LIMITS.has(code) || path.length === 1);
  if (wrong === undefined) return value as PlatformState;
  throw new Error(`not a snapshot of this emulator: ${wrong.path.join(".") || "the whole"}: ${wrong.message}`);
}
