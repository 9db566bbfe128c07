import type { Props } from "../../../provider/lifecycle";
import type { Comparison, KeptBaseline } from "../../../provider/resources/bot-test/types";
import type { Program } from "../faults/engine";
import type { World } from "../faults/cell";

export { closeWorlds, openWorld, succeed, type World } from "../faults/cell";
export { CHAT, PUBLISH } from "../../harness/routes";

const count = <T>(length: number, item: (i: number) => T): T[] => Array.from({ length }, (_, i) => item(i));

/** Cases whose expectation says no more than that one of five chats passes: the comparison decides. */
export const CASES = count(12, (i) => ({
  ...{ name: `case ${i + 1}`, ask: `Question ${i + 1}?`, repeat: 5, minPassed: 1 },
  expect: [{ contains: "kind" }],
}));

/** A bot with this prompt, tested against what is live, and published only if it passes. */
export function program(prompt: string, test: Props = {}, publication: Props = {}): Program {
  const compared = { cases: CASES, noWorseThan: { live: true }, maxChats: 200 };
  return { bot: { name: "Support", promptInfo: { prompt } }, test: { ...compared, ...test }, publication };
}

/** The recorded outputs of the test. */
export function outputs({ engine }: World): {
  passed: boolean;
  comparison?: Comparison;
  baseline?: KeptBaseline;
  chats: number;
  results: { name: string; status: string; passed: number; runs: number }[];
} {
  return { ...engine.state.get("bottest")?.outputs } as ReturnType<typeof outputs>;
}

/** The versions that were asked, and `draft`, with the number of chats. */
export function asked({ emulator }: World): Record<string, number> {
  const sources: Record<string, number> = {};
  for (const { source } of emulator.chat.chats) sources[source] = (sources[source] ?? 0) + 1;
  return sources;
}

/** Forgets the calls and the chats so far, and returns what counts the chats from here on. */
export function fromHere(world: World): () => Record<string, number> {
  const before = asked(world);
  world.emulator.clearCalls();
  return () => {
    const now = asked(world);
    const grown = Object.entries(now).map(([source, all]) => [source, all - (before[source] ?? 0)] as const);
    return Object.fromEntries(grown.filter(([, more]) => more > 0));
  };
}

export const versions = ({ emulator }: World): string[] =>
  (emulator.bots[0]?.versions ?? []).map(({ version }) => version);

/** From now on the bot passes this share of chats, by the prompt of what is asked. */
export function setRates({ emulator }: World, rates: Readonly<Record<string, number>>, seed = 1): void {
  const [bot] = emulator.bots;
  emulator.chat.script(
    bot?.id ?? "",
    Object.entries(rates).map(([prompt, passRate]) => ({
      ...{ promptContains: prompt, reply: `I am kind (${prompt})`, otherwise: `I am not (${prompt})`, passRate, seed },
    })),
  );
}
