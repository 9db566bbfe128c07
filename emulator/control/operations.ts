import * as z from "zod";
import { botContent, botPatch } from "../bots/content";
import { CALLBACK_EVENTS } from "../callbacks/store";
import { chatRule } from "../chat/rule";
import type { FaultSpec } from "../faults/fault";
import { settingsPatch } from "../settings";
import type { PlatformState } from "../state/platform-state";
import { strictly } from "../strictly";
import { libraryOperations } from "./library";
import { act, look, type Operation } from "./operation";

const newBot = z.strictObject({
  spaceId: z.string().optional(),
  content: strictly(botContent),
  ownerUserId: z.string().optional(),
  ageSeconds: z.number().optional(),
});
const channels = z.strictObject({ connectorIds: z.array(z.string()) });
const channel = z.strictObject({ connectorId: z.string() });
const verdict = z.strictObject({
  connectorId: z.string(),
  verdict: z.enum(["pass", "reject"]),
  reason: z.string().optional(),
});
const newToken = z.strictObject({
  permissions: z.array(z.string()).optional(),
  spaces: z.array(z.string()).optional(),
  userId: z.string().optional(),
});
const oldToken = z.strictObject({ token: z.string() });
const newSpace = z.strictObject({ tokens: z.array(z.string()).optional(), name: z.string().optional() });
const role = z.enum(["admin", "member"]);
const newMember = z.strictObject({ userId: z.string(), role: role.optional() });
const memberRole = z.strictObject({ role });
const newCallback = z.strictObject({
  name: z.string(),
  url: z.string().optional(),
  events: z.array(z.enum(CALLBACK_EVENTS)).optional(),
});
const anything = z.record(z.string(), z.unknown());

const account: Operation[] = [
  look("GET /", "env", ({ url, token, readOnlyToken, spaceId, otherSpaceId, userId, env }) => {
    return { url, token, readOnlyToken, spaceId, otherSpaceId, userId, env };
  }),
  look("GET /oauth", "oauth", ({ oauth: { appId, keyId, privateKey } }) => ({ appId, keyId, privateKey })),
  look("DELETE /oauth/tokens", "revokeOAuthTokens", (emulator) => emulator.revokeOAuthTokens()),
  act("POST /tokens", "addToken", newToken, (emulator, options) => ({ token: emulator.addToken(options) })),
  act("DELETE /tokens", "revokeToken", oldToken, (emulator, { token }) => emulator.revokeToken(token)),
  look("GET /spaces", "workspaces", (emulator) => emulator.workspaces),
  act("POST /spaces", "addSpace", newSpace, (emulator, { tokens, name }) => ({
    spaceId: emulator.addSpace(tokens, name),
  })),
  look("GET /members", "members", (emulator) => emulator.members),
  act("POST /spaces/:id/members", "console.addMember", newMember, (emulator, { userId, role }, param) =>
    emulator.console.addMember(param("id"), userId, role),
  ),
  look("POST /spaces/:id/members/:user/accept", "console.acceptInvitation", (emulator, param) =>
    emulator.console.acceptInvitation(param("id"), param("user")),
  ),
  act("PUT /spaces/:id/members/:user", "console.setMemberRole", memberRole, (emulator, { role }, param) =>
    emulator.console.setMemberRole(param("id"), param("user"), role),
  ),
  look("DELETE /spaces/:id/members/:user", "console.removeMember", (emulator, param) =>
    emulator.console.removeMember(param("id"), param("user")),
  ),
  look("GET /callbacks", "callbacks", (emulator) => emulator.callbacks),
  act("POST /callbacks", "console.addCallback", newCallback, (emulator, { name, ...rest }) =>
    emulator.console.addCallback(name, rest),
  ),
  act("PATCH /callbacks/:id", "console.editCallback", newCallback.partial(), (emulator, patch, param) =>
    emulator.console.editCallback(param("id"), patch),
  ),
  look("DELETE /callbacks/:id", "console.deleteCallback", (emulator, param) =>
    emulator.console.deleteCallback(param("id")),
  ),
];

const bots: Operation[] = [
  look("GET /bots", "bots", (emulator) => emulator.bots),
  act("POST /bots", "console.createDraft", newBot, (emulator, { spaceId = emulator.spaceId, content, ...options }) => ({
    botId: emulator.console.createDraft(spaceId, content, options),
  })),
  act("PATCH /bots/:id", "console.editDraft", strictly(botPatch), (emulator, patch, param) =>
    emulator.console.editDraft(param("id"), patch),
  ),
  look("DELETE /bots/:id", "console.deleteBot", (emulator, param) => emulator.console.deleteBot(param("id"))),
  act("POST /bots/:id/publish", "console.publish", channels, (emulator, { connectorIds }, param) => ({
    version: emulator.console.publish(param("id"), connectorIds),
  })),
  act("POST /bots/:id/unpublish", "console.unpublish", channel, (emulator, { connectorId }, param) =>
    emulator.console.unpublish(param("id"), connectorId),
  ),
  act("POST /bots/:id/review", "console.review", verdict, (emulator, { connectorId, verdict, reason }, param) =>
    emulator.console.review(param("id"), connectorId, verdict, reason),
  ),
  look("GET /channels/review", "console.reviewedChannels", (emulator) => emulator.console.reviewedChannels),
  act("PUT /channels/review", "console.reviewChannels", channels, (emulator, { connectorIds }) =>
    emulator.console.reviewChannels(connectorIds),
  ),
];

const chats: Operation[] = [
  look("GET /chats", "chat.chats", (emulator) => emulator.chat.chats),
  look("GET /conversations", "chat.conversations", (emulator) => emulator.chat.conversations),
  look("GET /bots/:id/script", "chat.scriptOf", (emulator, param) => emulator.chat.scriptOf(param("id"))),
  act("PUT /bots/:id/script", "chat.script", z.array(chatRule), (emulator, rules, param) =>
    emulator.chat.script(param("id"), rules),
  ),
];

const calls: Operation[] = [
  look("GET /calls", "calls", (emulator) => emulator.calls),
  look("DELETE /calls", "clearCalls", (emulator) => emulator.clearCalls()),
  look("GET /faults", "faults", (emulator) => emulator.faults),
  act("POST /faults", "fault", anything, (emulator, spec) => ({ id: emulator.fault(spec as unknown as FaultSpec).id })),
  look("DELETE /faults", "clearFaults", (emulator) => emulator.clearFaults()),
  look("DELETE /faults/:id", "removeFault", (emulator, param) => emulator.removeFault(Number(param("id")))),
];

const whole: Operation[] = [
  look("GET /settings", "settings", (emulator) => emulator.settings),
  act("PATCH /settings", "set", settingsPatch, (emulator, patch) => emulator.set(patch)),
  look("POST /reset", "reset", (emulator) => emulator.reset()),
  look("GET /snapshot", "snapshot", (emulator) => emulator.snapshot()),
  act("PUT /snapshot", "restore", anything, (emulator, snapshot) =>
    emulator.restore(snapshot as unknown as PlatformState),
  ),
  act("POST /refuse", "refuse", z.strictObject({ forMs: z.number().min(0) }), (emulator, { forMs }) => {
    // The answer to this call has to be sent first.
    setImmediate(() => void emulator.refuse(forMs));
  }),
  look("POST /close", "close", (emulator) => {
    setImmediate(() => void emulator.close());
  }),
];

/** Every function of the module as a route of the control interface. */
export const operations: readonly Operation[] = [
  ...account,
  ...bots,
  ...chats,
  ...calls,
  ...libraryOperations,
  ...whole,
];
