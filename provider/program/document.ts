import * as pulumi from "@pulumi/pulumi";
import type { CozeDataset } from "./dataset";
import { programError, refuseNull } from "./sdk-internals";
import { CozeResource, type CozeResourceOptions, type DeepInput } from "./resource";
import type { ChunkStrategy, DocumentStatus } from "../resources/knowledge-types";

/**
 * The inputs of a {@link CozeDocument}: one of `dataset` and `datasetId`, and one of `source`, `webUrl` and `fileId`.
 * The preview checks limits without a call and reports all problems at once. An id is 1 to 64 letters, digits, hyphens
 * or underscores.
 *
 * Coze's page: https://docs.coze.cn/developer_guides/create_knowledge_files
 */
export interface CozeDocumentArgs {
  /**
   * The knowledge base of the document, from this program. It sets `datasetId` and `spaceId`, so these two must not be
   * set beside it. Another knowledge base **replaces** the document.
   */
  dataset?: pulumi.Input<CozeDataset>;
  /** The id of the knowledge base, if it is not in this program. A change **replaces** the document. */
  datasetId?: pulumi.Input<string>;
  /**
   * With `datasetId`: the id of the knowledge base's workspace. If the knowledge base is not found, the list of this
   * workspace confirms that. Default: as for a {@link CozeDataset}. Changing only this input has no effect.
   */
  spaceId?: pulumi.Input<string>;
  /**
   * The document's name. Default: the file name of `source`, or `webUrl`; required with `fileId` and with a
   * `StringAsset`. Not empty; no other limit is known. Updated in place.
   */
  name?: pulumi.Input<string>;
  /**
   * A file with text: a `FileAsset`, `StringAsset` or `RemoteAsset`. The extension of its name, else of `name`, is its
   * format: `.pdf`, `.doc`, `.docx`, or plain text such as `.txt` and `.md`, which Coze does not convert. A
   * `StringAsset` is plain text. 1 byte to 11 MB: Coze accepts 15 MB in one call, and Base64 makes the bytes a third
   * longer. The time limit of the upload is `coze:timeoutSeconds` and one more second for each 512 kB. Different bytes
   * **replace** the document; the same bytes from another path change nothing.
   */
  source?: pulumi.Input<pulumi.asset.Asset>;
  /**
   * The address of a web page, `http` or `https`, which Coze fetches. A change **replaces** the document. Only Coze
   * notices a change of the page, see `updateInterval`.
   */
  webUrl?: pulumi.Input<string>;
  /** The id of an uploaded image, for a knowledge base of images. A change **replaces** the document. */
  fileId?: pulumi.Input<string>;
  /**
   * With `fileId`: a description of the image. Default: Coze's own. Updated in place; no longer declared, it stays. The
   * list of documents does not contain the description, so a refresh does not find a change from outside. A description
   * is one more call, after the image is processed.
   */
  caption?: pulumi.Input<string>;
  /**
   * With `webUrl`: the number of hours after which Coze fetches the page again, a whole number, at least 24. Default:
   * never. Updated in place; no longer declared, it goes back to never.
   */
  updateInterval?: pulumi.Input<number>;
  /**
   * How Coze splits the text into chunks; Coze decides by default. Not for images. A change **replaces** the document.
   */
  chunkStrategy?: DeepInput<ChunkStrategy>;
  /**
   * How long to wait for Coze to process the document, in seconds: a whole number from 1 to 3600. If processing takes
   * longer, the run fails, and the next `pulumi up` continues to wait. A change updates the state and makes no call.
   *
   * @default 600
   */
  processingTimeoutSeconds?: pulumi.Input<number>;
}

