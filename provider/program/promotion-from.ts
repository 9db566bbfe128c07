import * as pulumi from "@pulumi/pulumi";
import type { RequiredPromotion } from "./gates";
import { programError } from "./sdk-internals";

/** The outputs of a stack about the bot that it has published, for the next stack. */
export interface Promotion {
  /**
   * `promotion` of the earlier stack, for `requirePromotion`: the published content with its version, its commit, its
   * test and the name of the stack. If the stack has no such output, this one has the hash of `promotionHash` only.
   */
  readonly promotion: pulumi.Output<pulumi.Unwrap<RequiredPromotion>>;
  /** `promotionHash` of the earlier stack, for `requirePromotionHash`: the published content. */
  readonly promotionHash: pulumi.Output<string>;
  /**
   * `testedPromotionHash` of the earlier stack, for `requirePromotionHash`: the content that has passed its test; empty
   * if none has.
   */
  readonly testedPromotionHash: pulumi.Output<string>;
  /** `version` of the earlier stack: the version that is live there. */
  readonly version: pulumi.Output<string>;
  /**
   * The same outputs for one bot, if the outputs of the earlier stack are records such as `{ support: …, sales: … }`. A
   * program that creates bots in a loop exports records.
   *
   * @param key The key of the bot in each record.
   */
  of(key: string): Promotion;
}

type OutputName = Exclude<keyof Promotion, "of">;

/**
 * The outputs of the earlier stack, for a promotion from stack to stack. Only the outputs that the program uses must
 * exist. A missing output fails the run, with the names of the stack and of the output.
 *
 * @example
 * ```ts
 * import { CozeBot, CozeBotPublication, promotionFrom } from "pulumi-coze";
 *
 * const staging = promotionFrom("acme/bots/staging");
 * const bot = new CozeBot("support", { name: "Support" });
 * const live = new CozeBotPublication("support", { bot, requirePromotion: staging.promotion });
 *
 * export const promotion = live.promotion;
 * ```
 *
 * @param stack The earlier stack, as `organization/project/stack`, or a reference to it. A program refers to a stack
 * once, so pass an existing reference.
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
  const of = <T extends object | string>(key: OutputName, kind: Kind<T>): pulumi.Output<T> => {
    // Stacks with an earlier version of the package export the hash only.
    const instead = kind.ofHash && reference.getOutput(names.promotionHash ?? "promotionHash");
    return exported({ reference, name: names[key] ?? key, bot, instead }, kind);
  };
  return {
    of: (key) => promotion(reference, names, key),
    get promotion() {
      return of("promotion", PROMOTION);
    },
    get promotionHash() {
      return of("promotionHash", TEXT);
    },
    get testedPromotionHash() {
      return of("testedPromotionHash", TEXT);
    },
    get version() {
      return of("version", TEXT);
    },
  };
}

/** A kind of output: what it must be, and how to read it. */
interface Kind<T> {
  readonly noun: string;
  readonly rule: string;
  /** `undefined` if the value is not of this kind. */
  read(value: unknown, stack: string): T | undefined;
  /** Makes the value from the hash, if the stack exports nothing else. */
  ofHash?(hash: string): T;
}

const TEXT: Kind<string> = {
  noun: "text",
  rule: "a string",
  read: (value) => (typeof value === "string" ? value : undefined),
};

const PROMOTION: Kind<pulumi.Unwrap<RequiredPromotion>> = {
  noun: "promotion",
  rule: "the `promotion` of a publication",
  read: (value, stack) => (isRecord(value) && typeof value["hash"] === "string" ? { ...value, stack } : undefined),
  ofHash: (hash) => ({ hash }),
};

interface Place {
  readonly reference: pulumi.StackReference;
  readonly name: string;
  readonly bot: string | undefined;
  readonly instead: pulumi.Output<unknown> | undefined;
}

function exported<T extends object | string>(
  { reference, name, bot, instead }: Place,
  kind: Kind<T>,
): pulumi.Output<T> {
  const outputs: [pulumi.Output<string>, pulumi.Output<unknown>, pulumi.Output<unknown>] = [
    reference.name,
    reference.getOutput(name),
    pulumi.output(instead),
  ];
  return pulumi.all(outputs).apply(([stack, value, hash]) => {
    const given = ofBot(value, bot);
    const other = given === undefined ? TEXT.read(ofBot(hash, bot), stack) : undefined;
    const found = kind.read(given, stack) ?? (other === undefined ? undefined : kind.ofHash?.(other));
    if (found !== undefined) return found;
    const problem = problemOf({ name, value, bot }, kind);
    throw programError(`promotionFrom: ${name}: stack ${stack} ${problem}, and run \`pulumi up\` of that stack.`);
  });
}

/** The value itself, or the record's entry for the bot. */
function ofBot(value: unknown, bot: string | undefined): unknown {
  if (bot === undefined) return value;
  return isRecord(value) && Object.hasOwn(value, bot) ? value[bot] : undefined;
}

function problemOf(
  { name, value, bot }: { name: string; value: unknown; bot: string | undefined },
  { noun, rule }: Kind<unknown>,
): string {
  const key = JSON.stringify(bot ?? "support");
  const record = `\`export const ${name} = { ${key}: … }\``;
  if (value === undefined) {
    return `has no output of that name. Export it there, as in ${bot === undefined ? `\`export const ${name} = …\`` : record}`;
  }
  if (bot !== undefined) return `has no ${noun} for ${key} in it. Export a record there, as in ${record}`;
  return isRecord(value)
    ? `has a record. Name the bot by its key there, as in \`promotionFrom(…).of(key)\`, or export a ${noun}`
    : `has one that is not ${rule}. Export it there, as in \`export const ${name} = …\``;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
