/** The kind of documents in a knowledge base. */
export type DatasetFormat = "text" | "image";