/**
 * A document in a knowledge base: a file, a web page, or an image.
 *
 * A create adds the document and waits until Coze has processed it, so dependents find it ready. For different content,
 * the new document is added before the old one is deleted. If Coze can't process a document, the error has Coze's
 * reason. The failed document stays in the state, and the next `pulumi up` replaces it. A refresh lists a knowledge
 * base's documents once for all of them.
 *
 * Bots always use the current content of a knowledge base, so a new document is live without a publish. Only the owner
 * of a knowledge base can add documents to it.
 *
 * Errors of operations are one line with Coze's code, its words and the log id. Wrong inputs fail in the preview.
 *
 * Coze's pages: https://docs.coze.cn/developer_guides/create_knowledge_files,
 * https://docs.coze.cn/developer_guides/list_knowledge_files,
 * https://docs.coze.cn/developer_guides/modify_knowledge_files,
 * https://docs.coze.cn/developer_guides/delete_knowledge_files,
 * https://docs.coze.cn/developer_guides/get_dataset_progress and
 * https://docs.coze.cn/developer_guides/update_image_caption
 *
 * @remarks In other languages: `coze:Document` in YAML, `pulumi_coze.Document` in Python, `coze.NewDocument` in Go,
 * `Pulumi.Coze.Document` in .NET.
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
  /** The id of the knowledge base's workspace. */
  declare readonly spaceId: pulumi.Output<string>;
  /** The document's id on Coze, the same as `id`. A preview of a change knows `id`, but not this output. */
  declare readonly documentId: pulumi.Output<string>;
  /** The document's name; after a refresh, as it is on Coze. */
  declare readonly name: pulumi.Output<string>;
  /** The uploaded file. */
  declare readonly source: pulumi.Output<pulumi.asset.Asset | undefined>;
  /** The address of the page. */
  declare readonly webUrl: pulumi.Output<string | undefined>;
  /** The id of the uploaded image. */
  declare readonly fileId: pulumi.Output<string | undefined>;
  /** The description of the image. */
  declare readonly caption: pulumi.Output<string | undefined>;
  /** The number of hours after which Coze fetches the page again; after a refresh, as it is on Coze. */
  declare readonly updateInterval: pulumi.Output<number | undefined>;
  /** How Coze splits the text into chunks. */
  declare readonly chunkStrategy: pulumi.Output<ChunkStrategy | undefined>;
  /** How long a create waits until Coze has processed the document, in seconds. */
  declare readonly processingTimeoutSeconds: pulumi.Output<number | undefined>;
  /** The number of characters. Known after a refresh. */
  declare readonly charCount: pulumi.Output<number | undefined>;
  /** The number of chunks. Known after a refresh. */
  declare readonly sliceCount: pulumi.Output<number | undefined>;
  /** The size in bytes. */
  declare readonly size: pulumi.Output<number | undefined>;
  /** The state of the document's processing, as of the last operation. */
  declare readonly status: pulumi.Output<DocumentStatus>;
  /** When it was created, in Unix seconds. */
  declare readonly createTime: pulumi.Output<number | undefined>;

  /**
   * @param name The name of the resource in the program; unique there.
   * @param args What the document is, and which knowledge base it is for.
   * @param opts Resource options. `replaceOnChanges` has no effect on dynamic resources, nor have custom timeouts.
   */
  constructor(name: string, args: CozeDocumentArgs, opts?: CozeResourceOptions) {
    const { dataset, ...rest } = withName(args);
    refuseNull(`CozeDocument ${name}`, { dataset }, ["dataset"]);
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

/** The default name of a web page. Set here, since the provider process does not know that an address is a secret. */
function withName(given: CozeDocumentArgs | null | undefined): CozeDocumentArgs {
  const args = given ?? {};
  return args.name === undefined && args.webUrl !== undefined ? { ...args, name: args.webUrl } : args;
}

function ofDataset(name: string, dataset: pulumi.Input<CozeDataset>, rest: CozeDocumentArgs): pulumi.Inputs {
  const twice = (["datasetId", "spaceId"] as const).filter((key) => rest[key] !== undefined);
  if (twice.length > 0) {
    throw programError(`CozeDocument ${name}: ${twice.join(", ")}: must not be set beside dataset, which sets it`);
  }
  if (pulumi.Resource.isInstance(dataset)) return { datasetId: dataset.id, spaceId: dataset.spaceId };
  const known = pulumi.output(dataset);
  return { datasetId: known.apply((inner) => inner.id), spaceId: known.apply((inner) => inner.spaceId) };
}
