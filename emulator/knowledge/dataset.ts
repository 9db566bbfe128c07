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
  /** By the clock without its skew; until then lists don't have it. */
  visibleAt: number;
}

/** What an update leaves out goes back to its default. */
export interface DatasetContent {
  name: string;
  description?: string | undefined;
  iconFileId?: string | undefined;
}
