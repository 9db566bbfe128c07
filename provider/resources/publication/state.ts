import type { Declared } from "../../values/unknown";
import type { DraftHashes } from "../bot/imported-draft";
import type { CheckedPublication } from "./inputs";

const SCHEMA = 1;
const OUTSIDE = "published outside as ";

/** The last publish of this resource. The time is in ISO 8601, by Coze's clock. */
export type Published = {
  readonly version: string;
  readonly contentHash?: string | undefined;
  readonly promotionHash?: string | undefined;
  readonly publishedAt?: string | undefined;
};

/** The inputs, and over them the last publish. After a publish from outside, the version of that. */
export type PublicationOutputs = CheckedPublication &
  Published & {
    /** The last publish of this resource, if the outputs do not have it: after a publish from outside, and in older states. */
    readonly __published?: Published;
    readonly __schema: number;
    /** Channels whose unpublish has failed so far. */
    readonly __pendingUnpublish?: readonly string[];
    /** After an import, until the first publish: the draft at the import, a hash for each leaf. */
    readonly __importedDraft?: DraftHashes;
  };

export function record(
  version: string,
  { contentHash, promotionHash }: Pick<CheckedPublication, "contentHash" | "promotionHash">,
  at?: Date,
): Published {
  return { version, contentHash: publishedHash({ contentHash }), promotionHash, publishedAt: at?.toISOString() };
}

/** The hashes in the outputs are those of the publish. */
export function outputs(
  inputs: CheckedPublication | PublicationOutputs,
  published: Published,
  pending: readonly string[],
): PublicationOutputs {
  const { __pendingUnpublish, __published, ...rest } = inputs as PublicationOutputs;
  return {
    ...rest,
    ...published,
    __schema: SCHEMA,
    ...(pending.length > 0 ? { __pendingUnpublish: pending } : {}),
  };
}

/** The last publish of this resource. */
export function publishedOf(outs: PublicationOutputs): Published {
  const { version, contentHash, promotionHash, publishedAt } = outs;
  return outs.__published ?? { version, contentHash, promotionHash, publishedAt };
}

/** The echo of the inputs in the outputs. */
export function inputsOf(outs: PublicationOutputs): CheckedPublication {
  const { version, publishedAt, __published, __schema, __pendingUnpublish, __importedDraft, ...inputs } = outs;
  return inputs;
}

/** The content hash while a version is live that this resource did not publish. */
export function publishedOutside(version: string): string {
  return `${OUTSIDE}${version}`;
}

/** Whether the text is the one for a publish from outside, and no hash. */
export function isOutside(hash: string | undefined): boolean {
  return hash?.startsWith(OUTSIDE) ?? false;
}

/** The hash for a publish. None if the inputs, as by `ignoreChanges`, are those of a version from outside. */
export function publishedHash({
  contentHash,
}: Pick<Partial<Declared<CheckedPublication>>, "contentHash">): string | undefined {
  return isOutside(contentHash) ? undefined : contentHash;
}
