import type { Session } from "../session/session";
import { SharedList } from "../session/shared-list";
import { datasetsOf } from "../resources/knowledge-lists";
import { formatNameOf } from "../resources/dataset/state";
import type {
  GetDatasetArgs,
  GetDatasetResult,
  GetPluginArgs,
  GetPluginResult,
  GetWorkflowArgs,
  GetWorkflowResult,
  GetWorkspaceArgs,
  GetWorkspaceResult,
  WorkflowPublishStatus,
} from "./library-types";

export async function findDataset(session: Session, args: GetDatasetArgs): Promise<GetDatasetResult> {
  const { name } = args;
  const spaceId = spaceFor("getDataset", session, args.spaceId);
  const place = { lookup: "getDataset", things: "knowledge base", place: ` in workspace ${spaceId}` };
  const { id, format, ...rest } = await theOnly(datasetsOf(session, spaceId), name, place);
  return { ...rest, datasetId: id, name, spaceId, formatType: formatNameOf(format) };
}

export async function findWorkflow(session: Session, args: GetWorkflowArgs): Promise<GetWorkflowResult> {
  const { name, workflowMode, publishStatus = "published_online" } = args;
  const spaceId = spaceFor("getWorkflow", session, args.spaceId);
  const key = `${publishStatus} ${workflowMode ?? "workflows"} of ${spaceId}`;
  const filter = { workflowMode, publishStatus };
  const read = () => session.api().library.listWorkflows(spaceId, filter);
  const { id, ...rest } = await theOnly(new SharedList(session.shared, key, read), name, {
    lookup: "getWorkflow",
    things: `${PUBLISHED.get(publishStatus) ?? ""}${workflowMode ?? "workflow"}`,
    place: ` in workspace ${spaceId}`,
  });
  return { ...rest, workflowId: id, name, spaceId };
}

const PUBLISHED = new Map<WorkflowPublishStatus, string>([
  ["published_online", "published "],
  ["unpublished_draft", "unpublished "],
]);

export async function findWorkspace(session: Session, { name }: GetWorkspaceArgs): Promise<GetWorkspaceResult> {
  const list = new SharedList(session.shared, "workspaces", () => session.api().library.listWorkspaces());
  const place = { lookup: "getWorkspace", things: "workspace", place: " of the token's user" };
  const { id, ...rest } = await theOnly(list, name, place);
  return { ...rest, spaceId: id, name };
}

export async function readPlugin(session: Session, { pluginId }: GetPluginArgs): Promise<GetPluginResult> {
  const read = () => session.api().library.readPlugin(pluginId);
  const { tools, ...rest } = await session.shared.get(`plugin ${pluginId}`, read);
  return { ...rest, pluginId, tools: tools.map(({ id, ...tool }) => ({ apiId: id, ...tool })) };
}

interface Place {
  readonly lookup: string;
  readonly things: string;
  readonly place: string;
}

/**
 * The only object with the name. Coze allows several objects with one name, and then none is a better answer than the
 * others.
 */
async function theOnly<T extends { readonly id: string; readonly name?: string }>(
  list: SharedList<T>,
  name: string,
  { lookup, things, place }: Place,
): Promise<T> {
  const [found, ...others] = await list.filter((item) => item.name === name);
  if (!found) throw new Error(`${lookup}: name: there is no ${things} of this name${place}`);
  if (others.length === 0) return found;
  const ids = [found, ...others].map(({ id }) => id).join(", ");
  throw new Error(
    `${lookup}: name: there are ${others.length + 1} ${things}s of this name${place}: ${ids}. Use the id of one, or rename the others`,
  );
}

/** The workspace that a lookup asks about. It has the same default as a resource without a `spaceId`. */
export function spaceFor(lookup: string, session: Session, given: string | undefined): string {
  const spaceId = given ?? session.settings().spaceId;
  if (spaceId !== undefined) return spaceId;
  throw new Error(
    `${lookup}: spaceId: is required: set it, or the configuration key coze:spaceId, or spaceId of the CozeProvider, got nothing`,
  );
}
