import type { BotInfo, PublishStatus } from "../client/bot-types";
import { canonical, hashes } from "../resources/bot/canonical";
import { computedFrom, fromInfo, warnOfMode } from "../resources/bot/wire";
import { findDataset, findWorkflow, findWorkspace, readPlugin, spaceFor } from "./library";
import type {
  GetDatasetArgs,
  GetDatasetResult,
  GetPluginArgs,
  GetPluginResult,
  GetWorkflowArgs,
  GetWorkflowResult,
  GetWorkspaceArgs,
  GetWorkspaceResult,
  WorkflowMode,
  WorkflowPublishStatus,
} from "./library-types";
import type {
  BotListItem,
  BotVersionItem,
  GetBotArgs,
  GetBotResult,
  GetBotsArgs,
  GetBotVersionsArgs,
  GetOnlineInfoArgs,
} from "./bot-types";
import { ID_RULE, isId, QUOTE_IT } from "../values/text";
import { formatPath } from "../values/problem";
import { tokenError, tokenIn } from "../values/tokens";
import { Session } from "../session/session";

/** The arguments and the result of each lookup. */
export interface Lookups {
  getBot: { args: GetBotArgs; result: GetBotResult };
  getBots: { args: GetBotsArgs; result: BotListItem[] };
  getBotVersions: { args: GetBotVersionsArgs; result: BotVersionItem[] };
  getOnlineInfo: { args: GetOnlineInfoArgs; result: GetBotResult };
  getDataset: { args: GetDatasetArgs; result: GetDatasetResult };
  getWorkflow: { args: GetWorkflowArgs; result: GetWorkflowResult };
  getWorkspace: { args: GetWorkspaceArgs; result: GetWorkspaceResult };
  getPlugin: { args: GetPluginArgs; result: GetPluginResult };
}

/**
 * The build bundles this module with everything that it loads, except the errors: a program compares with their
 * classes.
 */
export { Session };

export type LookupName = keyof Lookups;

/** Whether an argument is required. A list of texts: the argument is optional, and these are its values. */
type Need = "required" | "optional" | readonly string[];
type Inputs<A> = Readonly<Record<keyof A, Need>>;

interface Lookup<A, R> {
  readonly inputs: Inputs<Required<A>>;
  readonly answer: (session: Session, args: A) => Promise<R>;
}

const BOT_STATUSES = ["all", "published_online", "published_draft", "unpublished_draft"] satisfies PublishStatus[];
const WORKFLOW_STATUSES = ["published_online", "unpublished_draft", "all"] satisfies WorkflowPublishStatus[];
const MODES = ["workflow", "chatflow"] satisfies WorkflowMode[];

const LOOKUPS: { readonly [N in LookupName]: Lookup<Lookups[N]["args"], Lookups[N]["result"]> } = {
  getBot: {
    inputs: { botId: "required", published: "optional", connectorId: "optional" },
    async answer(session, { botId, published, connectorId }) {
      const api = session.api();
      const info = published ? await api.readPublished(botId, connectorId) : await api.readDraft(botId);
      return toResult(session, botId, info);
    },
  },
  getBots: {
    inputs: { spaceId: "optional", publishStatus: BOT_STATUSES, connectorId: "optional" },
    async answer(session, { spaceId, publishStatus = "all", connectorId }) {
      const bots = await session.api().listBots(spaceFor("getBots", session, spaceId), publishStatus, connectorId);
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
      return toResult(session, botId, await session.api().readOnlineInfo(botId));
    },
  },
  getDataset: { inputs: { name: "required", spaceId: "optional" }, answer: findDataset },
  getWorkflow: {
    inputs: { name: "required", spaceId: "optional", workflowMode: MODES, publishStatus: WORKFLOW_STATUSES },
    answer: findWorkflow,
  },
  getWorkspace: { inputs: { name: "required" }, answer: findWorkspace },
  getPlugin: { inputs: { pluginId: "required" }, answer: readPlugin },
};

export function isLookup(name: string): name is LookupName {
  return Object.hasOwn(LOOKUPS, name);
}

/** Asks Coze. Every host of the lookups calls this function. */
export async function ask<N extends LookupName>(
  name: N,
  session: Session,
  args: Lookups[N]["args"],
): Promise<Lookups[N]["result"]> {
  const { inputs, answer } = LOOKUPS[name];
  checkArgs(name, args, inputs);
  const result = await answer(session, args);
  const secret = tokenIn(result);
  if (secret !== undefined) throw tokenError(name, formatPath(secret));
  return result;
}

/**
 * Checks the arguments before the call. A misspelt argument would ask for something else, and an empty id would be the
 * address of another call.
 */
function checkArgs(name: string, args: unknown, inputs: Readonly<Record<string, Need>>): void {
  if (typeof args !== "object" || args === null)
    throw new Error(`${name}: takes an object, with ${Object.keys(inputs).join(", ")}`);
  const given = new Map(Object.entries(args).filter(([, value]) => value !== undefined));
  const problems = [...given].flatMap(([key, value]) => problemOf(key, value, inputs[key]) ?? []);
  for (const [key, need] of Object.entries(inputs)) {
    if (need === "required" && !given.has(key)) problems.push(`${key}: is required, got nothing`);
  }
  if (problems.length > 0) throw new Error(`${name}: ${problems.join("; ")}`);
}

function problemOf(key: string, value: unknown, need: Need | undefined): string | undefined {
  if (need === undefined) return `${key}: there is no such argument`;
  if (typeof value === "number" && (key.endsWith("Id") || key === "name"))
    return `${key}: must be a string: ${QUOTE_IT}`;
  if (key.endsWith("Id")) return isId(String(value)) ? undefined : `${key}: ${ID_RULE}`;
  const isName = key !== "name" || (typeof value === "string" && value.trim() !== "");
  if (!isName) return `${key}: must be a text that is not empty`;
  if (typeof need === "string" || need.some((allowed) => allowed === value)) return undefined;
  return `${key}: must be one of ${need.map((allowed) => JSON.stringify(allowed)).join(", ")}`;
}

/** The result of a lookup of a bot, from a read. */
function toResult(session: Session, botId: string, info: BotInfo): GetBotResult {
  warnOfMode(session, botId, info);
  return {
    name: "",
    ...fromInfo(info, false),
    ...hashes(canonical(fromInfo(info))),
    ...computedFrom(info),
    botId,
    ...(info.version ? { version: info.version } : {}),
  };
}
