import { createHash, randomBytes } from "node:crypto";
import * as z from "zod";
import { HOST } from "../context";
import { pageOf } from "../faults/lists";
import { reasonAt, sizeOf, statusAt } from "../knowledge/document";
import type { DatasetView } from "../knowledge/store";
import type { Platform } from "../platform";
import { userName } from "./account";
import { checkSpace, findDataset, findOwnDataset } from "./find";
import { parseBody, parseQuery, integer, pageNumber } from "./parse";
import { route, type Route } from "./route";

const ENABLED = 1;

const name = z.string().refine((value) => {
  const length = Array.from(value).length;
  return length >= 1 && length <= 100;
}, "length must be 1 to 100 characters");

const content = { name, description: z.string().optional(), file_id: z.string().min(1).optional() };
const createBody = z.object({
  space_id: z.string().min(1),
  format_type: z.union([z.literal(0), z.literal(2)]),
  ...content,
});
const updateBody = z.object(content);
const processBody = z.object({ document_ids: z.array(z.string().min(1)).min(1) });

const listQuery = z.object({
  space_id: z.string(),
  name: z.string().optional(),
  format_type: z.enum(["0", "1", "2"]).transform(Number).optional(),
  page_num: pageNumber,
  page_size: integer(1, 300, 10),
});

/** Each read signs the address anew. It does not show the file id. */
function iconUrl({ iconFileId = "default" }: DatasetView): string {
  const file = createHash("sha256").update(iconFileId).digest("hex").slice(0, 24);
  return `${HOST}/dataset/${file}.png?x-signature=${randomBytes(15).toString("base64url")}`;
}

function item(dataset: DatasetView, platform: Platform, userId: string): object {
  const { id, spaceId, ownerUserId } = dataset;
  const documents = platform.knowledge.documentsOf(id);
  const names = (status: number): string[] =>
    documents.filter((document) => statusAt(document, platform.now()) === status).map((document) => document.name);
  const users = platform.bots.list().filter(({ draft }) => draft.knowledge?.dataset_ids?.includes(id));
  return {
    dataset_id: id,
    name: dataset.name,
    description: dataset.description,
    format_type: dataset.formatType,
    space_id: spaceId,
    status: ENABLED,
    can_edit: ownerUserId === userId,
    icon_uri: "",
    icon_url: iconUrl(dataset),
    doc_count: documents.length,
    slice_count: documents.length,
    hit_count: 0,
    bot_used_count: users.length,
    // A string, as in the sample on Coze's page; the page's table says number.
    all_file_size: String(documents.reduce((sum, document) => sum + sizeOf(document.content), 0)),
    creator_id: ownerUserId,
    creator_name: userName(ownerUserId),
    avatar_url: `${HOST}/avatar.png`,
    create_time: Math.floor(dataset.createdAt / 1000),
    update_time: Math.floor(dataset.updatedAt / 1000),
    chunk_strategy: documents.at(-1)?.chunkStrategy ?? { chunk_type: 0 },
    file_list: documents.map((document) => document.name),
    failed_file_list: names(9),
    processing_file_list: names(0),
    processing_file_id_list: documents
      .filter((document) => statusAt(document, platform.now()) === 0)
      .map((document) => document.id),
    project_id: "0",
  };
}

export const datasetRoutes: Route[] = [
  route("POST", "/v1/datasets", ["createKnowledge"], (call) => {
    const { space_id, format_type, file_id, ...rest } = parseBody(call, createBody);
    checkSpace(call, space_id);
    const { userId } = call.identity;
    const options = { formatType: format_type, ownerUserId: userId };
    const made = call.platform.knowledge.createDataset(space_id, { ...rest, iconFileId: file_id }, options);
    return { dataset_id: made.id };
  }),

  route("GET", "/v1/datasets", ["listKnowledge"], (call) => {
    const { space_id, name, format_type, page_num, page_size } = parseQuery(call, listQuery);
    checkSpace(call, space_id);
    const { platform, identity } = call;
    const matching = platform.knowledge.datasets
      .filter(
        (dataset) =>
          dataset.spaceId === space_id &&
          dataset.visibleAt <= platform.clock.now() &&
          (name === undefined || dataset.name.includes(name)) &&
          (format_type === undefined || dataset.formatType === format_type),
      )
      .reverse();
    const { items, total } = pageOf(matching, { page: page_num, size: page_size }, ({ id }) => id, call.list);
    return {
      total_count: total,
      dataset_list: items.map((dataset) => item(dataset, platform, identity.userId)),
    };
  }),

  route("PUT", "/v1/datasets/:dataset_id", ["update"], (call) => {
    const { file_id, ...rest } = parseBody(call, updateBody);
    const dataset = findOwnDataset(call, call.params.dataset_id ?? "");
    call.platform.knowledge.updateDataset(dataset.id, { ...rest, iconFileId: file_id });
    return undefined;
  }),

  route("DELETE", "/v1/datasets/:dataset_id", ["delete"], (call) => {
    call.platform.knowledge.deleteDataset(findOwnDataset(call, call.params.dataset_id ?? "").id);
    return undefined;
  }),

  route("POST", "/v1/datasets/:dataset_id/process", ["readDocumentProgress"], (call) => {
    const { document_ids } = parseBody(call, processBody);
    const dataset = findDataset(call, call.params.dataset_id ?? "");
    const now = call.platform.now();
    const asked = call.platform.knowledge
      .documentsOf(dataset.id)
      .filter(({ id, visibleAt }) => document_ids.includes(id) && visibleAt <= call.platform.clock.now());
    const data = asked.map((document) => {
      const { id, name, content, createdAt, readyAt, updateRule } = document;
      const reason = reasonAt(document, now);
      const status = statusAt(document, now);
      const left = Math.max(0, readyAt - now);
      return {
        document_id: id,
        document_name: name,
        status,
        progress: left === 0 ? 100 : Math.floor((100 * (now - createdAt)) / (readyAt - createdAt)),
        remaining_time: Math.ceil(left / 1000),
        ...(reason !== undefined && { status_descript: reason }),
        size: sizeOf(content),
        type: "fileType" in content ? content.fileType : "",
        url: `${HOST}/document/${id}`,
        ...updateRule,
      };
    });
    return { data };
  }),
];
