import * as pulumi from "@pulumi/pulumi";
import type { CozeDataset } from "../dataset/resource";
import { programError } from "../../program/error";
import { CozeResource, type CozeResourceOptions, type DeepInput } from "../../program/resource";
import type { ChunkStrategy, DocumentStatus } from "./types";

/**
 * The inputs of a {@link CozeDocument}: one of `dataset` and `datasetId`, and one of `source`, `webUrl` and `fileId`. Limits
 * are checked in the preview, without a call; all problems are reported at once. An id is 1 to 64 letters, digits, hyphens
 * or underscores.
 *
 * Coze's page: https://docs.coze.cn/developer_guides/create_knowledge_files
 */
export interface CozeDocumentArgs {
  /**
   * The knowledge base to put the document into, of this program. Stands for its `datasetId` and `spaceId`, which are
   * refused beside it. Another one **replaces** the document.
   */
  dataset?: pulumi.Input<CozeDataset>;
  /** The id of the knowledge base, where it is not in this program. A change **replaces** the document. */
  datasetId?: pulumi.Input<string>;
  /**
   * With `datasetId`: the id of the workspace that holds the knowledge base, whose list is asked where the knowledge base
   * is not found. Default: as for a {@link CozeDataset}. A change alone changes nothing.
   */
  spaceId?: pulumi.Input<string>;
  /**
   * The document's name. Default: the file name of `source`, or `webUrl`; required with `fileId` and with a
   * `StringAsset`. Not empty; no other limit is known. Updated in place.
   */
  name?: pulumi.Input<string>;
  /**
   * A file with text: a `FileAsset`, `StringAsset` or `RemoteAsset`. What it is, is told by the end of its name, else of
   * `name`: `.pdf`, `.doc`, `.docx`, or plain text such as `.txt` and `.md`, which Coze takes as text as it stands; a
   * `StringAsset` is plain text. 1 byte to 11 MB: Coze takes 15 MB in one call, in which the bytes are a third longer. It is uploaded within
   * `coze:timeoutSeconds` and a second more for each 512 kB. Other bytes **replace** the document; the same bytes from
   * elsewhere change nothing.
   */
  source?: pulumi.Input<pulumi.asset.Asset>;
  /**
   * The address of a web page, `http` or `https`, which Coze fetches. A change **replaces** the document; a change of the
   * page is Coze's to see, see `updateInterval`.
   */
  webUrl?: pulumi.Input<string>;
  /** The id of an uploaded image, for a knowledge base of images. A change **replaces** the document. */
  fileId?: pulumi.Input<string>;
  /**
   * With `fileId`: what the image shows. Default: Coze describes it. Updated in place; no longer declared, it stays. Coze
   * does not return it with the list of documents, so a change from outside is not seen. It is one more call, once the image is processed.
   */
  caption?: pulumi.Input<string>;
  /**
   * With `webUrl`: after how many hours Coze fetches the page again, a whole number, at least 24. Default: never. Updated in
   * place; no longer declared, it goes back to never.
   */
  updateInterval?: pulumi.Input<number>;
  /** How the text is cut into pieces; Coze decides by default. Not for images. A change **replaces** the document. */
  chunkStrategy?: DeepInput<ChunkStrategy>;
  /**
   * How long to wait for Coze to process the document, in seconds: a whole number from 1 to 3600, default 600. What takes
   * longer is an error, and the next `pulumi up` goes on waiting. A change updates the state and calls nothing.
   */
  processingTimeoutSeconds?: pulumi.Input<number>;
}

/**
 * A document in a knowledge base: a file, a web page, or an image.
 *
 * Creating it puts it in and waits until Coze has processed it, so what depends on it finds it ready. Other content puts the
 * new document in first and deletes the old one after it. A document that Coze can't process is an error with Coze's
 * reason; it stays in the state, and the next `pulumi up` puts it in anew and deletes the failed one. A refresh lists a
 * knowledge base's documents once for all of them.
 *
 * Bots see a knowledge base as it is, so a new document is live without a publish. Only the owner of a knowledge base can
 * put documents into it.
 *
 * Operations fail with one line that has Coze's code, its words and the log id; wrong inputs fail in the preview.
 *
 * Coze's pages: https://docs.coze.cn/developer_guides/create_knowledge_files,
 * https://docs.coze.cn/developer_guides/list_knowledge_files, https://docs.coze.cn/developer_guides/modify_knowledge_files,
 * https://docs.coze.cn/developer_guides/delete_knowledge_files, https://docs.coze.cn/developer_guides/get_dataset_progress
 * and https://docs.coze.cn/developer_guides/update_image_caption
 *
 * @example
 * ```ts
 * const orders = new CozeDataset("orders", { name: "Orders" });
 * new CozeDocument("returns", { dataset: orders, source: new pulumi.asset.FileAsset("knowledge/returns.md") });
 * ```
 */
