import * as pulumi from "@pulumi/pulumi";
import type { DeepInput } from "./resource";
import type { PassedCases } from "../resources/publication/types";
import type { TestedBot } from "../resources/bot-test/types";

/**
 * What another stack has published. Only the hash decides; the other properties are only recorded. If the object is
 * secret, they are left out.
 */
export interface RequiredPromotion {
  /** The promotion hash. If it is absent or `null`, nothing passes. */
  hash?: pulumi.Input<string | null | undefined>;
  /** The version, an id. Without a version, nothing of that stack is recorded. None by default. */
  version?: pulumi.Input<string | null | undefined>;
  /** The commit: 1 to 64 characters on one line. None by default. */
  commit?: pulumi.Input<string | null | undefined>;
  /** The outcome of the test before that publish: two whole numbers from 0. None by default. */
  tested?: DeepInput<PassedCases | null | undefined>;
  /** The name of that stack: 1 to 300 characters on one line. None by default. `promotionFrom` sets it. */
  stack?: pulumi.Input<string | null | undefined>;
  /** The promotion that the other stack itself recorded. Any value; it has no effect. */
  before?: pulumi.Input<unknown>;
}

/** The test's outputs that the gate needs. An output without a value means that nothing has passed. */
export function testOf(test: DeepInput<TestedBot>): pulumi.Inputs {
  const known = pulumi.output(test) as pulumi.Output<TestedBot>;
  const of = (key: keyof TestedBot): pulumi.Output<string> => {
    const value = pulumi.Resource.isInstance(test)
      ? (test as unknown as Record<typeof key, pulumi.Output<string | undefined>>)[key]
      : known.apply((tested: TestedBot | null | undefined) => tested?.[key] ?? "");
    return pulumi.output<string | undefined>(value).apply((text: string | undefined) => text ?? "");
  };
  return {
    botId: of("botId"),
    testedContentHash: of("testedContentHash"),
    testedDraftHash: of("testedDraftHash"),
  };
}

interface Gates {
  readonly requirePromotionHash?: pulumi.Input<string>;
  readonly requirePromotion?: pulumi.Input<RequiredPromotion>;
}

/** A stack that has not published has no output. Its absence keeps the gate closed. */
export function closedGates({ requirePromotionHash: hash, requirePromotion: promotion }: Gates): Gates {
  const known = (value: unknown): unknown => value ?? undefined;
  return {
    ...(hash !== undefined && { requirePromotionHash: pulumi.output(hash).apply((text) => known(text) ?? "") }),
    ...(promotion !== undefined && { requirePromotion: recordable(promotion) }),
  } as Gates;
}

/**
 * The gate as an input. Of a secret gate only the hash stays: the other properties become an output, where they would
 * not be marked as secret.
 */
function recordable(promotion: pulumi.Input<RequiredPromotion>): pulumi.Output<unknown> {
  const gate = pulumi.output(promotion) as pulumi.Output<{ readonly hash?: unknown } | null | undefined>;
  return pulumi
    .all([gate, pulumi.isSecret(gate)])
    .apply(([given, isSecret]: [unknown, boolean]) => (isSecret ? { hash: (given as Hashed)?.hash } : (given ?? {})));
}

type Hashed = { readonly hash?: unknown } | null | undefined;
