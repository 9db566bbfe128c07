import { CozeApiError } from "./errors/errors";
import type { FilesApi } from "./files";
import type { Caller, Request } from "./http/call";
import { OPERATIONS } from "./http/operation";
import { readPages } from "./http/pages";
import * as z from "./http/schema";
import {
  dataset,
  document,
  progress,
  type DatasetBody,
  type DatasetItem,
  type DocumentItem,
  type DocumentProgress,
  type NewDocument,
  type UpdateRule,
} from "./knowledge-types";
import type { Server } from "./server";

/** The largest page that Coze allows. */
const DATASETS_PAGE_SIZE = 300;
/** Coze's default. Coze documents no maximum, and if Coze refused a larger page, every list would fail. */
const DOCUMENTS_PAGE_SIZE = 10;

/** Without this header these calls return ids as JSON numbers, which lose their last digits. */
const IDS_AS_TEXT = { "Agw-Js-Conv": "str" };

interface Created {
  readonly document: DocumentItem;
  readonly createdAt: Date;
}

/** The knowledge-base endpoints of the Coze API, typed. */
export class KnowledgeApi {
  constructor(
    private readonly caller: Caller,
    private readonly server: Server,
    private readonly files: FilesApi,
  ) {}

  /** `POST /v1/datasets`. Creates an empty knowledge base. */
  async createDataset(
    spaceId: string,
    formatType: number,
    content: DatasetBody,
  ): Promise<{ datasetId: string; createdAt: Date }> {
    const answer = await this.caller.call({
      operation: OPERATIONS.createDataset,
      subject: `a knowledge base in workspace ${spaceId}`,
      path: "/v1/datasets",
      body: { space_id: spaceId, format_type: formatType, ...content },
      answer: z.object({ dataset_id: z.id }),
    });
    const { dataset_id: datasetId } = answer.data;
    this.caller.markFresh(datasetId);
    return { datasetId, createdAt: answer.date ?? new Date(this.caller.serverNow()) };
  }

  /** `GET /v1/datasets`: every page. No call reads a single one. */
  async listDatasets(spaceId: string): Promise<DatasetItem[]> {
    const what = `the knowledge bases of workspace ${spaceId}`;
    return readPages(this.caller, {
      call: (page) => ({
        operation: OPERATIONS.listDatasets,
        subject: what,
        path: "/v1/datasets",
        query: { space_id: spaceId, page_num: page, page_size: DATASETS_PAGE_SIZE },
      }),
      what,
      answer: z.as(
        z.object({ dataset_list: z.array(dataset), total_count: z.maybe(z.number) }),
        ({ dataset_list: items, total_count: total }) => ({ items, total }),
      ),
      id: ({ id }) => id,
      size: DATASETS_PAGE_SIZE,
    });
  }

  /** `PUT /v1/datasets/:dataset_id`. Fields that are left out go back to their defaults. */
  async updateDataset(datasetId: string, content: DatasetBody): Promise<void> {
    await this.caller.send({ ...ofDataset(datasetId), operation: OPERATIONS.updateDataset, body: content });
  }

  /** `DELETE /v1/datasets/:dataset_id`. Also deletes its documents, and removes it from bots. */
  async deleteDataset(datasetId: string): Promise<void> {
    await this.caller.send({ ...ofDataset(datasetId), operation: OPERATIONS.deleteDataset });
  }

  /** `POST /open_api/knowledge/document/create`, for one document. */
  async createDocument(body: NewDocument): Promise<Created> {
    if (!this.server.isKnownStudio) {
      const made = await this.putIn(body);
      if (!(await this.server.isStudio())) return made;
      // Coze Studio has created a document that will fail.
      await this.deleteDocument(made.document.id);
    }
    return this.putIn(await this.uploaded(body));
  }

  private async putIn(body: NewDocument): Promise<Created> {
    const answer = await this.caller.call({
      operation: OPERATIONS.createDocument,
      subject: `a document in knowledge base ${body.dataset_id}`,
      path: "/open_api/knowledge/document/create",
      within: body.dataset_id,
      headers: IDS_AS_TEXT,
      body,
      bytes: body.document_bases[0]?.source_info.file_base64?.length,
      answer: z.object({ document_infos: z.tuple([document], z.unknown()) }),
    });
    const [created] = answer.data.document_infos;
    this.caller.markFresh(created.id);
    return { document: created, createdAt: answer.date ?? new Date(this.caller.serverNow()) };
  }

