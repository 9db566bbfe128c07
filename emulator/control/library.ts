import * as z from "zod";
import { type Content, chunkStrategy, updateRule } from "../knowledge/document";
import { strictly } from "../strictly";
import { act, look, type Operation } from "./operation";

const datasetContent = {
  name: z.string(),
  description: z.string().optional(),
  iconFileId: z.string().optional(),
};
const newDataset = z.strictObject({
  ...datasetContent,
  spaceId: z.string().optional(),
  formatType: z.int().optional(),
  ownerUserId: z.string().optional(),
  ageSeconds: z.number().optional(),
});
const datasetPatch = z.strictObject(datasetContent).partial();

const rule = strictly(updateRule).transform((given) => ({ update_interval: 24, ...given }));
const content = z
  .union([
    z.strictObject({ base64: z.base64(), fileType: z.string() }),
    z.strictObject({ webUrl: z.string() }),
    z.strictObject({ fileId: z.string() }),
  ])
  .transform((given): Content =>
    "base64" in given ? { bytes: Buffer.from(given.base64, "base64"), fileType: given.fileType } : given,
  );
const newDocument = z.strictObject({
  name: z.string(),
  content,
  chunkStrategy: strictly(chunkStrategy).optional(),
  updateRule: rule.optional(),
});
const documentPatch = z
  .strictObject({
    name: z.string(),
    content,
    caption: z.string(),
    chunkStrategy: strictly(chunkStrategy),
    updateRule: rule,
  })
  .partial();

const documentStatus = z.strictObject({ status: z.int().nullable(), reason: z.string().optional() });

const newWorkflow = z.strictObject({
  spaceId: z.string().optional(),
  name: z.string(),
  description: z.string().optional(),
  mode: z.enum(["workflow", "chatflow"]).optional(),
  version: z.string().optional(),
});
const tool = z.strictObject({ id: z.string().optional(), name: z.string(), description: z.string().optional() });
const newPlugin = z.strictObject({
  spaceId: z.string().optional(),
  name: z.string(),
  description: z.string().optional(),
  tools: z.array(tool).optional(),
});

/** Knowledge, files, workflows and plugins. Bytes are base64 here. */
export const libraryOperations: readonly Operation[] = [
  look("GET /files", "files", (emulator) => emulator.files),
  look("DELETE /files/:id", "console.expireFile", (emulator, param) => emulator.console.expireFile(param("id"))),

  look("GET /datasets", "knowledge.datasets", (emulator) => emulator.knowledge.datasets),
  act("POST /datasets", "knowledge.createDataset", newDataset, (emulator, input) => {
    const { spaceId = emulator.spaceId, formatType, ownerUserId, ageSeconds, ...content } = input;
    return emulator.knowledge.createDataset(spaceId, content, { formatType, ownerUserId, ageSeconds });
  }),
  act("PATCH /datasets/:id", "knowledge.editDataset", datasetPatch, (emulator, patch, param) =>
    emulator.knowledge.editDataset(param("id"), patch),
  ),
  look("DELETE /datasets/:id", "knowledge.deleteDataset", (emulator, param) =>
    emulator.knowledge.deleteDataset(param("id")),
  ),
  look("GET /documents", "knowledge.documents", (emulator) => emulator.knowledge.documentStates()),
  act("POST /datasets/:id/documents", "knowledge.addDocument", newDocument, (emulator, document, param) => {
    return { id: emulator.knowledge.addDocument(emulator.knowledge.dataset(param("id")).id, document).id };
  }),
  act("PATCH /documents/:id", "knowledge.editDocument", documentPatch, (emulator, patch, param) =>
    emulator.knowledge.editDocument(param("id"), patch),
  ),
  act("PUT /documents/:id/status", "console.setDocumentStatus", documentStatus, (emulator, input, param) =>
    emulator.console.setDocumentStatus(param("id"), input.status, input.reason),
  ),
  look("DELETE /documents/:id", "knowledge.deleteDocument", (emulator, param) =>
    emulator.knowledge.deleteDocument(param("id")),
  ),

  look("GET /workflows", "library.workflows", (emulator) => emulator.library.workflows),
  act("POST /workflows", "library.createWorkflow", newWorkflow, (emulator, input) => {
    const { spaceId = emulator.spaceId, ...workflow } = input;
    return { id: emulator.library.createWorkflow(spaceId, workflow) };
  }),
  look("DELETE /workflows/:id", "library.deleteWorkflow", (emulator, param) =>
    emulator.library.deleteWorkflow(param("id")),
  ),
  look("GET /plugins", "library.plugins", (emulator) => emulator.library.plugins),
  act("POST /plugins", "library.createPlugin", newPlugin, (emulator, input) => {
    const { spaceId = emulator.spaceId, ...plugin } = input;
    return { id: emulator.library.createPlugin(spaceId, plugin) };
  }),
  look("DELETE /plugins/:id", "library.deletePlugin", (emulator, param) => emulator.library.deletePlugin(param("id"))),
];
