import type * as pulumi from "@pulumi/pulumi";
import type { DeepInput } from "../resource";
import { lookUp, type LookupOptions, whenKnown } from "./look-up";
import type { GetDatasetResult } from "../../lookup/library-results";

/** Which knowledge base. */
export interface GetDatasetArgs {
  /** The knowledge base's whole name, in its letters: Coze's own search takes a part of it. Required. */
  name: string;
  /** The id of the workspace. Default: that of the provider, or the configuration key `coze:spaceId`, else `COZE_SPACE_ID`. */
  spaceId?: string;
}

/**
 * Finds a knowledge base by its name in every run, previews included: one call for every 300 knowledge bases of the
 * workspace, however many lookups ask.
 *
 * Coze's page: https://docs.coze.cn/developer_guides/list_dataset
 *
 * Under `pulumi.runtime.setMocks` it makes no call: the mock's `call` answers for the token `coze:index:getDataset`.
 *
 * @example
 * ```ts
 * const faq = await getDataset({ name: "FAQ" });
 * new CozeBot("support", { name: "Support", knowledge: { datasetIds: [faq.datasetId] } });
 * ```
 *
 * @param args Which knowledge base.
 * @param opts The account to ask.
 * @returns The knowledge base.
 * @throws {@link CozeApiError} where Coze refuses the call; an `Error` where no or more than one knowledge base has the name
 * (with the ids), an argument is malformed or the settings are not usable.
 */
export function getDataset(args: GetDatasetArgs, opts?: LookupOptions): Promise<GetDatasetResult> {
  return lookUp("getDataset", args, opts);
}

/**
 * As {@link getDataset}, of arguments that may be outputs of resources. A preview makes no call while an argument is
 * unknown.
 *
 * @param args Which knowledge base.
 * @param opts The account to ask.
 * @returns The knowledge base, as an output.
 */
export function getDatasetOutput(
  args: DeepInput<GetDatasetArgs>,
  opts?: LookupOptions,
): pulumi.Output<GetDatasetResult> {
  return whenKnown(args, opts, (known: GetDatasetArgs) => getDataset(known, opts));
}
