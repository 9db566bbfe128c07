import { OPERATIONS } from "../../client/http/operation";
import { codeOf, dataOf, describe, type Exchange, type Probe, type Question } from "../../client/probe";
import { failure, ok, warning, type Check } from "./check";

/** An id that no object has. A token with the permission gets the answer "not found"; a token without it is refused. */
const NOBODY = "1";
const FORBIDDEN = 4101;
const NOT_FOUND = new Set([4200, 4006, 4015, 4001, 4002, 4000, 4005]);

/**
 * Checks the permission points of the calls that resources read with. Only a write can show the permission points of
 * writes.
 */
export async function permissionChecks(probe: Probe, spaceId: string): Promise<Check[]> {
  const list = await probe.ask({
    method: "GET",
    path: "/v1/bots",
    query: { workspace_id: spaceId, publish_status: "all", page_num: 1, page_size: 1 },
  });
  const bot = firstId(list, "items", "id") ?? NOBODY;
  const path = `/v1/bots/${encodeURIComponent(bot)}`;
  const [read, listed] = [OPERATIONS.readBot.permission, OPERATIONS.listVersions.permission];
  return [
    judge("CozeBot: list", OPERATIONS.listBots.permission, list),
    await reach(probe, "CozeBot: draft", read, { method: "GET", path, query: { is_published: "false" } }),
    await reach(probe, "CozeBotPublication: live", read, { method: "GET", path, query: { is_published: "true" } }),
    await reach(probe, "CozeBotPublication: versions", listed, {
      method: "GET",
      path: `${path}/versions`,
      query: { page_num: 1, page_size: 1 },
    }),
    ...(await knowledgeChecks(probe, spaceId)),
    await reach(probe, "CozeFile", OPERATIONS.readFile.permission, {
      method: "GET",
      path: "/v1/files/retrieve",
      query: { file_id: NOBODY },
    }),
    await reach(probe, "CozeBotTest", OPERATIONS.readChat.permission, {
      method: "GET",
      path: "/v3/chat/retrieve",
      query: { conversation_id: NOBODY, chat_id: NOBODY },
    }),
    await reach(probe, "CozeWorkspaceMember", OPERATIONS.listMembers.permission, {
      method: "GET",
      path: `/v1/workspaces/${encodeURIComponent(spaceId)}/members`,
      query: { page_num: 1, page_size: 1 },
    }),
    await reach(probe, "CozeCallback", OPERATIONS.listCallbacks.permission, {
      method: "GET",
      path: "/v1/api_apps",
      query: { app_type: "normal", page_size: 1 },
    }),
  ];
}

async function knowledgeChecks(probe: Probe, spaceId: string): Promise<Check[]> {
  const datasets = await probe.ask({
    method: "GET",
    path: "/v1/datasets",
    query: { space_id: spaceId, page_num: 1, page_size: 1 },
  });
  const documents: Question = {
    method: "POST",
    path: "/open_api/knowledge/document/list",
    headers: { "Agw-Js-Conv": "str" },
    body: { dataset_id: firstId(datasets, "dataset_list", "dataset_id") ?? NOBODY, page: 1, size: 1 },
  };
  return [
    judge("CozeDataset", OPERATIONS.listDatasets.permission, datasets),
    await reach(probe, "CozeDocument", OPERATIONS.listDocuments.permission, documents),
  ];
}

async function reach(probe: Probe, name: string, permission: string, question: Question): Promise<Check> {
  return judge(name, permission, await probe.ask(question));
}

function judge(name: string, permission: string, exchange: Exchange): Check {
  const code = codeOf(exchange);
  if (code === 0) return ok(name, `readable (${permission})`);
  if (code === FORBIDDEN) {
    return failure(
      name,
      `the token lacks the permission point ${permission}, or access to the workspace: give it both where the token was made`,
    );
  }
  // A gateway without the call also answers with the code of a missing object, but with the status 404.
  const isMissing = exchange.status === 200 && code !== undefined && NOT_FOUND.has(code);
  return isMissing
    ? ok(name, `allowed (${permission}); there is nothing to read yet`)
    : warning(name, describe(exchange));
}

function firstId(exchange: Exchange, list: string, key: string): string | undefined {
  const items = dataOf(exchange)[list];
  const first: unknown = Array.isArray(items) ? items[0] : undefined;
  const id = typeof first === "object" && first !== null ? (first as Record<string, unknown>)[key] : undefined;
  return typeof id === "string" ? id : undefined;
}
