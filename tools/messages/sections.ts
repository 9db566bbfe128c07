import { account } from "./account";
import { adoption } from "./adoption";
import { inputs } from "./inputs";
import { installation } from "./installation";
import { interruptions } from "./interruptions";
import type { Mistake, Section } from "./mistake";
import { placeholders } from "./printed";
import { publishing } from "./publishing";
import { Scene } from "./scene";
import { testing } from "./testing";

export const SECTIONS: readonly Section[] = [
  account,
  inputs,
  publishing,
  testing,
  adoption,
  interruptions,
  installation,
];
export const MISTAKES: readonly Mistake[] = SECTIONS.flatMap(({ mistakes }) => mistakes);

const AT_ONCE = 2;
/** What the message of a mistake that was not made begins with. */
export const FAILED = "It did not come about: ";

/** What each mistake makes the CLI print, or why it does not. */
export async function bringAbout(
  mistakes: readonly Mistake[],
  done: (mistake: Mistake) => void = () => undefined,
): Promise<Map<Mistake, string>> {
  const messages = new Map<Mistake, string>();
  const queue = [...mistakes];
  const worker = async (): Promise<void> => {
    for (let mistake = queue.shift(); mistake; mistake = queue.shift()) {
      messages.set(mistake, await messageOf(mistake).catch((error: unknown) => `${FAILED}${String(error)}`));
      done(mistake);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return messages;
}

async function messageOf(mistake: Mistake): Promise<string> {
  const scene = await Scene.open(mistake);
  try {
    const shown = "onCli" in mistake ? mistake.onCli(scene) : mistake.run(scene);
    return placeholders(scene.emulator, await shown);
  } finally {
    await scene.close();
  }
}
