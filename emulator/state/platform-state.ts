import * as z from "zod";
import type { OAuthAppState } from "../auth/oauth-app";
import type { TokenState } from "../auth/tokens";
import type { BotState } from "../bots/bot";
import type { ChatState } from "../chat/store";
import type { FileView } from "../files/store";
import type { KnowledgeState } from "../knowledge/store";
import type { LibraryState } from "../library/store";
import type { Settings } from "../settings";
import type { WorkspaceView } from "../workspaces/store";

/** What the emulator hands out at its start. */
export interface Account {
  readonly spaceId: string;
  readonly otherSpaceId: string;
  readonly token: string;
  readonly readOnlyToken: string;
}

/** All that an emulator holds, as JSON: what `snapshot` gives and `restore` takes. Its inside may change between versions. */
export interface PlatformState {
  format: 1;
  userId: string;
  account: Account;
  lastId: string;
  settings?: Settings;
  oauthApp: OAuthAppState;
  tokens: TokenState[];
  workspaces: WorkspaceView[];
  bots: BotState[];
  reviewedChannels?: string[];
  files: FileView[];
  knowledge: KnowledgeState;
  library: LibraryState;
  chat?: ChatState;
}

const list = z.array(z.looseObject({}));
const shape = z.looseObject({
  format: z.literal(1),
  userId: z.string(),
  account: z.object({ spaceId: z.string(), otherSpaceId: z.string(), token: z.string(), readOnlyToken: z.string() }),
  lastId: z.string().regex(/^\d+$/),
  oauthApp: z.looseObject({ appId: z.string(), keyId: z.string() }),
  tokens: list,
  workspaces: list,
  bots: list,
  files: list,
  knowledge: z.looseObject({ datasets: list, documents: list }),
  library: z.looseObject({ workflows: list, plugins: list }),
});

/** The value, where it is what a snapshot holds; an error names what is wrong. */
export function platformState(value: unknown): PlatformState {
  const result = shape.safeParse(value);
  if (result.success) return value as PlatformState;
  const { path = [], message = "" } = result.error.issues[0] ?? {};
  throw new Error(`not a snapshot of this emulator: ${path.join(".") || "the whole"}: ${message}`);
}
