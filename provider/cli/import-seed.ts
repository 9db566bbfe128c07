import { relative } from "node:path";
import type { BotInfo } from "../client/bot-types";
import { fromInfo, toBody } from "../resources/bot/wire";
import { liveVersions } from "../resources/publication/channels";
import type { Session } from "../session/session";
import { counted } from "../values/validate";
import { progress } from "./progress";
import { refuseExisting, writeFiles } from "./write-files";

const CHANNELS = ["1024", "999"];

export interface SeedOptions {
  readonly spaceId: string;
  /** Default: every bot of the space. */
  readonly botIds: readonly string[];
  /** Custom channels to look at; the API and the Chat SDK are looked at anyway. */
  readonly connectorIds: readonly string[];
  readonly file: string;
  readonly force: boolean;
}

/** Writes a seed of the emulator from a live space: its bots with what is live, and its knowledge bases. It reads only. */
export async function importSeed(session: Session, options: SeedOptions): Promise<void> {
  const { spaceId, botIds, connectorIds, file, force } = options;
  refuseExisting([file], force);
  const listed = await session.api().listBots(spaceId, "all");
  const missing = botIds.filter((id) => !listed.some((bot) => bot.id === id));
  if (missing.length > 0) throw new Error(`space ${spaceId} has no bot ${missing.join(", ")}`);
  const chosen = botIds.length > 0 ? listed.filter(({ id }) => botIds.includes(id)) : listed;
  const bots = [];
  for (const [index, { id, isPublished }] of chosen.entries()) {
    progress(`reading bot ${index + 1} of ${chosen.length}`);
    const probed = isPublished === false ? [] : [...new Set([...CHANNELS, ...connectorIds])];
    bots.push(await readBot(session, spaceId, id, probed));
  }
  const datasets = (await session.api().knowledge.listDatasets(spaceId)).map(({ id, name, description, format }) => ({
    ...{ id, name, description },
    format: format === 2 ? "image" : "text",
  }));
  progress("");
  await writeFiles(new Map([[file, `${JSON.stringify({ spaceId, bots, datasets }, undefined, 2)}\n`]]));
  const bases = counted(datasets.length, "knowledge base");
  process.stdout.write(`${counted(bots.length, "bot")} and ${bases} written to ${relative("", file)}\n`);
}

async function readBot(session: Session, spaceId: string, id: string, probed: readonly string[]): Promise<object> {
  const draft = contentOf(await session.api().readDraft(id));
  const live = new Map<string, string[]>();
  for (const [channel, version] of await liveVersions(session, { spaceId, botId: id }, probed)) {
    live.set(version, [...(live.get(version) ?? []), channel]);
  }
  const oldestFirst = [...live].sort(([a], [b]) => (BigInt(a) < BigInt(b) ? -1 : 1));
  const versions = [];
  for (const [version, connectorIds] of oldestFirst) {
    const content = contentOf(await session.api().readPublished(id, connectorIds[0]));
    versions.push({ version, connectorIds, content });
  }
  return { id, draft, versions };
}

/** What the read tells, in the shape of a write. */
function contentOf(info: BotInfo): object {
  return { name: info.name, ...toBody(fromInfo(info)) };
}
