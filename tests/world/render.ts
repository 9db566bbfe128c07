import { createHash } from "node:crypto";
import { UNKNOWN } from "../../provider/values/tree";
import type { Deployment } from "../harness/engine/deployment";
import type { Program } from "../harness/engine/engine";
import { urnOf } from "../harness/engine/names";
import type { Properties } from "../harness/engine/values";
import { ASSET, secret, SIGNATURE } from "../harness/marks";
import { MEMBER } from "./server";
import { gateOf, keysOf, kindOf, needsOf, placeOf, type Key, type Kind, type ProgramSpec } from "./program";

/** What a program finds outside of itself. */
export interface Surroundings {
  /** What the stack's bot is, where the program takes it over. */
  readonly botId: string | undefined;
  readonly datasetId: string | undefined;
  /** The version that is live, which `adoptVersion` and a test of what is live name. */
  readonly liveVersion: string | undefined;
  /** What the other stack exports as its promotion hash: a hash, nothing, or what the engine has for a value that is not known. */
  readonly promotion: string | undefined;
  readonly settings: Properties;
  readonly name: string;
}

const TEAM = "my:index:Team";

export const typeOf = (kind: Kind, form: ProgramSpec["form"]): string =>
  form === "plugin" ? `coze:index:${kind}` : `pulumi-nodejs:dynamic/coze:${kind}`;

export function urnOfKey(program: ProgramSpec, key: Key, form = program.form): string {
  const { name, inTeam } = placeOf(program, key);
  return urnOf(typeOf(kindOf(key), form), name, inTeam ? urnOf(TEAM, "team") : undefined);
}

const providerUrn = ({ form }: ProgramSpec, name: string): string =>
  urnOf(form === "plugin" ? "pulumi:providers:coze" : "pulumi:providers:pulumi-nodejs", name);

/** The program for the engine. The order is one that the keys' needs allow. */
export function render(program: ProgramSpec, order: readonly Key[], around: Surroundings): Program {
  return async (deployment) => {
    const outputs = new Map<Key, Properties>();
    const providers = new Set(order.flatMap((key) => placeOf(program, key).provider ?? []));
    for (const name of providers) {
      const urn = providerUrn(program, name);
      await deployment.register({ ...plain(urn, urn.split("::")[2] ?? ""), custom: true, inputs: around.settings });
    }
    if (order.some((key) => placeOf(program, key).inTeam)) {
      await deployment.register({ ...plain(urnOf(TEAM, "team"), TEAM), custom: false });
    }
    const failsAt = failingPlace(order);
    for (const [index, key] of order.entries()) {
      if (program.fails && index === failsAt) await fail(deployment, program);
      await register(deployment, program, key, { outputs, around });
    }
    if (program.fails && failsAt === order.length) await fail(deployment, program);
    return undefined;
  };
}

/** After the first publication, or at the end: what fails before everything else leaves nothing to go wrong. */
const failingPlace = (order: readonly Key[]): number => {
  const at = order.findIndex((key) => kindOf(key) === "Publication");
  return at < 0 ? order.length : at + 1;
};

interface Registering {
  readonly outputs: Map<Key, Properties>;
  readonly around: Surroundings;
}

async function register(
  deployment: Deployment,
  program: ProgramSpec,
  key: Key,
  { outputs, around }: Registering,
): Promise<void> {
  const needed = needsOf(key, program);
  const found = needed.flatMap((one) => outputs.get(one) ?? []);
  if (found.length < needed.length) return;
  const { name, inTeam, provider, aliases = [], takes } = placeOf(program, key);
  const kind = kindOf(key);
  const inputs = inputsOf(program, key, outputs, around);
  const isDynamic = program.form === "dynamic";
  const id = key.endsWith("second") || takes === "import" ? idOf(kind, around) : undefined;
  const goal = {
    ...plain(urnOfKey(program, key), typeOf(kind, program.form)),
    custom: true,
    inputs: { ...defined(inputs), ...(isDynamic && { __provider: "the stub" }), __resource: name },
    dependencies: needed.map((one) => urnOfKey(program, one)),
    // A stack moves between both forms without aliases of its own.
    aliases: [...aliases, urnOfKey(program, key, isDynamic ? "plugin" : "dynamic")],
    ...(inTeam && { parent: urnOf(TEAM, "team") }),
    ...(provider !== undefined && { provider: `${providerUrn(program, provider)}::${provider}` }),
    ...(id !== undefined && !isDynamic && { import: id }),
  };
  try {
    const { id: made, outputs: all } = await deployment.register(goal);
    outputs.set(key, { ...all, id: made ?? UNKNOWN });
  } catch (error) {
    if (!deployment.goesOn) throw error;
  }
}