export class CozeDocument extends CozeResource {
  /** The id of the knowledge base. */
  declare readonly datasetId: pulumi.Output<string>;
  /** The id of the workspace that holds the knowledge base. */
  declare readonly spaceId: pulumi.Output<string>;
  /** The document's id on Coze, the same as `id`. In a preview of a change `id` is known and this is not. */
  declare readonly documentId: pulumi.Output<string>;
  /** As declared in {@link CozeDocumentArgs}, or its default; after a refresh, as it is on Coze. */
  declare readonly name: pulumi.Output<string>;
  /** As declared in {@link CozeDocumentArgs}. */
  declare readonly source: pulumi.Output<pulumi.asset.Asset | undefined>;
  /** As declared in {@link CozeDocumentArgs}. */
  declare readonly webUrl: pulumi.Output<string | undefined>;
  /** As declared in {@link CozeDocumentArgs}. */
  declare readonly fileId: pulumi.Output<string | undefined>;
  /** As declared in {@link CozeDocumentArgs}. */
  declare readonly caption: pulumi.Output<string | undefined>;
  /** As declared in {@link CozeDocumentArgs}; after a refresh, as it is on Coze. */
  declare readonly updateInterval: pulumi.Output<number | undefined>;
  /** As declared in {@link CozeDocumentArgs}. */
  declare readonly chunkStrategy: pulumi.Output<ChunkStrategy | undefined>;
  /** As declared in {@link CozeDocumentArgs}. */
  declare readonly processingTimeoutSeconds: pulumi.Output<number | undefined>;
  /** The number of characters. Known after a refresh. */
  declare readonly charCount: pulumi.Output<number | undefined>;
  /** The number of pieces. Known after a refresh. */
  declare readonly sliceCount: pulumi.Output<number | undefined>;
  /** The size in bytes. */
  declare readonly size: pulumi.Output<number | undefined>;
  /** How far Coze is with it, as of the last operation. */
  declare readonly status: pulumi.Output<DocumentStatus>;
  /** When it was put in, in Unix seconds. */
  declare readonly createTime: pulumi.Output<number | undefined>;

  /**
   * @param name The name of the resource in the program; unique there.
   * @param args What the document is, and which knowledge base it is for.
   * @param opts Resource options. `replaceOnChanges` has no effect on dynamic resources, nor have custom timeouts.
   */
  constructor(name: string, args: CozeDocumentArgs, opts?: CozeResourceOptions) {
    const { dataset, ...rest } = withName(args);
    if (dataset === undefined && rest.datasetId === undefined) {
      throw programError(`CozeDocument ${name}: dataset: is required, or datasetId in its place`);
    }
    if (typeof dataset === "string") {
      throw programError(
        `CozeDocument ${name}: dataset: must be a CozeDataset; the id of a knowledge base goes into datasetId`,
      );
    }
    super(
      "Document",
      name,
      dataset === undefined ? rest : { ...rest, ...ofDataset(name, dataset, rest) },
      OUTPUTS,
      opts,
    );
  }
}

const OUTPUTS = [
  "datasetId",
  "spaceId",
  "documentId",
  "name",
  "source",
  "webUrl",
  "fileId",
  "caption",
  "updateInterval",
  "chunkStrategy",
  "processingTimeoutSeconds",
  "charCount",
  "sliceCount",
  "size",
  "status",
  "createTime",
];

/** The name of a web page by default, given here since a provider is not told that an address is a secret. */
function withName(args: CozeDocumentArgs | undefined = {}): CozeDocumentArgs {
  return args.name === undefined && args.webUrl !== undefined ? { ...args, name: args.webUrl } : args;
}

function ofDataset(name: string, dataset: pulumi.Input<CozeDataset>, rest: CozeDocumentArgs): pulumi.Inputs {
  const twice = (["datasetId", "spaceId"] as const).filter((key) => rest[key] !== undefined);
  if (twice.length > 0) {
    throw programError(
      `CozeDocument ${name}: ${twice.join(", ")}: must not be set beside dataset, which stands for it`,
    );
  }
  if (pulumi.Resource.isInstance(dataset)) return { datasetId: dataset.id, spaceId: dataset.spaceId };
  const known = pulumi.output(dataset);
  return { datasetId: known.apply((inner) => inner.id), spaceId: known.apply((inner) => inner.spaceId) };
}
