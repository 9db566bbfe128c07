import type { Recorded, Step } from "../harness/engine/state";
import { deepHidden } from "./secrets";
import { kindOfType, managed, shortOf } from "./stack";
import { gateOf } from "./program";
import { aliveNow, type RunRecord } from "./run";
import { REASON } from "./server";
import type { World } from "./world";

/** What does not hold, in one line; nothing where all does. */
export type Verdict = string | undefined;

type Invariant = (world: World, run: RunRecord) => Verdict;

const channelsOf = ({ inputs }: Recorded): string[] => (inputs["connectorIds"] ?? []) as string[];

/** What a program and its state keep, where the last run was to keep it. */
function kept({ op, stack }: RunRecord): Recorded[] {
  const urns = stack.urns;
  return op === "destroy" ? [] : stack.recorded().filter(({ urn }) => urns.includes(urn));
}

/** 1 and 7: what this run has taken away, nothing of this stack keeps, and it is what this stack has recorded. */
function harmsNothing(world: World, run: RunRecord): Verdict {
  const alive = aliveNow(world);
  const records = kept(run);
  const before = managed(run.before.all);
  for (const { kind, id, channel, was } of run.deeds.taken) {
    const what = channel === undefined ? `${kind} ${id}` : `${kind} ${id} ${channel}`;
    const isNamed = kind === "Bot";
    const isThere = isNamed ? !world.server.bot(id)?.draft.name.startsWith("del-") : alive.has(what);
    const keeper = records.find((one) => keeps(one, kind, id, channel));
    if (keeper && !isThere) return `harm: ${what} was taken away, and ${shortOf(keeper)} keeps it`;
    const own = before.filter((one) => kindOfType(one) === kind && one.id === id);
    if (kind === "Publication" && was !== undefined && !knows(own, run, was)) {
      return `harm: ${what} was taken off with version ${was}, which this stack has neither published nor seen`;
    }
    if (
      isNamed &&
      was !== undefined &&
      own.every(({ outputs }) => outputs["name"] !== was) &&
      !was.startsWith("del-")
    ) {
      return `harm: ${what} was archived, and its draft was named by somebody else`;
    }
  }
  const lost = records.find((one) => kindOfType(one) === "Document" && wasInTaken(one, run) && !isAlive(one, alive));
  return lost && `harm: ${shortOf(lost)} went with its knowledge base, and the program keeps it`;
}

function keeps(one: Recorded, kind: string, id: string, channel: string | undefined): boolean {
  return kindOfType(one) === kind && one.id === id && (channel === undefined || channelsOf(one).includes(channel));
}

function knows(own: readonly Recorded[], { deeds }: RunRecord, version: string): boolean {
  const recorded = own.flatMap(({ outputs }) => {
    const published = outputs["__published"] as { version?: string } | undefined;
    // Of a channel that is still to be left, a refresh notes the version by itself.
    const seen: unknown[] = Object.values(outputs["__pendingSeen"] ?? {});
    return [outputs["version"], published?.version, ...seen];
  });
  return recorded.includes(version) || deeds.published.some((one) => one.version === version);
}

const wasInTaken = ({ outputs }: Recorded, { deeds }: RunRecord): boolean =>
  deeds.taken.some(({ kind, id }) => kind === "Dataset" && id === outputs["datasetId"]);

const isAlive = (one: Recorded, alive: ReadonlySet<string>): boolean => alive.has(`${kindOfType(one) ?? ""} ${one.id}`);

/** 1: a refresh drops nothing that is there before it and after it, and no channel of it. */
function refreshKeeps(world: World, { op, before, alive, stack }: RunRecord): Verdict {
  if (op !== "refresh") return undefined;
  const now = aliveNow(world);
  const isThere = (what: string): boolean => alive.has(what) && now.has(what);
  for (const old of managed([...before.live.values()])) {
    const kind = kindOfType(old);
    const found = stack.engine.state.live.get(old.urn);
    if (kind === "BotTest") continue;
    if (kind === "Publication") {
      // A channel that the program has given up is still to be left.
      const left = found ? [...channelsOf(found), ...((found.outputs["__pendingUnpublish"] ?? []) as string[])] : [];
      const lost = channelsOf(old).find((one) => !left.includes(one) && isThere(`Publication ${old.id} ${one}`));
      if (lost !== undefined) return `refresh: ${shortOf(old)} lost channel ${lost}, which the bot is on`;
    } else if (!found && isThere(`${kind ?? ""} ${old.id}`)) {
      return `refresh: ${shortOf(old)} was dropped from the state, and is there`;
    }
  }
  return undefined;
}

