import { randomBytes } from "node:crypto";
import type { Events } from "../events";

/** The permission points of the emulated routes. */
export const permissionPoints = [
  "createBot",
  "edit",
  "publish",
  "getMetadata",
  "getPublishedBot",
  "listBot",
  "Bot.listVersion",
  "disconnectBot",
  "Connector.disconnectBot",
  "uploadFile",
  "retrieveFile",
  "createKnowledge",
  "update",
  "delete",
  "listKnowledge",
  "readDocumentProgress",
  "createDocument",
  "updateDocument",
  "deleteDocument",
  "updatePhoto",
  "listDocument",
  "chat",
  "getChat",
  "listMessage",
  "cancelChat",
  "createConversation",
  "editConversation",
  "listWorkspace",
  "readMember",
  "addMember",
  "removeMember",
  "createApiApp",
  "updateApiApp",
  "deleteApiApp",
  "listApiApp",
  "subscribeApiAppEvent",
  "unsubscribeApiAppEvent",
  "listWorkflow",
  "getMetaData",
  "listVersion",
  "Plugin.getPlugin",
] as const;

export type Permission = (typeof permissionPoints)[number];

export const readOnlyPermissions: readonly Permission[] = [
  "getMetadata",
  "getPublishedBot",
  "listBot",
  "Bot.listVersion",
  "retrieveFile",
  "listKnowledge",
  "readDocumentProgress",
  "listDocument",
  "getChat",
  "listMessage",
  "listWorkspace",
  "readMember",
  "listApiApp",
  "listWorkflow",
  "getMetaData",
  "listVersion",
  "Plugin.getPlugin",
];

/** The user of a token, and what the token may do. */
export interface Identity {
  userId: string;
  permissions: ReadonlySet<string>;
  spaces: Set<string>;
  /** Milliseconds by the server's clock. Absent for a token that does not expire. */
  expiresAt?: number;
  /** Whether the OAuth token endpoint has issued it. */
  oauth?: boolean;
}

export interface TokenState extends Omit<Identity, "permissions" | "spaces"> {
  token: string;
  permissions: string[];
  spaces: string[];
}

export class Tokens {
  private byToken = new Map<string, Identity>();

  constructor(private readonly context: { readonly events: Events }) {}

  add(identity: Identity, prefix = "pat_"): string {
    const token = prefix + randomBytes(32).toString("base64url");
    this.byToken.set(token, identity);
    this.context.events.changed("token", "added");
    return token;
  }

  revoke(token: string): void {
    this.byToken.delete(token);
    this.context.events.changed("token", "revoked");
  }

  revokeOAuth(): void {
    for (const [token, identity] of this.byToken) if (identity.oauth) this.byToken.delete(token);
    this.context.events.changed("token", "revoked");
  }

  grant(token: string, spaceId: string): void {
    const identity = this.byToken.get(token);
    if (!identity) throw new Error("grant: no such token");
    identity.spaces.add(spaceId);
  }

  /** The identity behind an Authorization header. */
  find(header: string | undefined, now: number): Identity | undefined {
    const token = /^Bearer (\S+)$/.exec(header ?? "")?.[1];
    const identity = token === undefined ? undefined : this.byToken.get(token);
    return identity?.expiresAt !== undefined && identity.expiresAt <= now ? undefined : identity;
  }

  dump(): TokenState[] {
    return [...this.byToken].map(([token, { permissions, spaces, ...rest }]) => {
      return { token, permissions: [...permissions], spaces: [...spaces], ...rest };
    });
  }

  load(tokens: TokenState[]): void {
    this.byToken = new Map(
      tokens.map(({ token, permissions, spaces, ...rest }) => {
        return [token, { ...rest, permissions: new Set(permissions), spaces: new Set(spaces) }];
      }),
    );
  }
}
