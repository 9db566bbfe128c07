import * as z from "zod";
import { pageOf } from "../faults/lists";
import { sizeOf, statusAt, type Content, type DocumentView, chunkStrategy, updateRule } from "../knowledge/document";
import type { DatasetView } from "../knowledge/store";
import { findDataset, findOwnDataset, findOwnDocument } from "./find";
import { invalid, parseBody } from "./parse";
import { ApiError, json, newLogId, type Reply } from "./reply";
import { route, type ApiCall, type Route } from "./route";

const IMAGE_FORMAT = 2;

const id = z.string().min(1);
const completeRule = updateRule.transform(({ update_type, update_interval = 24 }) => ({
  update_type,
  update_interval,
}));

const sourceInfo = z.object({
  document_source: z.union([z.literal(0), z.literal(1), z.literal(5)]).default(0),
  file_base64: z.base64().min(1).optional(),
  file_type: z.enum(["pdf", "txt", "doc", "docx"]).optional(),
  web_url: z.url({ protocol: /^https?$/ }).optional(),
  source_file_id: id.optional(),
});

const createBody = z.object({
  dataset_id: id,
  format_type: z.union([z.literal(0), z.literal(IMAGE_FORMAT)]),
  chunk_strategy: chunkStrategy,
  document_bases: z
    .array(
      z.object({
        name: z.string().min(1),
        source_info: sourceInfo,
        update_rule: completeRule.optional(),
        // Has no effect: only the call that updates a caption sets one, by two of the three places on Coze's page.
        caption: z.string().optional(),
      }),
    )
    .min(1)
    .max(10),
});
const listBody = z.object({ dataset_id: id, page: z.int().min(1).default(1), size: z.int().min(1).default(10) });
const updateBody = z.object({
  document_id: id,
  document_name: z.string().min(1).optional(),
  update_rule: completeRule.optional(),
});
const deleteBody = z.object({ document_ids: z.array(id).min(1).max(100) });
const captionBody = z.object({ caption: z.string().min(1) });

/**
 * An answer whose result stands beside the code. Its ids are JSON numbers beyond the safe integers of JavaScript,
 * unless the caller asks for strings.
 */
function besideCode({ header }: ApiCall, result: object): Reply {
  const logId = newLogId();
  const reply = json(200, { code: 0, msg: "", ...result, detail: { logid: logId } });
  const isText = header("agw-js-conv") === "str";
  const body = isText ? reply.body : reply.body.replace(/"(document_id)":"(\d+)"/g, '"$1":$2');
  return { ...reply, body, logId };
}

function contentOf(call: ApiCall, dataset: DatasetView, info: z.infer<typeof sourceInfo>): Content {
  const { document_source: source, file_base64, file_type, web_url, source_file_id } = info;
  if ((source === 5) !== (dataset.formatType === IMAGE_FORMAT)) {
    invalid("document_source", "must be 5 for a dataset of images, and for no other");
  }
  if (source === 5) {
    const { platform, identity } = call;
    const file = source_file_id === undefined ? undefined : platform.files.find(source_file_id);
    if (file?.userId !== identity.userId) invalid("source_file_id", "must be a file that the caller has uploaded");
    return { fileId: file.id };
  }
  if (source === 1) return { webUrl: web_url ?? invalid("web_url", "required") };
  return {
    bytes: Buffer.from(file_base64 ?? invalid("file_base64", "required"), "base64"),
    fileType: file_type ?? invalid("file_type", "required"),
  };
}