/** 2: what a run makes is recorded; a run that failed names the one thing that it may have left. */
function nothingTwice(_world: World, { deeds, stack, outcome, isKilled, text, op }: RunRecord): Verdict {
  const recorded = new Set(stack.engine.state.all.map(({ id }) => id));
  const orphans = deeds.made.filter(
    ({ id, kind }) => !recorded.has(id) && !deeds.taken.some((one) => one.id === id && one.kind === kind),
  );
  const [orphan] = orphans;
  const hasFailed = outcome.error !== undefined;
  if (orphan && !hasFailed && !isKilled) return `twice: ${orphan.kind} ${orphan.name} was made, and is not recorded`;
  const names = orphans.map(({ kind, name }) => `${kind} ${name}`);
  if (new Set(names).size < names.length) return `twice: ${names.join(", ")} were made and are not recorded`;
  if (orphan && !isKilled && !/may have created|Look for|may be the one/.test(text)) {
    return `twice: ${orphan.kind} ${orphan.name} was left behind, and nothing says so`;
  }
  if (op !== "up" || hasFailed || isKilled) return undefined;
  const steps = outcome.steps.filter(
    ({ op: each, urn }) => urn.includes("Publication::") && /create|update/.test(each),
  );
  const { length } = deeds.published;
  return length > steps.length ? `twice: ${length} publishes by ${steps.length} steps` : undefined;
}

/** What tells a user that the version that went live is not the declared content. */
const SAID = /differs|edited|contradict|is not (?:the|what)|other than/i;

/** 3: what a run has published under a gate has passed, content by content. */
function hasPassed(world: World, run: RunRecord): Verdict {
  for (const { gate, botId, content, call } of run.deeds.published) {
    if (gate === undefined || world.opens(gate, botId, content)) continue;
    // Nobody can see what comes in between the last look and the publish itself: it has to be said afterwards.
    const isRace = run.acts.some((act) => act.call === call);
    if (isRace && (run.isKilled || SAID.test(run.text))) continue;
    return `gate: content that has not passed (${gate}) was published: ${JSON.stringify(content.prompt_info?.prompt)}`;
  }
  return undefined;
}

/** 3: what is live in the end under a gate has passed. */
export function liveHasPassed(world: World): Verdict {
  const { stack, bot } = world.live;
  if (!bot || !gateOf(stack.program)) return undefined;
  for (const { version } of Object.values(bot.published)) {
    const published = world.truth.published.get(version);
    if (!published?.gate || world.opens(published.gate, bot.id, published.content)) continue;
    return `gate: what has not passed (${published.gate}) stays live: ${JSON.stringify(published.content.prompt_info?.prompt)}`;
  }
  return undefined;
}

/**
 * 4: what was announced is what was done. The engine knows the id of no new resource in a preview, that of an adopted bot included, so it may
 * announce more of what uses the id.
 */
function asAnnounced(_world: World, { preview, outcome, acts, stack }: RunRecord): Verdict {
  if (!preview || preview.error !== undefined || outcome.error !== undefined || acts.length > 0) return undefined;
  const isAdopted = Object.values(stack.program.places).some((place) => place?.takes !== undefined);
  const kept = new Set(outcome.steps.filter(({ op }) => op === "same").map(({ urn }) => urn));
  const isSurplus = ({ urn }: Step): boolean => isAdopted && kept.has(urn);
  const said = opsOf(preview.steps.filter((step) => !isSurplus(step)));
  const done = opsOf(outcome.steps.filter((step) => !isSurplus(step)));
  return said === done ? undefined : `preview: announced ${said}, done ${done}`;
}

const opsOf = (steps: RunRecord["outcome"]["steps"]): string =>
  steps
    .filter(({ op }) => op !== "delete-replaced")
    .map(({ op, urn }) => `${op} ${urn.split("::").slice(2).join(" ")}`)
    .sort()
    .join(", ");

/** 6: no secret is printed, or in the state in clear. */
function keepsSecrets(world: World, { stack, text }: RunRecord): Verdict {
  for (const secret of [world.server.emulator.token, "SECRET"]) {
    if (text.includes(secret)) return `secret: ${secret === "SECRET" ? "the prompt" : "the token"} was printed`;
    const state = JSON.stringify(deepHidden(stack.engine.state.all));
    if (state.includes(secret)) return `secret: ${secret === "SECRET" ? "the prompt" : "the token"} is in the state`;
  }
  return undefined;
}

/** What stops a run is told as it is: the reason of a document, and that a server lacks a call. */
function tellsTheReason(world: World, { deeds, outcome, text }: RunRecord): Verdict {
  if (world.server.absent.size > 0 && /token[^.]*(rejected|expired|invalid)/i.test(text)) {
    return "told: the server does not have a call, and the token is blamed";
  }
  const { statuses } = world.server;
  const failed = [...statuses].filter(
    ([id, status]) => [9, 1000].includes(status) && deeds.made.some((one) => one.id === id),
  );
  if (failed.length === 0 || outcome.error === undefined || text.includes(REASON)) return undefined;
  return /still processing/.test(text) ? "told: a document was refused, and counts as processing" : undefined;
}

export const INVARIANTS: readonly Invariant[] = [
  harmsNothing,
  refreshKeeps,
  nothingTwice,
  hasPassed,
  asAnnounced,
  keepsSecrets,
  tellsTheReason,
];