  /**
   * The body for Coze Studio, with the file uploaded first. Coze Studio accepts only uploads. From other sources it
   * creates a document that fails.
   */
  private async uploaded({ document_bases, ...body }: NewDocument): Promise<NewDocument> {
    const bases = document_bases.map(async ({ name, source_info: { file_base64, file_type } }) => {
      if (file_base64 === undefined) {
        throw new Error(
          "source: this server is Coze Studio, which takes files with a text alone: no web pages and no images",
        );
      }
      const fileName = name.endsWith(`.${String(file_type)}`) ? name : `${name}.${String(file_type)}`;
      const { uri } = await this.files.upload(new Blob([Buffer.from(file_base64, "base64")]), fileName);
      if (uri === undefined) throw new Error("Coze Studio has not said where the upload of the document is.");
      return { name, source_info: { document_source: 0, tos_uri: uri } };
    });
    return { ...body, document_bases: await Promise.all(bases) };
  }

  /** `POST /open_api/knowledge/document/list`: every page. */
  async listDocuments(datasetId: string): Promise<DocumentItem[]> {
    const what = `the documents of knowledge base ${datasetId}`;
    return readPages(this.caller, {
      call: (page) => ({
        operation: OPERATIONS.listDocuments,
        subject: what,
        path: "/open_api/knowledge/document/list",
        within: datasetId,
        headers: IDS_AS_TEXT,
        body: { dataset_id: datasetId, page, size: DOCUMENTS_PAGE_SIZE },
      }),
      what,
      answer: z.as(
        z.object({ document_infos: z.array(document), total: z.maybe(z.number) }),
        ({ document_infos: items, total }) => ({ items, total }),
      ),
      id: ({ id }) => id,
      size: DOCUMENTS_PAGE_SIZE,
      // Coze Studio counts pages from 0. If the list began at page 1, it would have fewer items than its total.
      first: async (isAgain) => {
        const isStudio = isAgain ? await this.server.isStudio() : this.server.isKnownStudio;
        return isStudio ? 0 : 1;
      },
    });
  }

  /** `POST /open_api/knowledge/document/update`. */
  async updateDocument(documentId: string, name: string, updateRule: UpdateRule | undefined): Promise<void> {
    await this.caller.send({
      operation: OPERATIONS.updateDocument,
      subject: `document ${documentId}`,
      path: "/open_api/knowledge/document/update",
      target: documentId,
      headers: IDS_AS_TEXT,
      body: { document_id: documentId, document_name: name, ...(updateRule ? { update_rule: updateRule } : {}) },
    });
  }

  /** `PUT /v1/datasets/:dataset_id/images/:document_id`. */
  async updateCaption(datasetId: string, documentId: string, caption: string): Promise<void> {
    await this.caller.send({
      operation: OPERATIONS.updateCaption,
      subject: `document ${documentId}`,
      path: `/v1/datasets/${encodeURIComponent(datasetId)}/images/${encodeURIComponent(documentId)}`,
      target: documentId,
      body: { caption },
    });
  }

  /** `POST /open_api/knowledge/document/delete`, for one document. */
  async deleteDocument(documentId: string): Promise<void> {
    await this.caller.send({
      operation: OPERATIONS.deleteDocument,
      subject: `document ${documentId}`,
      path: "/open_api/knowledge/document/delete",
      target: documentId,
      headers: IDS_AS_TEXT,
      body: { document_ids: [documentId] },
    });
  }

  /** `POST /v1/datasets/:dataset_id/process`; `undefined` if the answer does not have the document yet. */
  async readProgress(datasetId: string, documentId: string): Promise<DocumentProgress | undefined> {
    if (this.server.isKnownStudio) return this.progressOf(datasetId, documentId, numbers(documentId));
    try {
      return await this.progressOf(datasetId, documentId, { document_ids: [documentId] });
    } catch (error) {
      const isRefused = error instanceof CozeApiError && error.httpStatus === 400;
      if (!isRefused || !(await this.server.isStudio())) throw error;
      return this.progressOf(datasetId, documentId, numbers(documentId));
    }
  }

  private async progressOf(
    datasetId: string,
    documentId: string,
    body: unknown,
  ): Promise<DocumentProgress | undefined> {
    const { data: answer } = await this.caller.call({
      operation: OPERATIONS.readProgress,
      subject: `document ${documentId}`,
      path: `/v1/datasets/${encodeURIComponent(datasetId)}/process`,
      target: documentId,
      body,
      answer: z.object({ data: z.array(progress) }),
    });
    return answer.data.find(({ id }) => id === documentId);
  }
}

/**
 * The body for Coze Studio, written by hand: Coze Studio expects ids as JSON numbers, and they are too large for
 * numbers of JavaScript.
 */
function numbers(documentId: string): string {
  if (!/^\d+$/.test(documentId)) throw new Error(`Document ${documentId} has an id that Coze Studio does not have.`);
  return `{"document_ids":[${documentId}]}`;
}

function ofDataset(datasetId: string): Pick<Request, "subject" | "path" | "target"> {
  return {
    subject: `knowledge base ${datasetId}`,
    path: `/v1/datasets/${encodeURIComponent(datasetId)}`,
    target: datasetId,
  };
}