function inputsOf(
  program: ProgramSpec,
  key: Key,
  outputs: ReadonlyMap<Key, Properties>,
  around: Surroundings,
): Properties {
  const { bot, test, dataset = [] } = program;
  const of = outputs.get("Bot") ?? {};
  const { takes } = placeOf(program, key);
  const from = { botId: of["id"], contentHash: known(of["contentHash"]), promotionHash: known(of["promotionHash"]) };
  switch (kindOf(key)) {
    case "Bot": {
      const { prompt = "", description, policy, isSecret } = bot ?? {};
      return {
        name: around.name,
        description,
        promptInfo: { prompt: isSecret ? secret(prompt) : prompt },
        deletionPolicy: policy,
        botId: takes === "adopt" ? around.botId : undefined,
      };
    }
    case "BotTest":
      return {
        ...from,
        cases: [{ name: "polite", ask: "Hello?", expect: [{ notContains: "Rude" }] }],
        version: test?.of === "live" ? around.liveVersion : undefined,
        onFailure: test?.records ? "record" : undefined,
        triggers: test?.triggers,
      };
    case "Publication":
      return { ...from, ...publicationInputs(program, outputs, around) };
    case "WorkspaceMember":
      return { userId: MEMBER, role: program.member?.role };
    case "Callback":
      return { name: "Alarm", ...program.callback };
    case "Dataset":
      return { name: "FAQ" };
    case "Document": {
      const index = Number(key.split(" ")[1]);
      const text = dataset[index] ?? "";
      const { id: datasetId, spaceId } = outputs.get("Dataset") ?? {};
      return { datasetId, spaceId: known(spaceId), name: `doc-${index}.txt`, source: asset(text) };
    }
  }
}

/** A hash of nothing that this stack has. */
const OTHER_HASH = `v1:${"0".repeat(64)}`;

function publicationInputs(
  program: ProgramSpec,
  outputs: ReadonlyMap<Key, Properties>,
  { promotion, liveVersion }: Surroundings,
): Properties {
  const { channels = [], triggers } = program.publication ?? {};
  const gate = gateOf(program);
  const bot = outputs.get("Bot") ?? {};
  const test = outputs.get("BotTest") ?? {};
  const isTyped = program.form === "dynamic";
  const takes = placeOf(program, "Publication").takes === "adopt";
  return {
    spaceId: known(bot["spaceId"]),
    connectorIds: channels,
    triggers,
    adoptVersion: takes ? liveVersion : undefined,
    // The classes close the gate where the other stack exports nothing; other languages leave the value out, and the object stays.
    ...(gate === "promotion" &&
      (isTyped ? { requirePromotionHash: promotion ?? "" } : { requirePromotion: { hash: promotion } })),
    // One wrong reference: the other stack's hash as the bot's own.
    ...(gate === "copied promotion" && {
      promotionHash: promotion ?? OTHER_HASH,
      requirePromotionHash: promotion ?? OTHER_HASH,
    }),
    ...(gate === "test" && {
      requireTest: { botId: known(test["botId"]), testedContentHash: known(test["testedContentHash"]) },
    }),
    ...(gate === "copied" && { requireTest: { botId: bot["id"], testedContentHash: known(bot["contentHash"]) } }),
  };
}

/** What a preview leaves out is not known yet. */
const known = (value: unknown): unknown => value ?? UNKNOWN;

function idOf(kind: Kind, { botId, datasetId }: Surroundings): string | undefined {
  return kind === "Dataset" ? datasetId : kind === "Bot" || kind === "Publication" ? botId : undefined;
}

async function fail(deployment: Deployment, { fails, form }: ProgramSpec): Promise<void> {
  const type = fails === "coze" ? typeOf("Bot", form) : "test:index:Fails";
  const goal = { ...plain(urnOf(type, "fails"), type), custom: true, inputs: { name: "", __resource: "fails" } };
  await deployment.register(goal).catch((error: unknown) => {
    if (!deployment.goesOn) throw error;
  });
}

const plain = (urn: string, type: string) => ({ urn, type, inputs: {}, dependencies: [], propertyDependencies: {} });

const asset = (text: string): unknown => ({
  [SIGNATURE]: ASSET,
  text,
  hash: createHash("sha256").update(text).digest("hex"),
});

const defined = (given: Properties): Properties =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));

/** Where a random choice is to come between what a program declares. */
export function orderOf(program: ProgramSpec, choose: (count: number) => number): Key[] {
  const left = keysOf(program);
  const order: Key[] = [];
  while (left.length > 0) {
    const free = left.filter((key) => needsOf(key, program).every((one) => !left.includes(one)));
    const [next] = left.splice(left.indexOf(free[choose(free.length)] as Key), 1);
    order.push(next as Key);
  }
  return order;
}
