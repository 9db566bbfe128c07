import { ID_RULE, isId } from "../values/id";
import type { Session } from "../session/session";
import { foreignMode } from "../resources/bot/wire";
import type { GetBotArgs } from "./get-bot";
import type { GetBotVersionsArgs } from "./get-bot-versions";
import type { GetBotsArgs } from "./get-bots";
import type { GetOnlineInfoArgs } from "./get-online-info";
import type { BotListItem, BotVersionItem, GetBotResult } from "./results";
import { toResult } from "./to-result";

/** What each lookup takes and returns. */
export interface Lookups {
  getBot: { args: GetBotArgs; result: GetBotResult };
  getBots: { args: GetBotsArgs; result: BotListItem[] };
  getBotVersions: { args: GetBotVersionsArgs; result: BotVersionItem[] };
  getOnlineInfo: { args: GetOnlineInfoArgs; result: GetBotResult };
}

export type LookupName = keyof Lookups;

/** Which arguments there are, and whether they have to be given. */
type Inputs<A> = Readonly<Record<keyof A, "required" | "optional">>;

interface Lookup<A, R> {
  readonly inputs: Inputs<Required<A>>;
  readonly answer: (session: Session, args: A) => Promise<R>;
}

const LOOKUPS: { readonly [N in LookupName]: Lookup<Lookups[N]["args"], Lookups[N]["result"]> } = {
  getBot: {
    inputs: { botId: "required", published: "optional", connectorId: "optional" },
    async answer(session, { botId, published, connectorId }) {
      const api = session.api();
      const info = published ? await api.readPublished(botId, connectorId) : await api.readDraft(botId);
      const mode = foreignMode(info);
      if (mode) session.warn(`it is ${mode}: its result does not say what such a bot does`, botId);
      return toResult(botId, info);
    },
  },
  getBots: {
    inputs: { spaceId: "optional", publishStatus: "optional", connectorId: "optional" },
    async answer(session, { spaceId = session.settings().spaceId, publishStatus = "all", connectorId }) {
      if (spaceId === undefined) {
        throw new Error(
          "getBots: spaceId: is required: set it, or the configuration key coze:spaceId, or spaceId of the CozeProvider, got nothing",
        );
      }
      const bots = await session.api().listBots(spaceId, publishStatus, connectorId);
      return bots.map(({ id, ...bot }) => ({ botId: id, ...bot }));
    },
  },
  getBotVersions: {
    inputs: { botId: "required", connectorId: "optional" },
    answer: (session, { botId, connectorId }) => session.api().listVersions(botId, connectorId),
  },
  getOnlineInfo: {
    inputs: { botId: "required" },
    async answer(session, { botId }) {
      return toResult(botId, await session.api().readOnlineInfo(botId));
    },
  },
};

export function isLookup(name: string): name is LookupName {
  return Object.hasOwn(LOOKUPS, name);
}

/** Asks Coze. Every host of the lookups does it by this call. */
export async function ask<N extends LookupName>(
  name: N,
  session: Session,
  args: Lookups[N]["args"],
): Promise<Lookups[N]["result"]> {
  const { inputs, answer } = LOOKUPS[name];
  checkArgs(name, args, inputs);
  return answer(session, args);
}

/** A misspelt argument would be a question about something else, an empty id another call's address. */
function checkArgs(name: string, args: unknown, inputs: Readonly<Record<string, "required" | "optional">>): void {
  if (typeof args !== "object" || args === null)
    throw new Error(`${name}: takes an object, with ${Object.keys(inputs).join(", ")}`);
  const given = new Map(Object.entries(args).filter(([, value]) => value !== undefined));
  const problems = [...given]
    .filter(([key, value]) => !(key in inputs) || (key.endsWith("Id") && !isId(String(value))))
    .map(([key]) => (key in inputs ? `${key}: ${ID_RULE}` : `${key}: there is no such argument`));
  for (const [key, need] of Object.entries(inputs)) {
    if (need === "required" && !given.has(key)) problems.push(`${key}: is required, got nothing`);
  }
  if (problems.length > 0) throw new Error(`${name}: ${problems.join("; ")}`);
}
