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
  /**
   * The same of one bot, where the outputs of the stack before are records: `{ support: …, sales: … }`, as of bots that are made in a loop.
   *
   * @param key The key of the bot in each record.
   */
  of(key: string): Promotion;
}

/** The names of the outputs. */
type OutputName = Exclude<keyof Promotion, "of">;

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
  names: Partial<Record<Exclude<keyof Promotion, "of">, string>> = {},
): Promotion {
  return promotion(typeof stack === "string" ? new pulumi.StackReference(stack) : stack, names, undefined);
}

function promotion(
  reference: pulumi.StackReference,
  names: Partial<Record<OutputName, string>>,
  bot: string | undefined,
): Promotion {
  const output = (key: OutputName): pulumi.Output<string> => exported(reference, names[key] ?? key, bot);
  return {
    of: (key) => promotion(reference, names, key),
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

function exported(reference: pulumi.StackReference, name: string, bot: string | undefined): pulumi.Output<string> {
  return pulumi.all([reference.name, reference.getOutput(name)]).apply(([stack, value]: [string, unknown]) => {
    const found = bot === undefined || !isRecord(value) ? value : Object.hasOwn(value, bot) ? value[bot] : undefined;
    if (typeof found === "string" && (bot === undefined) === (typeof value === "string")) return found;
    throw programError(
      `promotionFrom: ${name}: stack ${stack} ${problemOf(name, value, bot)}, and run \`pulumi up\` of that stack.`,
    );
  });
}

function problemOf(name: string, value: unknown, bot: string | undefined): string {
  const key = JSON.stringify(bot ?? "support");
  const record = `\`export const ${name} = { ${key}: … }\``;
  if (value === undefined) {
    return `has no output of that name. Export it there, as in ${bot === undefined ? `\`export const ${name} = …\`` : record}`;
  }
  if (bot !== undefined) return `has no text for ${key} in it. Export a record there, as in ${record}`;
  return isRecord(value)
    ? "has a record. Name the bot by its key there, as in `promotionFrom(…).of(key)`, or export a text"
    : `has one that is not a string. Export it there, as in \`export const ${name} = …\``;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
