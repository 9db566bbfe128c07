import type { DatasetItem, DocumentItem } from "../../client/knowledge-types";
import type { Session } from "../../session/session";
import { progress } from "../../values/terminal";

const IMAGES = 2;

/** Knowledge bases and files in the shape of a seed. */
export interface SeedKnowledge {
  readonly datasets: object[];
  readonly files: object[];
  readonly documentCount: number;
}

/**
 * The knowledge bases of a workspace and their documents. The content of documents is empty, since no call returns it.
 */
export async function readKnowledge(session: Session, spaceId: string): Promise<SeedKnowledge> {
  const { knowledge } = session.api();
  const listed = await knowledge.listDatasets(spaceId);
  const read: { datasets: object[]; files: object[]; documentCount: number } = {
    ...{ datasets: [], files: [], documentCount: 0 },
  };
  for (const [index, dataset] of listed.entries()) {
    progress(`reading knowledge base ${index + 1} of ${listed.length}`);
    const documents = dataset.documentCount === 0 ? [] : await knowledge.listDocuments(dataset.id);
    const isOfImages = dataset.format === IMAGES;
    read.datasets.push(datasetOf(dataset, documents, isOfImages));
    // Each image is a file of its own.
    if (isOfImages) read.files.push(...documents.map(({ id, name = id }) => ({ id, fileName: name })));
    read.documentCount += documents.length;
  }
  return read;
}

function datasetOf({ id, name, description }: DatasetItem, documents: DocumentItem[], isOfImages: boolean): object {
  return {
    ...{ id, name, description, format: isOfImages ? "image" : "text" },
    documents: documents.map(({ id, name = id }) => ({ id, name, ...(isOfImages ? { fileId: id } : { text: "" }) })),
  };
}
