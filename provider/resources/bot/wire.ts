import type { BotContentBody, BotInfo } from "../../client/bot-types";
import { steadyIcon, withLf } from "../../values/text";
import { getAt, withAt } from "../../values/tree";
import { canonical, sameValue } from "./canonical";
import { FIELDS, type Field } from "./fields";
import type { Session } from "../../session/session";

type Inputs = Readonly<Record<string, unknown>>;

/**
 * The body that writes the declared content. Every declared block is whole, and empty lists are explicit. So it does
 * not matter whether Coze keeps or resets absent fields. `removed` are the leaves that are no longer declared: they are
 * reset to their defaults.
 */
export function toBody(inputs: Inputs, removed: readonly string[] = []): BotContentBody {
  let body: Record<string, unknown> = {};
  for (const { path, write, reset, resetWith, toWire = (value: unknown) => value } of FIELDS) {
    const isSetBack = removed.includes(path) && (resetWith?.(inputs) ?? true);
    const value = getAt(inputs, path) ?? (isSetBack ? reset : undefined);
    if (value !== undefined) body = withAt(body, write, toWire(withLf(value)));
  }
  return body;
}

/** The leaves among `removed` that keep their value on Coze, since they have no default. */
export function notResettable(inputs: Inputs, removed: readonly string[]): string[] {
  // A model block is sent whole: a leaf without a default of its own gets the model's default.
  const isKept = ({ path, reset }: Field): boolean =>
    path.startsWith("modelInfoConfig.") ? inputs["modelInfoConfig"] === undefined : reset === undefined;
  return FIELDS.filter((field) => removed.includes(field.path) && isKept(field)).map(({ path }) => path);
}

/** The reason why a bot of another mode cannot be managed, for messages. */
export const NOT_WRITTEN = "whose content the API does not write";

/** The mode of a bot that is not a single agent, in words. Only single agents can be declared. */
export function foreignMode({ bot_mode: mode }: BotInfo): string | undefined {
  if (mode === undefined || mode === 0) return undefined;
  if (mode === 1) return "a bot of several agents";
  return mode === 2 ? "a chatflow" : `a bot of mode ${mode}`;
}

/** Refuses a bot of a mode that cannot be managed. `action` is the participle for the message: adopted, imported. */
export function refuseForeign(id: string, live: BotInfo, action: string): void {
  const mode = foreignMode(live);
  if (mode) throw new Error(`Bot ${id} cannot be ${action}: it is ${mode}, ${NOT_WRITTEN}.`);
}

/** All values of a read, under the names of the inputs. With `assume`, including defaults that Coze leaves out. */
export function fromInfo(info: BotInfo, assume = true): Inputs {
  let content: Record<string, unknown> = {};
  for (const { path, read } of FIELDS) content = withAt(content, path, read?.(info, assume) ?? undefined);
  return content;
}

/** The outputs of a bot that only Coze has. Times are in Unix seconds. */
export type BotComputed = {
  readonly iconUrl?: string | undefined;
  readonly ownerUserId?: string | undefined;
  readonly createTime?: number | undefined;
  readonly updateTime?: number | undefined;
};

/** The outputs that only Coze has. `known` are the outputs of an earlier read. */
export function computedFrom(live: BotInfo, known: BotComputed = {}): BotComputed {
  return {
    iconUrl: steadyIcon(known.iconUrl, live.icon_url),
    ownerUserId: live.owner_user_id,
    createTime: live.create_time,
    updateTime: live.update_time,
  };
}

/** The creation time of the bot, in milliseconds. A bot without a time counts as new. */
export function createdAt({ create_time: seconds = Infinity }: BotInfo): number {
  return seconds * 1000;
}

/**
 * The recorded inputs with the live values of the managed leaves. A value stays as the user wrote it if the read does
 * not have it, or if the live value means the same.
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

/**
 * The declared leaves that differ from the live ones. A leaf that no read returns counts as different, and so does a
 * tool with the id "0".
 */
export function differences(inputs: Inputs, info: BotInfo): string[] {
  const live = canonical(fromInfo(info));
  return Object.entries(canonical(inputs))
    .filter(([path, value]) => !sameValue(value, live[path]))
    .map(([path]) => path);
}

/** The declared leaves for which the read has another value. */
export function conflicts(inputs: Inputs, info: BotInfo): string[] {
  const live = canonical(liveInputs(inputs, info));
  return Object.entries(canonical(inputs))
    .filter(([path, value]) => path in live && !sameValue(value, live[path]))
    .map(([path]) => path);
}

/** Whether a value of the read differs from the inputs. */
export function contradicts(inputs: Inputs, info: BotInfo): boolean {
  return conflicts(inputs, info).length > 0;
}

function liveInputs(recorded: Inputs, info: BotInfo): Inputs {
  const live = fromInfo(info);
  return { ...live, plugins: withKnownTools(recorded["plugins"], live["plugins"]) };
}

type Plugin = { pluginId: string; apiId: string };

/**
 * The live plugins with the recorded tools, if the read has no ids of tools. Some reads return "0" as the id of every
 * tool. Such a plugin counts as the recorded one if it has as many tools.
 */
function withKnownTools(recorded: unknown, live: unknown): unknown {
  if (!Array.isArray(live) || !Array.isArray(recorded)) return live;
  const tools = (plugins: Plugin[], pluginId: string): Plugin[] =>
    plugins.filter((plugin) => plugin.pluginId === pluginId);
  return [...new Set((live as Plugin[]).map(({ pluginId }) => pluginId))].flatMap((pluginId) => {
    const seen = tools(live as Plugin[], pluginId);
    const known = tools(recorded as Plugin[], pluginId);
    // A program may repeat a tool; Coze lists each tool once.
    const count = new Set(known.map(({ apiId }) => apiId)).size;
    return seen.every(({ apiId }) => apiId === "0") && seen.length === count ? known : seen;
  });
}

/** Warns of a read whose result is not the whole bot. */
export function warnOfMode(session: Session, id: string, info: BotInfo): void {
  const mode = foreignMode(info);
  if (mode) session.warn(`it is ${mode}: its result does not say what such a bot does`, id);
}
