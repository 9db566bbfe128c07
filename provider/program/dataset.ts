import type * as pulumi from "@pulumi/pulumi";
import { CozeResource, ofExisting, type CozeResourceOptions } from "./resource";
import type { DatasetFormat } from "../resources/knowledge-types";

/**
 * The inputs of a {@link CozeDataset}. The preview checks limits without a call and reports all problems at once.
 * Lengths are in Unicode code points. An id is 1 to 64 letters, digits, hyphens or underscores.
 *
 * Coze's pages: https://docs.coze.cn/developer_guides/create_dataset and
 * https://docs.coze.cn/developer_guides/update_dataset
 */
export interface CozeDatasetArgs {
  /**
   * The id of the knowledge base's workspace. Default: `spaceId` of the `CozeProvider`, or the configuration key
   * `coze:spaceId`, else the variable `COZE_SPACE_ID`, as of the create. A change **replaces** the knowledge base.
   */
  spaceId?: pulumi.Input<string>;
  /** The name: 1 to 100 characters, required. Need not be unique on Coze. Updated in place. */
  name: pulumi.Input<string>;
  /**
   * The content of the knowledge base in words. It helps a model to decide whether to use it. No limit is known; empty
   * by default. Updated in place; no longer declared, it becomes empty.
   */
  description?: pulumi.Input<string>;
  /**
   * The kind of its documents: `"text"` or `"image"`. A change **replaces** the knowledge base. Coze has no call that
   * creates a knowledge base of tables.
   *
   * @default "text"
   */
  formatType?: pulumi.Input<DatasetFormat>;
  /**
   * The id of an uploaded image. Coze's own icon by default. Coze does not return the id, so a refresh does not find a
   * change from outside. If this input is not declared, every update resets the icon to Coze's own, even an icon from
   * the console. Updated in place; no longer declared, it becomes Coze's own icon.
   */
  iconFileId?: pulumi.Input<string>;
}

/**
 * A knowledge base of Coze. A bot uses it by `knowledge.datasetIds`, and a `CozeDocument` adds a document to it.
 *
 * A create or an edit is one call. A run without an edit makes none. A refresh lists the workspace's knowledge bases
 * once for all of them. **Deleting the resource deletes its documents**, documents from the console included, and Coze
 * removes the knowledge base from the bots that use it. Pulumi's `protect` or `retainOnDelete` keeps it.
 *
 * Only the owner of a knowledge base can update it. The package does not search for leftovers of an interrupted run,
 * since an empty knowledge base can be deleted in the console.
 *
 * Errors of operations are one line with Coze's code, its words and the log id. Wrong inputs fail in the preview.
 *
 * Coze's pages: https://docs.coze.cn/developer_guides/create_dataset,
 * https://docs.coze.cn/developer_guides/list_dataset, https://docs.coze.cn/developer_guides/update_dataset and
 * https://docs.coze.cn/developer_guides/delete_dataset
 *
 * @remarks In other languages: `coze:Dataset` in YAML, `pulumi_coze.Dataset` in Python, `coze.NewDataset` in Go,
 * `Pulumi.Coze.Dataset` in .NET.
 *
 * @example
 * ```ts
 * const orders = new CozeDataset("orders", { name: "Orders", description: "How to order and return" });
 * const bot = new CozeBot("support", { name: "Support", knowledge: { datasetIds: [orders.id] } });
 * ```
 */
export class CozeDataset extends CozeResource {
  /** The knowledge base's workspace. */
  declare readonly spaceId: pulumi.Output<string>;
  /** The knowledge base's id on Coze, the same as `id`. A preview of a change knows `id`, but not this output. */
  declare readonly datasetId: pulumi.Output<string>;
  /** The name of the knowledge base; after a refresh, as it is on Coze. */
  declare readonly name: pulumi.Output<string>;
  /** The description of the knowledge base; after a refresh, as it is on Coze. */
  declare readonly description: pulumi.Output<string | undefined>;
  /** The kind of its documents: `"text"` or `"image"`. */
  declare readonly formatType: pulumi.Output<DatasetFormat>;
  /** The id of the uploaded icon, as declared: Coze does not return it. */
  declare readonly iconFileId: pulumi.Output<string | undefined>;
  /** The Coze user that owns the knowledge base. Known after a refresh. */
  declare readonly ownerUserId: pulumi.Output<string | undefined>;
  /** When the knowledge base was created, in Unix seconds. */
  declare readonly createTime: pulumi.Output<number | undefined>;
  /**
   * The address of the icon, from the first read of the current icon. Known after a refresh. It is signed and may have
   * expired.
   */
  declare readonly iconUrl: pulumi.Output<string | undefined>;

  /**
   * @param name The name of the resource in the program; unique there.
   * @param args What the knowledge base is.
   * @param opts Resource options. `replaceOnChanges` has no effect on dynamic resources, nor have custom timeouts.
   */
  constructor(name: string, args: CozeDatasetArgs, opts?: CozeResourceOptions) {
    super("Dataset", name, { ...args }, OUTPUTS, opts);
  }

  /**
   * Reads an existing knowledge base without managing it. Every run lists its workspace once. Fails if there is no such
   * knowledge base, or if the token may not read it.
   *
   * @param name The name of the resource in the program; unique there.
   * @param id The id of the knowledge base.
   * @param state The workspace of the knowledge base. Default: as for a new knowledge base.
   * @param opts Resource options.
   */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    state: Pick<CozeDatasetArgs, "spaceId"> = {},
    opts?: CozeResourceOptions,
  ): CozeDataset {
    return new CozeDataset(name, { ...state } as CozeDatasetArgs, ofExisting("Dataset", name, id, opts));
  }
}

const OUTPUTS = [
  "spaceId",
  "datasetId",
  "name",
  "description",
  "formatType",
  "iconFileId",
  "ownerUserId",
  "createTime",
  "iconUrl",
];
