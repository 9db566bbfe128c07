import type { PlatformContext } from "../platform";
import type { DatasetContent, DatasetView } from "./dataset";
import { dumpDocument, loadDocument, type DocumentState } from "./document-state";
import { textOf, type DocumentView, type NewDocument, type UpdateRule } from "./document";

const NEVER: UpdateRule = { update_type: 0, update_interval: 0 };

export interface KnowledgeState {
  datasets: DatasetView[];
  documents: DocumentState[];
}

/** All knowledge bases of the platform with their documents, and what the console can do to them. */
export class KnowledgeStore {
  private datasetsById = new Map<string, DatasetView>();
  private documentsById = new Map<string, DocumentView>();

  /** @internal */
  constructor(private readonly context: PlatformContext) {}

  /** Oldest first. */
  get datasets(): DatasetView[] {
    return [...this.datasetsById.values()].map((dataset) => ({ ...dataset }));
  }

  /** Oldest first. */
  get documents(): DocumentView[] {
    return [...this.documentsById.values()].map((document) => ({ ...document }));
  }

  documentsOf(datasetId: string): DocumentView[] {
    return this.documents.filter((document) => document.datasetId === datasetId);
  }

  /** The name of a knowledge base that is there. */
  datasetName(id: string): string | undefined {
    return this.datasetsById.get(id)?.name;
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
    this.datasetsById.set(id, { ...dataset, updatedAt: createdAt });
    this.context.events.changed("dataset", "created", id);
    return this.dataset(id);
  }

  /** Replaces the content: a field that is left out goes back to its default. */
  updateDataset(id: string, { name, description = "", iconFileId }: DatasetContent): void {
    const now = this.context.now();
    this.datasetsById.set(id, { ...this.dataset(id), name, description, iconFileId, updatedAt: now });
    this.context.events.changed("dataset", "edited", id);
  }

  /** An edit in the console. */
  editDataset(id: string, patch: Partial<DatasetContent>): void {
    this.updateDataset(id, { ...this.dataset(id), ...patch });
  }

  /** Deletes its documents, too, and removes it from all bots. */
  deleteDataset(id: string): void {
    this.dataset(id);
    this.datasetsById.delete(id);
    for (const document of this.documentsOf(id)) this.documentsById.delete(document.id);
    for (const bot of this.context.bots.list()) {
      const { knowledge } = bot.draft;
      if (!knowledge?.dataset_ids?.includes(id)) continue;
      const dataset_ids = knowledge.dataset_ids.filter((other) => other !== id);
      this.context.bots.edit(bot, { knowledge: { ...knowledge, dataset_ids } });
    }
    this.context.events.changed("dataset", "deleted", id);
  }

  addDocument(datasetId: string, document: NewDocument, id = this.context.ids.next()): DocumentView {
    const { settings } = this.context;
    const createdAt = this.context.now();
    const word = settings.documentFailWord;
    const added: DocumentView = {
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
    };
    this.documentsById.set(id, added);
    this.context.events.changed("document", "created", id);
    return added;
  }

  editDocument(id: string, patch: Partial<Omit<DocumentView, "id" | "datasetId">>): void {
    this.documentsById.set(id, { ...this.document(id), ...patch, updatedAt: this.context.now() });
    this.context.events.changed("document", "edited", id);
  }

  deleteDocument(id: string): void {
    this.document(id);
    this.documentsById.delete(id);
    this.context.events.changed("document", "deleted", id);
  }

  dataset(id: string): DatasetView {
    const dataset = this.datasetsById.get(id);
    if (!dataset) throw new Error(`the emulator has no dataset ${id}`);
    return dataset;
  }

  document(id: string): DocumentView {
    const document = this.documentsById.get(id);
    if (!document) throw new Error(`the emulator has no document ${id}`);
    return document;
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
    this.datasetsById = new Map(datasets.map((dataset) => [dataset.id, { ...dataset }]));
    this.documentsById = new Map(documents.map((document) => [document.id, loadDocument(document)]));
  }
}
