import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { Lifecycle, Props, ResourceKind } from "../lifecycle";
import { stepsOf } from "../host/steps";
import { botLifecycle } from "../resources/bot/lifecycle";
import { botTestLifecycle } from "../resources/bot-test/lifecycle";
import { datasetLifecycle } from "../resources/dataset/lifecycle";
import { documentLifecycle } from "../resources/document/lifecycle";
import { fileLifecycle } from "../resources/file/lifecycle";
import { publicationLifecycle } from "../resources/publication/lifecycle";
import { Session } from "../session/session";
import { sentence } from "../values/problem";

interface Mocked {
  readonly kind: ResourceKind;
  readonly name: string;
  readonly inputs: Props;
  /** Of a resource that is read, and not created. */
  readonly id: string | undefined;
  readonly spaceId: string;
  readonly nextId: () => string;
  readonly onProblems: (resource: string, problems: readonly string[]) => void;
}

/** What a kind's outputs have beside the checked inputs, of an object with this id. */
type Computed = (inputs: Props, id: string) => Props;

const CREATED_AT = new Date("2026-01-01T00:00:00Z");
const CREATE_TIME = CREATED_AT.getTime() / 1000;

const KINDS: Readonly<
  Record<ResourceKind, { readonly lifecycle: (session: Session) => Lifecycle; readonly computed: Computed }>
> = {
  Bot: { lifecycle: botLifecycle, computed: (_, botId) => ({ botId, createTime: CREATE_TIME }) },
  Publication: {
    lifecycle: publicationLifecycle,
    computed: (_, version) => ({ version, publishedAt: CREATED_AT.toISOString() }),
  },
  File: { lifecycle: fileLifecycle, computed: (_, fileId) => ({ fileId, createdAt: CREATE_TIME }) },
  Dataset: { lifecycle: datasetLifecycle, computed: (_, datasetId) => ({ datasetId, createTime: CREATE_TIME }) },
  Document: {
    lifecycle: documentLifecycle,
    computed: (_, documentId) => ({ documentId, createTime: CREATE_TIME, status: "processed" }),
  },
  BotTest: { lifecycle: botTestLifecycle, computed: passedTest },
};

/** A test that has passed, without a chat. */
function passedTest({ contentHash, promotionHash, cases }: Props): Props {
  const names = Array.isArray(cases) ? (cases as { name: string; minPassed?: number; repeat?: number }[]) : [];
  const results = names.map(({ name, repeat = 1, minPassed: passed = repeat }) => {
    return { name, status: "passed", passed, runs: passed };
  });
  return {
    ...{ passed: true, testedContentHash: contentHash, testedPromotionHash: promotionHash },
    ...{ testedAt: CREATED_AT.toISOString(), chats: 0, results },
  };
}

/** A resource as its create would leave it, once its inputs have passed the check of a preview. */
export async function mockedResource(mocked: Mocked): Promise<{ id: string; state: Props }> {
  const { kind, name, id: existing, spaceId, nextId, onProblems } = mocked;
  const { __provider, ...inputs } = (await withHashes(mocked.inputs)) as Props;
  if (existing) return { id: existing, state: { ...inputs, ...KINDS[kind].computed(inputs, existing) } };
  const session = new Session({ env: { COZE_SPACE_ID: spaceId }, log: () => undefined });
  const steps = stepsOf(kind, KINDS[kind].lifecycle(session), session);
  // With earlier inputs, as in an update: the check of an adoption that is new would read the bot.
  const { inputs: checked, problems } = await steps.check({ spaceId: inputs["spaceId"] ?? spaceId }, inputs);
  if (problems.length > 0) onProblems(`Coze${kind} ${name}`, problems.map(sentence));
  const ownId = nextId();
  const taken = checked["botId"];
  const id = typeof taken === "string" ? taken : ownId;
  return { id, state: { ...checked, ...KINDS[kind].computed(checked, kind === "Publication" ? ownId : id) } };
}

/** The inputs with each asset in the form in which an engine hands it over: it reads an asset to hash it. */
async function withHashes(value: unknown): Promise<unknown> {
  if (Array.isArray(value)) return Promise.all(value.map(withHashes));
  if (typeof value !== "object" || value === null) return value;
  if ("__pulumiAsset" in value) return engineAsset(value as Asset);
  const entries = Object.entries(value).map(async ([key, inner]) => [key, await withHashes(inner)] as const);
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
