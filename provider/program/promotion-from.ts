import * as pulumi from "@pulumi/pulumi";
import { programError } from "./sdk-internals";

/** The outputs of a stack about the bot that it has published, for the next stack. */
export interface Promotion {
  /** `promotionHash` of the stack before: the published content. For `requirePromotionHash`. */
  readonly promotionHash: pulumi.Output<string>;
  /** `testedPromotionHash` of the stack before: the content that has passed its test; empty if none has. For `requirePromotionHash`. */
  readonly testedPromotionHash: pulumi.Output<string>;
  /** `version` of the stack before: the version that is live there. */
  readonly version: pulumi.Output<string>;
}

/**
 * The outputs of the stack before, for a promotion from stack to stack. Only the outputs that the program uses must be there. A missing one
 * fails the run, with the names of the stack and of the output.
 *
 * @example
 * ```ts
 * import { CozeBot, CozeBotPublication, promotionFrom } from "pulumi-coze";
 *
 * const staging = promotionFrom("acme/bots/staging");
 * const bot = new CozeBot("support", { name: "Support" });
 * new CozeBotPublication("support", { bot, requirePromotionHash: staging.promotionHash });
 * ```
 *
 * @param stack The stack before, as `organization/project/stack`, or a reference to it. A program refers to a stack once, so pass an existing
 * reference.
 * @param names The names of the outputs in that stack, if they differ.
 * @returns The outputs, each read when it is used.
 */
export function promotionFrom(
  stack: string | pulumi.StackReference,
  names: Partial<Record<keyof Promotion, string>> = {},
): Promotion {
  const reference = typeof stack === "string" ? new pulumi.StackReference(stack) : stack;
  const output = (key: keyof Promotion): pulumi.Output<string> => exported(reference, names[key] ?? key);
  return {
    get promotionHash() {
      return output("promotionHash");
    },
    get testedPromotionHash() {
      return output("testedPromotionHash");
    },
    get version() {
      return output("version");
    },
  };
}

function exported(reference: pulumi.StackReference, name: string): pulumi.Output<string> {
  return pulumi.all([reference.name, reference.getOutput(name)]).apply(([stack, value]: [string, unknown]) => {
    if (typeof value === "string") return value;
    const found = value === undefined ? "has no output of that name" : `has one that is not a string`;
    throw programError(
      `promotionFrom: ${name}: stack ${stack} ${found}. Export it there, as in \`export const ${name} = …\`, and run \`pulumi up\` of that stack.`,
    );
  });
}