/** The answer to a create has zeros in nearly all fields. */
function info(document: DocumentView, now: number, isNew: boolean): object {
  const { id, name, content, chunkStrategy: strategy, updateRule: rule } = document;
  const status = statusAt(document, now);
  const text = "bytes" in content ? content.bytes.toString("utf8") : "";
  const known = {
    char_count: status === 1 ? Math.max(1, text.length) : 0,
    slice_count: status === 1 ? 1 : 0,
    size: sizeOf(content),
    status,
    type: "fileType" in content ? content.fileType : "",
    create_time: Math.floor(document.createdAt / 1000),
    update_time: Math.floor(document.updatedAt / 1000),
    ...rule,
    chunk_strategy: strategy,
  };
  const zeros = { char_count: 0, slice_count: 0, size: 0, status: 0, type: "", create_time: 0, update_time: 0 };
  return {
    document_id: id,
    name,
    format_type: "fileId" in content ? IMAGE_FORMAT : 0,
    hit_count: 0,
    source_type: "webUrl" in content ? 1 : 0,
    tos_uri: "",
    ...(isNew ? { ...zeros, update_type: 0, update_interval: 0, chunk_strategy: {} } : known),
  };
}

function withResult(
  path: string,
  permission: "createDocument" | "listDocument",
  run: (call: ApiCall) => object,
): Route {
  return { method: "POST", path, permissions: [permission], handle: (call) => besideCode(call, run(call)) };
}

export const documentRoutes: Route[] = [
  withResult("/open_api/knowledge/document/create", "createDocument", (call) => {
    const body = parseBody(call, createBody);
    const dataset = findOwnDataset(call, body.dataset_id);
    if (body.format_type !== dataset.formatType) invalid("format_type", "is not that of the dataset");
    const { knowledge } = call.platform;
    const isFirstImage = body.format_type === IMAGE_FORMAT && knowledge.documentsOf(dataset.id).length === 0;
    if (isFirstImage && body.chunk_strategy.caption_type === undefined) invalid("caption_type", "required");
    const contents = body.document_bases.map(({ source_info }) => contentOf(call, dataset, source_info));
    const added = body.document_bases.map(({ name, update_rule }, i) =>
      knowledge.addDocument(dataset.id, {
        name,
        content: contents[i] as Content,
        chunkStrategy: body.chunk_strategy,
        updateRule: update_rule,
      }),
    );
    return { document_infos: added.map((document) => info(document, call.platform.now(), true)) };
  }),

  withResult("/open_api/knowledge/document/list", "listDocument", (call) => {
    const { dataset_id, page, size } = parseBody(call, listBody);
    if (size > call.platform.settings.maxPageSize) invalid("size", "is too large");
    const dataset = findDataset(call, dataset_id);
    const visible = call.platform.knowledge
      .documentsOf(dataset.id)
      .filter(({ visibleAt }) => visibleAt <= call.platform.clock.now())
      .reverse();
    const { items, total } = pageOf(visible, { page, size }, ({ id }) => id, call.list);
    return {
      document_infos: items.map((document) => info(document, call.platform.now(), false)),
      total,
    };
  }),

  route("POST", "/open_api/knowledge/document/update", ["updateDocument"], (call) => {
    const { document_id, document_name, update_rule } = parseBody(call, updateBody);
    const { id: found, name, updateRule: rule, content } = findOwnDocument(call, document_id);
    if (update_rule && !("webUrl" in content)) invalid("update_rule", "is for web pages only");
    call.platform.knowledge.editDocument(found, { name: document_name ?? name, updateRule: update_rule ?? rule });
    return undefined;
  }),

  route("POST", "/open_api/knowledge/document/delete", ["deleteDocument"], (call) => {
    const found = parseBody(call, deleteBody).document_ids.map((documentId) => findOwnDocument(call, documentId));
    for (const document of found) call.platform.knowledge.deleteDocument(document.id);
    return undefined;
  }),

  route("PUT", "/v1/datasets/:dataset_id/images/:document_id", ["updatePhoto"], (call) => {
    const { caption } = parseBody(call, captionBody);
    const document = findOwnDocument(call, call.params.document_id ?? "");
    if (document.datasetId !== call.params.dataset_id) throw new ApiError(4200, "The dataset has no such image.");
    if (!("fileId" in document.content)) invalid("document_id", "is not an image");
    call.platform.knowledge.editDocument(document.id, { caption });
    return undefined;
  }),
];
