import type { BotInfo } from "../../client/bot-types";
import { CozeApiError } from "../../client/errors/errors";
import { pluginsOf, type PluginInfo } from "../../client/library";
import type { Session } from "../../session/session";
import { progress } from "../../values/terminal";

/** The version of every published workflow in a seed: the list does not say which version is published. */
const SOME_VERSION = "v0.0.1";

/** Workflows and plugins in the shape of a seed, and the problems of reads that failed. */
export interface SeedLibrary {
  readonly workflows: object[];
  readonly plugins: object[];
  readonly problems: string[];
}

/** The workflows of a workspace, and the plugins that its bots use. No call lists plugins. */
export async function readLibrary(session: Session, spaceId: string, infos: readonly BotInfo[]): Promise<SeedLibrary> {
  const problems: string[] = [];
  progress("reading workflows");
  const workflows = await orElse([], problems, () => readWorkflows(session, spaceId));
  const plugins: object[] = [];
  for (const [id, used] of pluginsOf(infos)) {
    progress(`reading plugin ${id}`);
    plugins.push(await orElse(pluginOf(id, used), problems, () => readPlugin(session, id)));
  }
  return { workflows, plugins, problems };
}

async function readWorkflows(session: Session, spaceId: string): Promise<object[]> {
  const { library } = session.api();
  const all = await library.listWorkflows(spaceId, { publishStatus: "all" });
  if (all.length === 0) return [];
  const published = await library.listWorkflows(spaceId, { publishStatus: "published_online" });
  const chatflows = await library.listWorkflows(spaceId, { publishStatus: "all", workflowMode: "chatflow" });
  const has = (list: { id: string }[], id: string): boolean => list.some((item) => item.id === id);
  return all.map(({ id, name = id, description }) => ({
    ...{ id, name, description },
    mode: has(chatflows, id) ? "chatflow" : "workflow",
    ...(has(published, id) && { version: SOME_VERSION }),
  }));
}

async function readPlugin(session: Session, id: string): Promise<object> {
  return pluginOf(id, await session.api().library.readPlugin(id));
}

function pluginOf(id: string, { name, description, tools }: PluginInfo): object {
  return { id, name: name || id, description, tools: tools.map((tool) => ({ ...tool, name: tool.name || tool.id })) };
}

/** Reads, or notes a refusal and returns the fallback. The token may lack the permission, for example. */
async function orElse<T>(otherwise: T, problems: string[], read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof CozeApiError)) throw error;
    problems.push(error.problem);
    return otherwise;
  }
}
