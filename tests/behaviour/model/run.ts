import type { Props } from "../../../provider/lifecycle";
import { checkUp, mustAskFirst } from "./check";
import { Model } from "./model";
import type { SlotName } from "./program";
import type { Step } from "./steps";
import type { World } from "./world";

/** Takes a history through the engine and through the model, and compares the two wherever the engine has acted. */
export async function run(world: World, steps: readonly Step[]): Promise<void> {
  const model = new Model(world);
  for (const step of steps) await apply(world, model, step);
  // Whatever has happened: a refresh sees it, and one `up` puts it right.
  world.emulator.clearFaults();
  world.program = { a: { bot: { name: "Support", space: "home" }, publication: {} }, ...world.program };
  await apply(world, model, { do: "refresh" });
  await apply(world, model, { do: "up" });
}

async function apply(world: World, model: Model, step: Step): Promise<void> {
  switch (step.do) {
    case "edit bot":
      editBot(world, model, step);
      break;
    case "write differently": {
      const slot = world.program[step.slot];
      if (slot) slot.bot = writtenDifferently(slot.bot);
      break;
    }
    case "edit publication": {
      const slot = world.program[step.slot];
      if (slot) slot.publication = { ...slot.publication, [step.input]: step.value };
      break;
    }
    case "edit test": {
      const slot = world.program[step.slot];
      if (slot) slot.test = { ...slot.test, [step.input]: step.value };
      break;
    }
    case "take out test":
      delete world.program[step.slot]?.test;
      break;
    case "take out bot":
      if (step.slot === "a") delete world.program.a;
      else delete world.program.b;
      break;
    case "take out publication":
      delete world.program[step.slot]?.publication;
      break;
    case "up":
      await checkUp(world, model);
      break;
    case "refresh":
      await refresh(world, model);
      break;
    case "destroy":
      await destroy(world, model);
      break;
    case "fault":
      world.addFault(step);
      break;
    default:
      byHand(world, model, step);
  }
}

function editBot(world: World, model: Model, { slot, input, value }: Extract<Step, { do: "edit bot" }>): void {
  // A bot that must not be deleted can't be replaced either.
  if (input === "space" && model.known.get(slot)?.policy === "fail") return;
  const known = world.program[slot];
  const bot = { name: "Support", space: model.known.get(slot)?.space ?? "home", ...known?.bot, [input]: value };
  world.program[slot] = { ...known, bot };
}

/** What means the same: sets in another order, a line break more at the end of a text, other line ends. */
function writtenDifferently(bot: Props): Props {
  const { plugins, workflowIds, description, promptInfo } = bot as {
    plugins?: unknown[];
    workflowIds?: unknown[];
    description?: string;
    promptInfo?: { prompt?: string };
  };
  const other = (text: string): string => {
    const plain = text.replaceAll("\r\n", "\n");
    if (plain.endsWith("\n\n")) return plain.replaceAll("\n", "\r\n");
    return plain.endsWith("\n") ? plain.slice(0, -1) : `${plain}\r\n`;
  };
  return {
    ...bot,
    ...(plugins && { plugins: plugins.toReversed() }),
    ...(workflowIds && { workflowIds: workflowIds.toReversed() }),
    ...(description && { description: other(description) }),
    ...(promptInfo?.prompt && { promptInfo: { ...promptInfo, prompt: other(promptInfo.prompt) } }),
  };
}

async function refresh(world: World, model: Model): Promise<void> {
  await world.during(async () => {
    const outcome = await world.engine.refresh();
    model.refresh(outcome);
    expect(Object.keys(outcome.errors).length > 0).toBe(world.isRefused);
    // As a user would, at once: between the two, half of a slot is known.
    if (world.isRefused) model.refresh(await world.engine.refresh());
  });
}

async function destroy(world: World, model: Model): Promise<void> {
  const kept = [...model.known.values()].some(({ policy }) => policy === "fail");
  const mustStop = world.slots.some((slot) => mustAskFirst(world, model, slot, true));
  await world.during(async () => {
    const outcome = await world.engine.destroy();
    if (!kept) expect(Object.keys(outcome.errors).length > 0).toBe(mustStop || world.isRefused);
    for (const slot of world.slots) model.commitDeletes(slot, true);
  });
}

/** Someone works in the console. */
function byHand(world: World, model: Model, step: Extract<Step, { do: `${string} outside` }>): void {
  const known = model.known.get(step.slot);
  if (!known || !world.bot(known.botId)) return;
  const { emulator } = world;
  const { botId, publication } = known;
  // In whole seconds, which is how Coze tells when, that was before whatever comes next.
  world.passAMoment();
  if (step.do === "edit outside") {
    emulator.console.editDraft(botId, step.patch);
    if (Object.keys(step.patch).some((block) => isDeclared(model, step.slot, block))) known.hasUnseenEdit = true;
  } else if (step.do === "delete outside") {
    emulator.console.deleteBot(botId);
    world.deleted.add(botId);
  } else if (publication?.botId === botId) {
    publication.hasUnseenChange = true;
    const { channels } = publication;
    if (step.do === "publish outside") emulator.console.publish(botId, [...channels]);
    else if ("channel" in step) emulator.console.unpublish(botId, channels[step.channel % channels.length] ?? "1024");
  }
  world.passAMoment();
}

function isDeclared(model: Model, slot: SlotName, block: string): boolean {
  return Object.keys(model.known.get(slot)?.leaves ?? {}).some((path) => path.split(".")[0] === block);
}
