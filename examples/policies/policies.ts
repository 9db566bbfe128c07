import type { ResourceValidationArgs, ResourceValidationPolicy } from "@pulumi/policy";

/** The part of the inputs that the policies look at. */
interface Inputs {
  promptInfo?: { prompt?: string; prefixPromptInfo?: { prefixPrompt?: string; dynamicPrompt?: string } };
  modelInfoConfig?: { temperature?: number };
  requireTest?: unknown;
  requirePromotionHash?: unknown;
}

/** A resource of a TypeScript program, and of a program in another language. */
const isKind = ({ type }: ResourceValidationArgs, kind: string): boolean =>
  type === `pulumi-nodejs:dynamic/coze:${kind}` || type === `coze:index:${kind}`;

/** `urn:pulumi:<stack>::<project>::…` */
const isProd = ({ urn }: ResourceValidationArgs): boolean => urn.startsWith("urn:pulumi:prod::");

const prodBotsAreProtected: ResourceValidationPolicy = {
  name: "prod-bots-are-protected",
  description: "A bot of the stack prod has the option protect.",
  enforcementLevel: "mandatory",
  validateResource(args, report) {
    if (isProd(args) && isKind(args, "Bot") && !args.opts.protect) report("Set { protect: true } on the bot.");
  },
};

const prodIsTested: ResourceValidationPolicy = {
  name: "prod-is-tested-or-promoted",
  description: "A publication of the stack prod has requireTest or requirePromotionHash.",
  enforcementLevel: "mandatory",
  validateResource(args, report) {
    const { requireTest, requirePromotionHash } = args.props as Inputs;
    if (!isProd(args) || !isKind(args, "Publication")) return;
    if ((requireTest ?? requirePromotionHash) === undefined) report("Set requireTest or requirePromotionHash.");
  },
};

const temperatureIsLow: ResourceValidationPolicy = {
  name: "temperature-is-low",
  description: "The temperature of a bot's model has a limit.",
  enforcementLevel: "mandatory",
  configSchema: { properties: { limit: { type: "number", minimum: 0, default: 0.7 } } },
  validateResource(args, report) {
    const { limit } = args.getConfig<{ limit: number }>();
    const { temperature = 0 } = (args.props as Inputs).modelInfoConfig ?? {};
    if (isKind(args, "Bot") && temperature > limit)
      report(`The temperature is ${temperature}, and the limit ${limit}.`);
  },
};

/** Access tokens of Coze and others, cloud keys, signed tokens, private keys. */
const SECRETS = [
  /\b(?:pat|sat|sk|ghp|glpat)[_-][\w-]{20,}/,
  /\bAKIA[0-9A-Z]{16}\b/,
  /\beyJ[\w-]{10,}\.[\w-]{10,}\./,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
];

const promptsHaveNoSecrets: ResourceValidationPolicy = {
  name: "prompts-have-no-secrets",
  description: "A prompt holds no access token and no key: whoever talks to the bot can make it say its prompt.",
  enforcementLevel: "mandatory",
  validateResource(args, report) {
    if (!isKind(args, "Bot")) return;
    const { prompt, prefixPromptInfo = {} } = (args.props as Inputs).promptInfo ?? {};
    const prompts = Object.entries({ prompt, ...prefixPromptInfo });
    for (const [name, text = ""] of prompts) {
      if (SECRETS.some((secret) => secret.test(text)))
        report(`${name} holds what looks like an access token or a key.`);
    }
  },
};

export const policies = [prodBotsAreProtected, prodIsTested, temperatureIsLow, promptsHaveNoSecrets];
