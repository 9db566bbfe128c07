import * as z from "zod";
import { botContent } from "../bots/content";
import { CALLBACK_EVENTS } from "../callbacks/store";
import { chatRule } from "../chat/rule";
import { settingsPatch } from "../settings";

const time = z.number();
const texts = z.record(z.string(), z.string());
const snapshot = z.looseObject({
  ...{ version: z.string(), config: botContent, publishedAt: time, revision: z.number() },
  connectors: texts.optional(),
});
const review = z.looseObject({
  ...{ version: z.string(), auditStatus: z.literal([1, 2, 3]) },
  ...{ reason: z.string().optional(), pending: snapshot.optional() },
});

const bot = z.looseObject({
  ...{ id: z.string(), spaceId: z.string(), ownerUserId: z.string(), draft: botContent },
  ...{ createdAt: time, updatedAt: time, visibleAt: time, revision: z.number() },
  versions: z.array(
    z.looseObject({
      ...{ version: z.string(), connectorIds: z.array(z.string()), changelog: z.string(), creatorId: z.string() },
      ...{ createdAt: time, visibleAt: time, config: botContent },
    }),
  ),
  channels: z.record(z.string(), z.array(z.looseObject({ visibleAt: time, snapshot: snapshot.optional() }))),
  reviews: z.record(z.string(), review).optional(),
});

const dataset = z.looseObject({
  ...{ id: z.string(), spaceId: z.string(), ownerUserId: z.string(), name: z.string(), description: z.string() },
  ...{ formatType: z.number(), iconFileId: z.string().optional() },
  ...{ createdAt: time, updatedAt: time, visibleAt: time },
});

const document = z.looseObject({
  ...{ id: z.string(), datasetId: z.string(), name: z.string(), caption: z.string() },
  content: z.union([
    z.looseObject({ base64: z.string(), fileType: z.string() }),
    z.looseObject({ webUrl: z.string() }),
    z.looseObject({ fileId: z.string() }),
  ]),
  chunkStrategy: z.looseObject({ chunk_type: z.number() }),
  updateRule: z.looseObject({ update_type: z.number(), update_interval: z.number() }),
  ...{ createdAt: time, updatedAt: time, readyAt: time, visibleAt: time, failure: z.string().optional() },
  status: z.looseObject({ code: z.number(), reason: z.string().optional() }).optional(),
});

const call = z.looseObject({ name: z.string(), arguments: z.record(z.string(), z.unknown()).optional() });
const chat = z.looseObject({
  view: z.looseObject({
    ...{ id: z.string(), conversationId: z.string(), botId: z.string(), source: z.string(), userId: z.string() },
    ...{ question: z.string(), history: z.array(z.looseObject({ role: z.string(), content: z.string() })) },
    ...{ customVariables: texts, answers: z.array(z.string()), calls: z.array(call) },
    ...{ isStreamed: z.boolean(), isSaved: z.boolean(), createdAt: time },
  }),
  messages: z.array(
    z.looseObject({ id: z.string(), role: z.literal("assistant"), type: z.string(), content: z.string() }),
  ),
  ...{ endsAt: time, isCanceled: z.boolean() },
  end: z.looseObject({
    fail: z.looseObject({ code: z.number(), msg: z.string().optional() }).optional(),
    tokens: z.number().optional(),
    requiresAction: call.optional(),
  }),
});

/** The shape of a snapshot and of a data file. */
export const shape = z.looseObject({
  ...{ format: z.literal(1), userId: z.string(), lastId: z.string().regex(/^\d+$/) },
  account: z.object({ spaceId: z.string(), otherSpaceId: z.string(), token: z.string(), readOnlyToken: z.string() }),
  settings: settingsPatch.optional(),
  oauthApp: z.looseObject({
    ...{ appId: z.string(), keyId: z.string() },
    keys: z.looseObject({ publicKey: z.string(), privateKey: z.string() }).optional(),
  }),
  tokens: z.array(
    z.looseObject({
      ...{ token: z.string(), userId: z.string(), permissions: z.array(z.string()), spaces: z.array(z.string()) },
      ...{ expiresAt: time.optional(), oauth: z.boolean().optional() },
    }),
  ),
  workspaces: z.array(z.looseObject({ id: z.string(), name: z.string() })),
  members: z
    .array(
      z.looseObject({
        ...{ id: z.string(), spaceId: z.string(), userId: z.string(), role: z.enum(["admin", "member"]) },
        ...{ status: z.enum(["joined", "invited"]), visibleAt: time },
      }),
    )
    .optional(),
  callbacks: z
    .array(
      z.looseObject({
        ...{ id: z.string(), ownerUserId: z.string(), name: z.string(), url: z.string().optional() },
        ...{ verifyToken: z.string(), events: z.array(z.enum(CALLBACK_EVENTS)), visibleAt: time },
      }),
    )
    .optional(),
  bots: z.array(bot),
  reviewedChannels: z.array(z.string()).optional(),
  files: z.array(
    z.looseObject({
      ...{ id: z.string(), userId: z.string(), fileName: z.string(), sha256: z.string() },
      ...{ bytes: z.number(), createdAt: time },
    }),
  ),
  knowledge: z.looseObject({ datasets: z.array(dataset), documents: z.array(document) }),
  library: z.looseObject({
    workflows: z.array(
      z.looseObject({
        ...{ id: z.string(), spaceId: z.string(), name: z.string(), description: z.string(), creatorId: z.string() },
        ...{ mode: z.enum(["workflow", "chatflow"]), version: z.string().optional(), createdAt: time, updatedAt: time },
      }),
    ),
    plugins: z.array(
      z.looseObject({
        ...{ id: z.string(), spaceId: z.string(), name: z.string(), description: z.string(), createdAt: time },
        tools: z.array(z.looseObject({ id: z.string(), name: z.string(), description: z.string() })),
      }),
    ),
  }),
  chat: z
    .looseObject({
      scripts: z.record(z.string(), z.looseObject({ rules: z.array(chatRule), used: z.array(z.number()) })),
      conversations: z.array(z.looseObject({ id: z.string(), creatorId: z.string(), createdAt: time })),
      chats: z.array(chat),
    })
    .optional(),
});
