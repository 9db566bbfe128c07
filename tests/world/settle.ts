import { liveHasPassed, type Verdict } from "./invariants";
import { keysOf, kindOf, type Key, type Place } from "./program";
import type { RunRecord } from "./run";
import { shortOf, type Stack } from "./stack";
import { contentKey } from "./content";
import type { Step } from "./steps";
import { aliveNow } from "./run";
import type { World } from "./world";

/** How often advice is followed before the world counts as one that cannot be put right. */
const ROUNDS = 5;

type Take = (step: Step) => Promise<RunRecord>;

/** 5: whatever has happened, a refresh sees it, and one `up` puts it right; after that there is nothing to do. */
export async function settles(world: World, take: Take): Promise<Verdict> {
  const stack = world.stacks.main;
  world.server.clearOdds();
  world.exportsUnknown = false;
  world.server.clock.pass(20 * 60_000);
  makeSound(stack);
  const refreshed = await take({ do: "refresh" });
  if (refreshed.outcome.error !== undefined) return `settle: the refresh fails: ${first(refreshed)}`;
  const last = await upUntilDone(world, take);
  if (last.outcome.error !== undefined) return `settle: the up fails: ${first(last)}`;
  return asDeclared(world) ?? liveHasPassed(world) ?? (await isSilent(world, take));
}

const first = ({ outcome }: RunRecord): string => (outcome.error ?? "").slice(0, 300);

/** Without what no `up` can succeed with. */
function makeSound(stack: Stack): void {
  const { program } = stack;
  const { bot, publication, test } = program;
  const places = program.places as Record<string, Place | undefined>;
  // A gate is closed for a bot of another provider, which nothing can compare.
  const isApart = places["Bot"]?.provider !== places["Publication"]?.provider;
  stack.program = {
    ...program,
    fails: undefined,
    seconds: [],
    ...(bot && { bot: { ...bot, prompt: bot.prompt.includes("Rude") ? "Kind again" : bot.prompt } }),
    ...(test && { test: { ...test, of: "draft" } }),
    ...(publication &&
      (isApart || /promotion|copied/.test(publication.gate ?? "")) && {
        publication: { ...publication, gate: undefined },
      }),
    places: Object.fromEntries(
      Object.entries(program.places as Record<string, Place>).map(([key, { takes: _, ...place }]) => [key, place]),
    ),
  };
}

/** As a user would: does what the messages say. */
async function upUntilDone(world: World, take: Take): Promise<RunRecord> {
  const stack = world.stacks.main;
  let last = await take({ do: "up" });
  for (let round = 0; round < ROUNDS && last.outcome.error !== undefined; round++) {
    const { text } = last;
    const adopt = /botId: "(\d+)"/.exec(text)?.[1];
    const base = /Knowledge base (\d+) is replaced and not deleted/.exec(text)?.[1];
    const left = /Document (\d+).*Delete it in the Coze console/.exec(text)?.[1];
    const app = /Callback app (\d+) has this name and address already/.exec(text)?.[1];
    if (adopt !== undefined) {
      stack.adopts = adopt;
      const place = stack.program.places["Bot"] ?? { name: "bot" };
      stack.program = { ...stack.program, places: { ...stack.program.places, Bot: { ...place, takes: "adopt" } } };
    } else if (/Change `triggers` of the CozeBotTest/.test(text) && stack.program.test) {
      const { test } = stack.program;
      stack.program = { ...stack.program, test: { ...test, triggers: (test.triggers ?? 0) + 1 } };
    } else if (/declare "(admin|member)"/.test(text)) {
      const role = text.includes('declare "admin"') ? "admin" : "member";
      stack.program = { ...stack.program, member: { role } };
    } else if (base) deleteLeft(world, stack, base);
    else if (left) world.server.emulator.knowledge.deleteDocument(left);
    else if (app) world.server.emulator.console.deleteCallback(app);
    else if (/pulumi refresh/.test(text)) await take({ do: "refresh" });
    else if (/pulumi state delete/.test(text)) forgetWhatFailed(stack, last);
    last = await take({ do: "up" });
  }
  return last;
}

/** In the console, what no resource of the stack has. */
function deleteLeft({ server }: World, stack: Stack, datasetId: string): void {
  const recorded = stack.recorded("Document").map(({ id }) => id);
  const { knowledge } = server.emulator;
  for (const { id } of knowledge.documents.filter((one) => one.datasetId === datasetId && !recorded.includes(one.id)))
    knowledge.deleteDocument(id);
}

function forgetWhatFailed(stack: Stack, { outcome }: RunRecord): void {
  for (const urn of Object.keys(outcome.errors)) {
    const isReplaced = urn.endsWith(", replaced");
    const found = stack.engine.state.all.find(
      (one) => one.urn === urn.replace(", replaced", "") && Boolean(one.delete) === isReplaced,
    );
    if (found) stack.engine.state.remove(found);
  }
}

