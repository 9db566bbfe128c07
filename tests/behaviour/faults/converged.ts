import type { BotView } from "../../../emulator";
import type { World } from "./cell";

/**
 * The server and the state in a form that is the same for every run that came out the same: ids, versions and times are
 * replaced by what they stand for.
 */
export function snapshot({ emulator, engine }: World): unknown {
  const names = new Map([
    [emulator.spaceId, "the space"],
    [emulator.userId, "the user"],
  ]);
  emulator.bots.forEach((bot, i) => {
    names.set(bot.id, `bot ${i}`);
    bot.versions.toReversed().forEach(({ version }, n) => names.set(version, `version ${n}`));
  });
  emulator.knowledge.datasets.forEach(({ id }, i) => names.set(id, `dataset ${i}`));
  emulator.callbacks.forEach(({ id }, i) => names.set(id, `callback ${i}`));
  emulator.knowledge.documents.forEach(({ id }, i) => names.set(id, `document ${i}`));
  const server = [
    ...emulator.bots.map(serverView),
    ...emulator.knowledge.datasets.map(timeless),
    ...emulator.knowledge.documents.map(timeless),
    ...emulator.members.map(timeless),
    ...emulator.callbacks.map(({ verifyToken, ...app }) => timeless(app)),
  ];
  const state = [...engine.state].map(([kind, { id, inputs, outputs, initErrors }]) => {
    const { updateTime, createTime, iconUrl, ownerUserId, publishedAt, charCount, sliceCount, __published, ...rest } =
      outputs;
    const { testId, testedAt, verifyToken, ...told } = rest;
    const published = __published as Record<string, unknown> | undefined;
    return {
      kind,
      id: testId === undefined ? id : "random",
      inputs,
      initErrors,
      outputs: { ...told, published: published?.["version"] },
    };
  });
  const text = JSON.stringify({ server, state });
  return JSON.parse(text.replace(/(?<="|\\n)\d{13,19}(?=[" _])/g, (id) => names.get(id) ?? id)) as unknown;
}

function timeless(view: {
  readonly visibleAt: number;
  readonly createdAt?: number;
  readonly updatedAt?: number;
}): unknown {
  const { createdAt, updatedAt, visibleAt, ...rest } = view;
  return { ...rest, readyAt: undefined };
}

function serverView({ id, draft, published, versions }: BotView): unknown {
  return {
    id,
    draft,
    published: Object.fromEntries(
      Object.entries(published).map(([channel, { version, config }]) => [channel, { version, config }]),
    ),
    versions: versions.map(({ version, connectorIds }) => ({ version, connectorIds })),
  };
}
