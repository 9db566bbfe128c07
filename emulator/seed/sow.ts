import { createHash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import type { Content } from "../knowledge/document";
import type { Platform } from "../platform";
import type { ParsedSeed } from "./schema";

type SeedBot = NonNullable<ParsedSeed["bots"]>[number];
type SeedDataset = NonNullable<ParsedSeed["datasets"]>[number];
type SeedDocument = NonNullable<SeedDataset["documents"]>[number];

/** Creates all objects of the seed, in the emulator's first workspace. */
export function sow(platform: Platform, seed: ParsedSeed): void {
  const { spaceId } = platform.account;
  for (const file of seed.files ?? []) sowFile(platform, file);
  for (const workflow of seed.workflows ?? []) platform.library.createWorkflow(spaceId, workflow);
  for (const plugin of seed.plugins ?? []) platform.library.createPlugin(spaceId, plugin);
  for (const dataset of seed.datasets ?? []) sowDataset(platform, spaceId, dataset);
  for (const bot of seed.bots ?? []) sowBot(platform, spaceId, bot);
}

function sowFile(platform: Platform, { id, fileName, text, base64 }: NonNullable<ParsedSeed["files"]>[number]): void {
  const bytes = base64 === undefined ? Buffer.from(text ?? "") : Buffer.from(base64, "base64");
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  platform.files.add({ id, userId: platform.userId, fileName, bytes: bytes.length, sha256 });
}

function sowDataset(
  platform: Platform,
  spaceId: string,
  { id, format, documents = [], ...content }: SeedDataset,
): void {
  const { knowledge } = platform;
  const dataset = knowledge.createDataset(spaceId, content, { id, formatType: format === "image" ? 2 : 0 });
  for (const { id: documentId, name, caption, chunkStrategy, updateRule, ...source } of documents) {
    const rule = updateRule && { update_interval: 24, ...updateRule };
    const added = { name, content: contentOf(source), updateRule: rule, ...(chunkStrategy && { chunkStrategy }) };
    const made = knowledge.addDocument(dataset.id, added, documentId);
    if (caption !== undefined) knowledge.editDocument(made.id, { caption });
  }
}

function contentOf({ text = "", base64, fileType, webUrl, fileId }: Partial<SeedDocument>): Content {
  if (webUrl !== undefined) return { webUrl };
  if (fileId !== undefined) return { fileId };
  const bytes = base64 === undefined ? Buffer.from(text) : Buffer.from(base64, "base64");
  return { bytes, fileType: fileType ?? "txt" };
}

function sowBot(platform: Platform, spaceId: string, { id, ownerUserId, draft, script, versions = [] }: SeedBot): void {
  const { bots, userId } = platform;
  const [first] = versions;
  let content = first?.content ?? draft;
  const bot = bots.create(spaceId, content, ownerUserId ?? userId, { id, createdAt: timeOf(first?.createdAt) });
  const editTo = (next: typeof draft): void => {
    if (!isDeepStrictEqual(next, content)) bots.replace(bot, next);
    content = next;
  };
  for (const { content: published = draft, connectorIds, version, changelog, createdAt } of versions) {
    editTo(published);
    bots.publish(bot, connectorIds, userId, {}, { version, changelog, createdAt: timeOf(createdAt) });
  }
  editTo(draft);
  if (script) platform.chat.script(bot.id, script);
}

function timeOf(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Date.parse(text);
}
