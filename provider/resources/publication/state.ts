import type { Props } from "../../host/lifecycle";
import { publishedHash } from "./canonical";

const SCHEMA = 1;

/** What the last publish of this resource was. */
export interface Published {
  readonly version: string;
  readonly contentHash?: unknown;
  readonly promotionHash?: unknown;
  readonly publishedAt?: unknown;
}

export function record(version: string, inputs: Props, at?: Date): Published {
  return {
    version,
    contentHash: publishedHash(inputs),
    promotionHash: inputs["promotionHash"],
    publishedAt: at?.toISOString(),
  };
}

export function recordOf(outs: Props): Published {
  return outs["__published"] as Published;
}

/** The inputs, and over them what was published: the hashes in the outputs are those of the content at that publish. */
export function outputs(inputs: Props, published: Published, pending: readonly string[]): Props {
  const { __pendingUnpublish, ...rest } = inputs;
  return {
    ...rest,
    ...published,
    __published: published,
    __schema: SCHEMA,
    ...(pending.length > 0 ? { __pendingUnpublish: pending } : {}),
  };
}

/** The echo of the inputs in the outputs. */
export function inputsOf(outs: Props): Props {
  const { version, publishedAt, __published, __schema, __pendingUnpublish, ...inputs } = outs;
  return inputs;
}
