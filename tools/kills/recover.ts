import type { TwoBots, BotName } from "./stack";

/** A command or input that a person types after a run that was cut off, until an `up` succeeds. */
export type Typed = "pulumi up" | "pulumi cancel" | "botId";

const LOCKED = /currently locked by/;
const LEFTOVER = /Adopt it with botId: "(\d+)"/g;
/** Enough for a lock and a leftover of each bot. */
const MOST_RUNS = 5;

export class NotRecovered extends Error {}

/** Does what the messages say, and no more. At the end the program is as before. */
export async function recover(stack: TwoBots, prompt: string): Promise<Typed[]> {
  const typed: Typed[] = [];
  const adopted = new Map<BotName, string>();
  for (let runs = 0; runs < MOST_RUNS; runs++) {
    typed.push("pulumi up");
    const { code, output } = await stack.ws.up({ expect: "any" });
    if (code === 0) {
      if (adopted.size > 0) await stack.write(prompt);
      return typed;
    }
    const text = output.replace(/\s+/g, " ");
    const leftovers = new Set([...text.matchAll(LEFTOVER)].map(([, id = ""]) => id));
    if (LOCKED.test(text)) {
      typed.push("pulumi cancel");
      await stack.ws.run(["cancel", "--yes"]);
    } else if (leftovers.size > 0) {
      typed.push("botId");
      for (const id of leftovers) adopted.set(stack.nameOf(id) ?? failed(`bot ${id} is on no list`), id);
      await stack.write(prompt, adopted);
    } else {
      throw new NotRecovered(`up failed, and nothing that it printed says what to type:\n${output}`);
    }
  }
  throw new NotRecovered(`after ${typed.join(", ")} no up has succeeded`);
}

function failed(message: string): never {
  throw new NotRecovered(message);
}