/** Every resource of the program is recorded, there, and as it is declared. */
function asDeclared(world: World): Verdict {
  const { server } = world;
  const stack = world.stacks.main;
  const alive = aliveNow(world);
  for (const key of keysOf(stack.program)) {
    const found = stack.recordedAs(key);
    if (!found) return `settle: ${key} is not in the state`;
    const wrong = isAsDeclared(key, stack, alive, found.id ?? "", server);
    if (wrong !== undefined) return `settle: ${shortOf(found)} ${wrong}`;
  }
  return noDouble(world, stack);
}

/** No callback app and no document that the program has put in is there beside the recorded ones. */
function noDouble(world: World, stack: Stack): Verdict {
  return noDoubleApp(world, stack) ?? noDoubleDocument(world, stack);
}

/** Two apps of one name and address would post each event twice. */
function noDoubleApp({ server, stacks }: World, stack: Stack): Verdict {
  const [own] = stack.recorded("Callback");
  if (!own || stack.engine.config["coze:allowSameName"] === "true") return undefined;
  const recorded = Object.values(stacks).flatMap((each) => each.recorded("Callback").map(({ id }) => id));
  const double = server.emulator.callbacks.find(
    ({ id, name, url }) => name === own.inputs["name"] && url === own.inputs["url"] && !recorded.includes(id),
  );
  return double && `settle: the callback app ${double.id} is there twice`;
}

function noDoubleDocument({ server, leftBehind }: World, stack: Stack): Verdict {
  const [dataset] = stack.recorded("Dataset");
  const recorded = stack.recorded("Document").map(({ id }) => id);
  const double = server.emulator.knowledge.documents.find(
    ({ id, name, datasetId }) =>
      name.startsWith("doc-") &&
      datasetId === dataset?.id &&
      !recorded.includes(id) &&
      !leftBehind.has(id) &&
      server.document(id) !== undefined,
  );
  return double && `settle: the document ${double.name} is there twice`;
}

function isAsDeclared(
  key: Key,
  stack: Stack,
  alive: ReadonlySet<string>,
  id: string,
  server: World["server"],
): Verdict {
  const { bot: declared, publication } = stack.program;
  const bot = server.bot(id);
  switch (kindOf(key)) {
    case "Bot": {
      if (!bot) return "does not exist";
      if (bot.draft.name.startsWith("del-")) return "is archived";
      const isSame =
        contentKey(bot.draft, declared) === JSON.stringify([declared?.prompt, declared?.description ?? null]);
      return isSame ? undefined : "is not as declared";
    }
    case "Publication": {
      const { version, connectorIds } = stack.recordedAs(key)?.outputs ?? {};
      const kept = (connectorIds as string[]).find((channel) => !publication?.channels.includes(channel));
      if (kept !== undefined) return `still has channel ${kept}, which the program does not have`;
      const off = publication?.channels.find((channel) => !(channel in (bot?.published ?? {})));
      if (off !== undefined && !server.unseen.has(`${id} ${off}`)) return `is not live on ${off}`;
      const other = publication?.channels.find((channel) => {
        const live = bot?.published[channel]?.version;
        return live !== undefined && live !== version;
      });
      return other === undefined ? undefined : `has another version live on ${other} than the recorded one`;
    }
    case "BotTest":
      return undefined;
    case "Callback": {
      const found = server.emulator.callbacks.find((one) => one.id === id);
      if (!found) return "does not exist";
      const { url, events = [] } = stack.program.callback ?? {};
      const isSame = found.url === url && [...found.events].sort().join() === [...events].sort().join();
      return isSame ? undefined : "is not as declared";
    }
    case "WorkspaceMember": {
      const found = server.emulator.members.find((one) => one.id === id);
      if (!found) return "does not exist";
      return found.role === stack.program.member?.role ? undefined : "has another role";
    }
    default:
      return alive.has(`${kindOf(key)} ${id}`) ? undefined : "does not exist";
  }
}

/** Nothing is left to do: not for an `up`, and not after another refresh. */
async function isSilent(world: World, take: Take): Promise<Verdict> {
  const up = await take({ do: "up" });
  if (up.outcome.error !== undefined) return `settle: the next up fails: ${first(up)}`;
  if (up.calls.length > 0) return `settle: the next up makes calls: ${[...new Set(up.calls)].join(", ")}`;
  world.server.clock.pass(60_000);
  const refreshed = await take({ do: "refresh" });
  if (refreshed.outcome.error !== undefined) return `settle: the second refresh fails: ${first(refreshed)}`;
  const found = refreshed.outcome.steps.filter(({ op }) => op !== "same");
  const [drift] = found;
  if (drift) return `settle: another refresh finds drift: ${drift.op} ${drift.urn.split("::").slice(2).join(" ")}`;
  const again = await take({ do: "up" });
  return again.calls.length > 0 ? `settle: after a refresh an up makes calls: ${again.calls.join(", ")}` : undefined;
}
