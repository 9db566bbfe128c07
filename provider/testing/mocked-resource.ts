import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { KINDS, type ResourceKind } from "../kinds";
import type { Props } from "../lifecycle";
import { withSecrets, withSecretsOf } from "../host/plugin/secrets";
import { stepsOf } from "../host/steps";
import { Session } from "../session/session";
import { isSecret } from "../values/marks";
import { sentence } from "../values/problem";

interface Mocked {
  readonly kind: ResourceKind;
  readonly name: string;
  readonly inputs: Props;
  /** The id of a resource that is read, not created. */
  readonly id: string | undefined;
  readonly spaceId: string;
  readonly nextId: () => string;
  readonly onProblems: (resource: string, problems: readonly string[]) => void;
}

/** A resource as after its create. Its inputs must pass the check of a preview first. */
export async function mockedResource(mocked: Mocked): Promise<{ id: string; state: Props }> {
  const { kind, name, id: existing, spaceId, nextId, onProblems } = mocked;
  const { __provider, ...inputs } = (await plainInputs(mocked.inputs)) as Props;
  const { lifecycle, computed, secrets = [] } = await KINDS[kind]();
  const answer = (outs: Props): Props => withSecrets(secrets, withSecretsOf(mocked.inputs, outs));
  if (existing) return { id: existing, state: answer({ ...inputs, ...computed(inputs, existing) }) };
  const session = new Session({ env: { COZE_SPACE_ID: spaceId }, log: () => undefined });
  const steps = stepsOf(kind, lifecycle(session), session);
  // The check gets earlier inputs, as in an update: for a new resource, the check of an adoption would read the bot.
  const { inputs: checked, problems } = await steps.check({ spaceId: inputs["spaceId"] ?? spaceId }, inputs);
  if (problems.length > 0) onProblems(`Coze${kind} ${name}`, problems.map(sentence));
  const ownId = nextId();
  const adopted = checked["botId"];
  const id = typeof adopted === "string" ? adopted : ownId;
  return { id, state: answer({ ...checked, ...computed(checked, kind === "Publication" ? ownId : id) }) };
}

/** The inputs without marks of secrets, and with assets in the engine's form, which has the hash of the bytes. */
async function plainInputs(value: unknown): Promise<unknown> {
  if (Array.isArray(value)) return Promise.all(value.map(plainInputs));
  if (typeof value !== "object" || value === null) return value;
  if (isSecret(value)) return plainInputs((value as { value?: unknown }).value);
  if ("__pulumiAsset" in value) return engineAsset(value as Asset);
  const entries = Object.entries(value).map(async ([key, inner]) => [key, await plainInputs(inner)] as const);
  return Object.fromEntries(await Promise.all(entries));
}

interface Asset {
  readonly path?: string | Promise<string>;
  readonly text?: string | Promise<string>;
  readonly uri?: string | Promise<string>;
}

async function engineAsset(asset: Asset): Promise<Props> {
  const [path, text, uri] = [await asset.path, await asset.text, await asset.uri];
  const bytes = text ?? (path === undefined ? (uri ?? "") : await readFile(path));
  return {
    "4dabf18193072939515e22adb298388d": "c44067f5952c0a294b673a41bacd8c17",
    hash: createHash("sha256").update(bytes).digest("hex"),
    ...(path === undefined ? {} : { path }),
    ...(text === undefined ? {} : { text }),
    ...(uri === undefined ? {} : { uri }),
  };
}
