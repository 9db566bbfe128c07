import type { BotContentBody, BotInfo } from "../../client/bot-types";
import { steadyIcon } from "../../values/icon";
import { getAt, withAt } from "../../values/paths";
import { canonical, sameValue } from "./canonical";
import { FIELDS, type Field } from "./fields";
import type { BotComputed } from "./state";

type Inputs = Readonly<Record<string, unknown>>;

/**
 * The body that writes the declared content, every declared block whole and empty lists explicit, so that it comes out
 * the same whether Coze keeps or resets what a body leaves out. `removed` are the leaves that are no longer declared:
 * they are set back to their defaults.
 */
export function toBody(inputs: Inputs, removed: readonly string[] = []): BotContentBody {
  let body: Record<string, unknown> = {};
  for (const { path, write, reset, resetWith, toWire = (value: unknown) => value } of FIELDS) {
    const isSetBack = removed.includes(path) && (resetWith?.(inputs) ?? true);
    const value = getAt(inputs, path) ?? (isSetBack ? reset : undefined);
    if (value !== undefined) body = withAt(body, write, toWire(value));
  }
  return body;
}

/** The leaves among `removed` that keep their value on Coze because they have no default to go back to. */
export function notResettable(inputs: Inputs, removed: readonly string[]): string[] {
  // A model block that is still sent is sent whole: what has no default of its own there is left to the model's.
  const isKept = ({ path, reset }: Field): boolean =>
    path.startsWith("modelInfoConfig.") ? inputs["modelInfoConfig"] === undefined : reset === undefined;
  return FIELDS.filter((field) => removed.includes(field.path) && isKept(field)).map(({ path }) => path);
}

/** Why a bot of another mode is left alone. */
export const NOT_WRITTEN = "whose content the API does not write";

/** What the bot is, where it is none of a single agent, which are those that can be declared. */
export function foreignMode({ bot_mode: mode }: BotInfo): string | undefined {
  if (mode === 1) return "a bot of several agents";
  return mode === 2 ? "a chatflow" : undefined;
}

/** Refuses a bot that cannot be taken over. `action` is what was asked for: adopted, imported. */
export function refuseForeign(id: string, live: BotInfo, action: string): void {
  const mode = foreignMode(live);
  if (mode) throw new Error(`Bot ${id} cannot be ${action}: it is ${mode}, ${NOT_WRITTEN}.`);
}

/** Everything that a read tells, under the names of the inputs; without `assume`, no default that Coze has left out. */
export function fromInfo(info: BotInfo, assume = true): Inputs {
  let content: Record<string, unknown> = {};
  for (const { path, read } of FIELDS) content = withAt(content, path, read?.(info, assume) ?? undefined);
  return content;
}

/** What Coze returns of a bot and nobody declares. `known` is what was read before. */
export function computedFrom(live: BotInfo, known: BotComputed = {}): BotComputed {
  return {
    iconUrl: steadyIcon(known.iconUrl, live.icon_url),
    ownerUserId: live.owner_user_id,
    createTime: live.create_time,
    updateTime: live.update_time,
  };
}

/** When the bot was created, in milliseconds; one whose time no read tells counts as new. */
export function createdAt({ create_time: seconds = Infinity }: BotInfo): number {
  return seconds * 1000;
}

/**
 * The recorded inputs with the live values of the managed leaves. What the read does not tell, and what means the same
 * as before, stays as the user wrote it.
 */
export function withLive<T extends Inputs>(recorded: T, managed: readonly string[], info: BotInfo): T {
  const live = liveInputs(recorded, info);
  const after = canonical(live);
  const before = canonical(recorded);
  const isOther = (path: string): boolean => after[path] !== undefined && !sameValue(before[path], after[path]);
  return managed
    .filter(isOther)
    .reduce<Inputs>((inputs, path) => withAt(inputs, path, getAt(live, path)), recorded) as T;
}

/** The declared leaves that differ from the live ones; a leaf that no read tells counts as different, a tool "0" as well. */
export function differences(inputs: Inputs, info: BotInfo): string[] {
  const live = canonical(fromInfo(info));
  return Object.entries(canonical(inputs))
    .filter(([path, value]) => !sameValue(value, live[path]))
    .map(([path]) => path);
}

/** Whether something that the read tells is not what the inputs say. */
export function contradicts(inputs: Inputs, info: BotInfo): boolean {
  const live = canonical(liveInputs(inputs, info));
  return Object.entries(canonical(inputs)).some(([path, value]) => path in live && !sameValue(value, live[path]));
}

function liveInputs(recorded: Inputs, info: BotInfo): Inputs {
  const live = fromInfo(info);
  return { ...live, plugins: withKnownTools(recorded["plugins"], live["plugins"]) };
}

type Plugin = { pluginId: string; apiId: string };

/** Some reads give every tool the id "0": such a plugin is taken as recorded where the number of its tools is the same. */
function withKnownTools(recorded: unknown, live: unknown): unknown {
  if (!Array.isArray(live) || !Array.isArray(recorded)) return live;
  const tools = (plugins: Plugin[], pluginId: string): Plugin[] =>
    plugins.filter((plugin) => plugin.pluginId === pluginId);
  return [...new Set((live as Plugin[]).map(({ pluginId }) => pluginId))].flatMap((pluginId) => {
    const seen = tools(live as Plugin[], pluginId);
    const known = tools(recorded as Plugin[], pluginId);
    // The program may name a tool twice, Coze does not.
    const count = new Set(known.map(({ apiId }) => apiId)).size;
    return seen.every(({ apiId }) => apiId === "0") && seen.length === count ? known : seen;
  });
}
