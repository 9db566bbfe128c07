import { Collection } from "../collection";
import type { BotStore } from "../bots/store";
import type { Context } from "../context";
import {
  dumpDocument,
  loadDocument,
  type DocumentState,
  textOf,
  type DocumentView,
  type NewDocument,
  type UpdateRule,
} from "./document";

/** A knowledge base, as `knowledge.datasets` lists it. Times are milliseconds by the server's clock. */
export interface DatasetView {
  id: string;
  spaceId: string;
  ownerUserId: string;
  name: string;
  description: string;
  /** 0: text; 2: images. */
  formatType: number;
  iconFileId?: string | undefined;
  createdAt: number;
  updatedAt: number;
  /** By the clock without its skew. Until then lists do not have it. */
  visibleAt: number;
}

/** A field that an update leaves out goes back to its default. */
export interface DatasetContent {
  name: string;
  description?: string | undefined;
  iconFileId?: string | undefined;
}

const NEVER: UpdateRule = { update_type: 0, update_interval: 0 };

export interface KnowledgeState {
  datasets: DatasetView[];
  documents: DocumentState[];
}

/** All knowledge bases of the platform with their documents, and the console's actions on them. */
export class KnowledgeStore {
  private readonly allDatasets: Collection<DatasetView>;
  private readonly allDocuments: Collection<DocumentView>;

  /** @internal */
  constructor(private readonly context: Context & { readonly bots: BotStore }) {
    this.allDatasets = new Collection("dataset", context);
    this.allDocuments = new Collection("document", context);
  }

  /** Oldest first. */
  get datasets(): DatasetView[] {
    return this.allDatasets.copies();
  }

  /** Oldest first. */
  get documents(): DocumentView[] {
    return this.allDocuments.copies();
  }

  documentsOf(datasetId: string): DocumentView[] {
    return this.allDocuments.list().filter((document) => document.datasetId === datasetId);
  }

  /** The name of a knowledge base. Undefined if it does not exist. */
  datasetName(id: string): string | undefined {
    return this.allDatasets.find(id)?.name;
  }

  createDataset(
    spaceId: string,
    { name, description = "", iconFileId }: DatasetContent,
    options: { id?: string; formatType?: number; ownerUserId?: string; ageSeconds?: number } = {},
  ): DatasetView {
    const { formatType = 0, ownerUserId = this.context.userId, ageSeconds = 0 } = options;
    const createdAt = this.context.now() - ageSeconds * 1000;
    const id = options.id ?? this.context.ids.next();
    const visibleAt = this.context.clock.now() - ageSeconds * 1000 + this.context.settings.createLagMs;
    const dataset = { id, spaceId, ownerUserId, name, description, formatType, iconFileId, createdAt, visibleAt };
    return this.allDatasets.add({ ...dataset, updatedAt: createdAt });
  }

  /** Replaces the content: a field that is left out goes back to its default. */
  updateDataset(id: string, { name, description = "", iconFileId }: DatasetContent): void {
    const updatedAt = this.context.now();
    this.allDatasets.replace({ ...this.dataset(id), name, description, iconFileId, updatedAt });
  }

  /** Edits a knowledge base in the console. */
  editDataset(id: string, patch: Partial<DatasetContent>): void {
    this.updateDataset(id, { ...this.dataset(id), ...patch });
  }

  /** Also deletes its documents, and removes it from all bots. */
  deleteDataset(id: string): void {
    this.dataset(id);
    for (const document of this.documentsOf(id)) this.deleteDocument(document.id);
    for (const bot of this.context.bots.list()) {
      const { knowledge } = bot.draft;
      if (!knowledge?.dataset_ids?.includes(id)) continue;
      const dataset_ids = knowledge.dataset_ids.filter((other) => other !== id);
      this.context.bots.edit(bot, { knowledge: { ...knowledge, dataset_ids } });
    }
    this.allDatasets.delete(id);
  }

  addDocument(datasetId: string, document: NewDocument, id = this.context.ids.next()): DocumentView {
    const { settings } = this.context;
    const createdAt = this.context.now();
    const word = settings.documentFailWord;
    return this.allDocuments.add({
      chunkStrategy: { chunk_type: 0 },
      ...document,
      caption: "",
      updateRule: document.updateRule ?? NEVER,
      id,
      datasetId,
      createdAt,
      updatedAt: createdAt,
      readyAt: createdAt + settings.documentProcessingMs,
      ...(word && textOf(document).includes(word) ? { failure: `The document holds "${word}".` } : {}),
      visibleAt: this.context.clock.now() + settings.createLagMs,
    });
  }

  editDocument(id: string, patch: Partial<Omit<DocumentView, "id" | "datasetId">>): void {
    this.allDocuments.replace({ ...this.document(id), ...patch, updatedAt: this.context.now() });
  }

  deleteDocument(id: string): void {
    this.allDocuments.delete(id);
  }

  dataset(id: string): DatasetView {
    return this.allDatasets.get(id);
  }

  document(id: string): DocumentView {
    return this.allDocuments.get(id);
  }

  /** The documents as JSON, oldest first. */
  documentStates(): DocumentState[] {
    return this.documents.map(dumpDocument);
  }

  /** @internal */
  dump(): KnowledgeState {
    return { datasets: this.datasets, documents: this.documentStates() };
  }

  /** @internal */
  load({ datasets, documents }: KnowledgeState): void {
    this.allDatasets.load(datasets);
    this.allDocuments.load(documents.map(loadDocument));
  }
}
