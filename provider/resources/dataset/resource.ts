import type * as pulumi from "@pulumi/pulumi";
import { CozeResource, ofExisting, type CozeResourceOptions } from "../../program/resource";

/**
 * The inputs of a {@link CozeDataset}. Limits are checked in the preview, without a call; all problems are reported at once.
 * Lengths are in Unicode code points. An id is 1 to 64 letters, digits, hyphens or underscores.
 *
 * Coze's pages: https://docs.coze.cn/developer_guides/create_dataset and
 * https://docs.coze.cn/developer_guides/update_dataset
 */
export interface CozeDatasetArgs {
  /**
   * The id of the workspace that the knowledge base lives in. Default: that of the `CozeProvider`, or the configuration key
   * `coze:spaceId`, else the variable `COZE_SPACE_ID`, as they were when it was created. A change **replaces** it.
   */
  spaceId?: pulumi.Input<string>;
  /** The name: 1 to 100 characters, required. Need not be unique on Coze. Updated in place. */
  name: pulumi.Input<string>;
  /**
   * What the knowledge base holds, which helps a model to decide whether to ask it. No limit is known; empty by default.
   * Updated in place; no longer declared, it goes back to empty.
   */
  description?: pulumi.Input<string>;
  /**
   * What documents it takes: `"text"` (default) or `"image"`. A change **replaces** the knowledge base. Coze has no call
   * that makes one for tables.
   */
  formatType?: pulumi.Input<DatasetFormat>;
  /**
   * The id of an uploaded image. Coze's own icon by default. Coze does not return the id, so a change from outside is
   * not seen, and every update of an undeclared icon sets it back to Coze's own, an icon that was set in the console
   * included. Updated in place; no longer declared, it goes back to Coze's own.
   */
  iconFileId?: pulumi.Input<string>;
}

/** What documents a knowledge base takes. */
export type DatasetFormat = "text" | "image";

/**
 * A knowledge base of Coze, which a bot uses by `knowledge.datasetIds` and which a `CozeDocument` puts documents into.
 *
 * Creating it is one call; an edit is one; no edit is none. A refresh lists the workspace's knowledge bases once for all
 * of them. **Deleting it deletes its documents**, those that were added in the console included, and Coze takes it off
 * the bots that use it: keep one with Pulumi's `protect` or `retainOnDelete`.
 *
 * Only its owner can update it. What an interrupted run may have left behind is not looked for, since an empty knowledge
 * base can be deleted in the console.
 *
 * Operations fail with one line that has Coze's code, its words and the log id; wrong inputs fail in the preview.
 *
 * Coze's pages: https://docs.coze.cn/developer_guides/create_dataset,
 * https://docs.coze.cn/developer_guides/list_dataset, https://docs.coze.cn/developer_guides/update_dataset and
 * https://docs.coze.cn/developer_guides/delete_dataset
 *
 * @example
 * ```ts
 * const orders = new CozeDataset("orders", { name: "Orders", description: "How orders are made and sent back" });
 * const bot = new CozeBot("support", { name: "Support", knowledge: { datasetIds: [orders.id] } });
 * ```
 */
export class CozeDataset extends CozeResource {
  /** The workspace that the knowledge base lives in. */
  declare readonly spaceId: pulumi.Output<string>;
  /** Its id on Coze, the same as `id`. In a preview of a change `id` is known and this is not. */
  declare readonly datasetId: pulumi.Output<string>;
  /** As declared in {@link CozeDatasetArgs}; after a refresh, as it is on Coze. */
  declare readonly name: pulumi.Output<string>;
  /** As declared in {@link CozeDatasetArgs}; after a refresh, as it is on Coze. */
  declare readonly description: pulumi.Output<string | undefined>;
  /** As declared in {@link CozeDatasetArgs}. */
  declare readonly formatType: pulumi.Output<DatasetFormat>;
  /** As declared in {@link CozeDatasetArgs}. */
  declare readonly iconFileId: pulumi.Output<string | undefined>;
  /** The Coze user that owns it. Known after a refresh. */
  declare readonly ownerUserId: pulumi.Output<string | undefined>;
  /** When it was created, in Unix seconds. */
  declare readonly createTime: pulumi.Output<number | undefined>;
  /** The address of the icon, as it was when the present icon was first read: known after a refresh. It may have ended. */
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
   * Reads an existing knowledge base without managing it: one listing of its workspace in every run. Fails where it is
   * not there, or the token may not see it.
   *
   * @param name The name of the resource in the program; unique there.
   * @param id The id of the knowledge base.
   * @param state The workspace that holds it. Default: as for a new one.
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
