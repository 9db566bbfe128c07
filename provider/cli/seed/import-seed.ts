import { relative } from "node:path";
import type { Session } from "../../session/session";
import { counted, formatPath } from "../../values/problem";
import { tokenError, tokenIn } from "../../values/tokens";
import { print, progress, say } from "../../values/terminal";
import { refuseExisting, writeFiles } from "../write-files";
import { readBots, type ChosenBots } from "./bots";
import { readKnowledge } from "./knowledge";
import { readLibrary } from "./library";

export interface SeedOptions extends ChosenBots {
  readonly file: string;
  readonly force: boolean;
}

/** Writes a seed of the emulator from a live workspace. It only reads from Coze. */
export async function importSeed(session: Session, options: SeedOptions): Promise<void> {
  const { spaceId, file, force } = options;
  refuseExisting([file], force);
  const { bots, infos } = await readBots(session, options);
  const { datasets, files, documentCount } = await readKnowledge(session, spaceId);
  const { workflows, plugins, problems } = await readLibrary(session, spaceId, infos);
  progress("");
  const seed = { spaceId, bots, datasets, files, workflows, plugins };
  const secret = tokenIn(seed);
  if (secret !== undefined) throw tokenError(`workspace ${spaceId}`, formatPath(secret));
  await writeFiles(new Map([[file, `${JSON.stringify(seed, undefined, 2)}\n`]]));
  for (const problem of problems) say(`pulumi-coze: the seed is incomplete: ${problem}`);
  const parts = [
    counted(bots.length, "bot"),
    counted(datasets.length, "knowledge base"),
    counted(documentCount, "document"),
    counted(workflows.length, "workflow"),
    counted(plugins.length, "plugin"),
  ];
  print(`${parts.slice(0, -1).join(", ")} and ${parts.at(-1) ?? ""} written to ${relative("", file)}\n`);
}
