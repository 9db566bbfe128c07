import { createHash, randomBytes } from "node:crypto";
import type { BotView } from "../bots/bot";
import type { Platform } from "../platform";
import type { CallbackEvent, CallbackView } from "./store";

const WITHIN_MS = 3_000;
const EVENTS: Readonly<Record<string, CallbackEvent>> = {
  published: "bot.published",
  unpublished: "bot.unpublished",
  deleted: "bot.deleted",
};

/**
 * Posts the events of bots to the callback apps that subscribe to them, once each, with Coze's signature. It posts to
 * this machine only: an emulator calls no other one.
 */
export function deliverEvents(platform: Platform): void {
  const known = new Map<string, BotView>();
  platform.events.on("change", ({ kind, action, id = "" }) => {
    if (kind !== "bot") return;
    const before = known.get(id);
    const bot = platform.bots.find(id)?.view();
    if (bot) known.set(id, bot);
    const event = EVENTS[action];
    const about = bot ?? before;
    if (event === undefined || !about) return;
    const { spaceId: space_id, draft, versions } = about;
    const channels = Object.keys(before?.published ?? {}).filter((channel) => !(channel in about.published));
    const told = {
      ...{ space_id, bot_name: draft.name, description: draft.description ?? "" },
      ...(event === "bot.published" ? { bot_id_str: id, version: versions[0]?.version } : { bot_id: id }),
      ...(event === "bot.unpublished" && { connector_id: channels[0] }),
    };
    for (const app of platform.callbacks.list()) if (app.events.includes(event)) void post(platform, app, event, told);
  });
}

async function post(platform: Platform, app: CallbackView, event: CallbackEvent, about: object): Promise<void> {
  const { id, url, verifyToken, ownerUserId } = app;
  if (url === undefined || !isHere(url)) return;
  const created_at = platform.now();
  const header = {
    ...{ event_type: event, event_id: randomBytes(16).toString("hex"), created_at },
    ...{ coze_account_id: ownerUserId, api_app_id: id },
  };
  const body = JSON.stringify({ header, event: about });
  const [timestamp, nonce] = [String(Math.floor(created_at / 1000)), randomBytes(8).toString("hex")];
  const signature = createHash("sha1")
    .update(timestamp + nonce + verifyToken + body)
    .digest("hex");
  const headers = {
    "content-type": "application/json",
    "X-Coze-Timestamp": timestamp,
    "X-Coze-Nonce": nonce,
    "X-Coze-Signature": signature,
  };
  const signal = AbortSignal.any([AbortSignal.timeout(WITHIN_MS), platform.closed.signal]);
  // A failed delivery is not repeated.
  await fetch(url, { method: "POST", headers, body, signal }).catch(() => undefined);
}

function isHere(url: string): boolean {
  const { hostname } = new URL(url);
  return hostname === "localhost" || hostname === "[::1]" || /^127(\.\d{1,3}){3}$/.test(hostname);
}
