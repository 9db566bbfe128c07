import * as z from "zod";
import { API_CHANNEL, CHAT_SDK_CHANNEL } from "../../client/bot-types";
import { canonicalJson } from "../../values/differ";
import { containsUnknown, UNKNOWN, type Declared } from "../../values/tree";
import { channelId, CozeChannel } from "../../values/channels";
import { problem, type Problem } from "../../values/problem";
import { id, line, text, validate } from "../validate";

export { API_CHANNEL, CHAT_SDK_CHANNEL };
/** Coze's own channels that this API does not publish to. */
const CONSOLE_CHANNELS: Readonly<Record<string, string>> = {
  "998": "the Web SDK",
  "10000010": "Coze itself",
  "10000011": "Feishu",
  "10000028": "Discord",
  "10000113": "WeChat customer service",
  "10000114": "WeChat",
  "10000115": "WeChat",
  "10000117": "Juejin",
  "10000120": "WeChat service account",
  "10000121": "WeChat subscription account",
  "10000122": "the Coze store",
  "10000126": "Douyin mini program",
  "10000127": "WeChat mini program",
  "10000128": "Feishu base",
  "10000129": "Coze's templates",
};

const DOUBAO = "482431";

/** Every input of a CozeBotPublication. `bot` arrives as `botId`, `spaceId` and the two hashes. */
export const publicationInputs = z.strictObject({
  botId: id,
  spaceId: id.optional(),
  contentHash: z.string().optional(),
  promotionHash: z.string().optional(),
  connectorIds: z.array(id).min(1).optional(),
  connectors: z.record(id, z.record(z.string().min(1), z.unknown())).optional(),
  triggers: z.unknown().optional(),
  requirePromotionHash: z.string().optional(),
  // YAML and Python send a missing stack output as null.
  requirePromotion: z
    .strictObject({
      hash: z.string().nullish(),
      version: id.nullish(),
      commit: line(64).nullish(),
      tested: z.strictObject({ passed: z.int().min(0), of: z.int().min(0) }).nullish(),
      stack: line(300).nullish(),
      // The promotion that the other stack itself recorded.
      before: z.unknown().optional(),
    })
    .optional(),
  requireTest: z
    .strictObject({ botId: z.string(), testedContentHash: z.string(), testedDraftHash: z.string().optional() })
    .optional(),
  adoptVersion: id.optional(),
  unpublishOnDelete: z.boolean().optional(),
  unpublishReason: text(0, 1024).optional(),
});

export type PublicationInputs = z.infer<typeof publicationInputs>;

/** The checked inputs, with channels, and with parameters in the API's form. */
export type CheckedPublication = Omit<PublicationInputs, "connectors"> & {
  spaceId: string;
  connectorIds: string[];
  connectors?: Record<string, Record<string, string>> | undefined;
};

/** All problems of the inputs. Makes no call. */
export function publicationProblems(inputs: Record<string, unknown>): Problem[] {
  return [...validate(publicationInputs, inputs), ...channelProblems(inputs)];
}

function channelProblems(inputs: Record<string, unknown>): Problem[] {
  const { connectorIds: given, connectors } = inputs;
  // If a list has an invalid id, the other rules are not checked: their problems would be guesses.
  const { data: written } = z.array(id).safeParse(given);
  if (!written || containsUnknown(written)) return [];
  const connectorIds = written.map(channelId);
  const problems = connectorIds.flatMap((channel, index): Problem[] => {
    const rule = closedRule(channel);
    return rule === undefined ? [] : [problem(["connectorIds", index], rule, channel)];
  });
  const custom = connectorIds.find(
    (channel) => channel !== API_CHANNEL && channel !== CHAT_SDK_CHANNEL && closedRule(channel) === undefined,
  );
  if (custom !== undefined && !connectorIds.includes(API_CHANNEL)) {
    problems.push(
      problem("connectorIds", `must have "${API_CHANNEL}" (the API channel) beside a custom channel`, connectorIds),
    );
  }
  for (const channel of Object.keys(typeof connectors === "object" && connectors !== null ? connectors : {})) {
    if (channel === API_CHANNEL || channel === CHAT_SDK_CHANNEL) {
      problems.push(problem(["connectors", channel], "is for custom channels only", connectors));
    } else if (!connectorIds.includes(channel)) {
      problems.push(problem(["connectors", channel], "must be one of connectorIds", connectorIds));
    }
  }
  return problems;
}

/** The reason why no publication can have the channel; `undefined` if a publication can have it. */
function closedRule(channel: string): string | undefined {
  if (channel === DOUBAO) return "is Doubao, which Coze has closed in July 2026";
  const name = CONSOLE_CHANNELS[channel];
  if (name !== undefined) return `is ${name}, which only the Coze console publishes to`;
  // The ids of custom channels are numbers.
  return /^[A-Za-z]+$/.test(channel) ? `must be ${NAMES}, or the id of a custom channel` : undefined;
}

const NAMES = Object.entries(CozeChannel)
  .map(([name, number]) => `"${name}" (${number})`)
  .join(" or ");

type Given = Partial<Declared<PublicationInputs>>;

/** The inputs with their defaults: the API channel and every channel with parameters. Parameters become JSON texts. */
export function withDefaults({ connectors, ...inputs }: Given): Partial<Declared<CheckedPublication>> {
  const channels = connectors === UNKNOWN ? UNKNOWN : [...new Set([API_CHANNEL, ...Object.keys(connectors ?? {})])];
  return {
    ...inputs,
    connectorIds: idsOf(inputs.connectorIds) ?? channels,
    ...(connectors === undefined ? {} : { connectors: serialised(connectors) }),
    ...(inputs.requirePromotion && { requirePromotion: withoutBefore(inputs.requirePromotion) }),
  };
}

function idsOf(channels: Given["connectorIds"]): Given["connectorIds"] {
  return Array.isArray(channels) ? channels.map(channelId) : channels;
}

function serialised(connectors: NonNullable<Given["connectors"]>): Declared<CheckedPublication>["connectors"] {
  if (connectors === UNKNOWN) return UNKNOWN;
  const asText = (given: unknown): string =>
    typeof given === "string" ? given : containsUnknown(given) ? UNKNOWN : canonicalJson(given);
  return mapValues(connectors, (parameters) => (parameters === UNKNOWN ? UNKNOWN : mapValues(parameters, asText)));
}

function mapValues<T, R>(record: Readonly<Record<string, T>>, change: (value: T) => R): Record<string, R> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}

/** The gate without the other stack's own promotion: a state records one step back, not the whole chain. */
function withoutBefore<T>(gate: T): T {
  if (typeof gate !== "object" || gate === null) return gate;
  const { before, ...rest } = gate as T & { before?: unknown };
  return rest as T;
}
