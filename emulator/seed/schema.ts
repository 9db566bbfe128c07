import * as z from "zod";
import { botContent } from "../bots/content";
import { chatRule } from "../chat/rule";
import { chunkStrategy, updateRule } from "../knowledge/document";
import { strictly } from "../strictly";

const id = z
  .string()
  .regex(/^\d{1,20}$/, "must be an id: digits only")
  .describe("An id; default: a new one.");
const name = z.string().min(1);
const content = strictly(botContent);
const time = z.iso.datetime({ offset: true }).describe("A time as in 2026-11-27T12:00:00Z.");
const base64 = z.base64();

const version = z
  .strictObject({
    version: z.string().regex(/^\d+$/, "must be digits only").optional(),
    connectorIds: z.array(z.string().min(1)).min(1).describe('The channels: "1024" is the API, "999" the Chat SDK.'),
    changelog: z.string().optional(),
    createdAt: time.optional(),
    content: content.optional().describe("What was published; default: the draft."),
  })
  .describe("A version that was published.");

const bot = z
  .strictObject({
    id: id.optional(),
    ownerUserId: id.optional().describe("Default: the user of the tokens."),
    draft: content.describe("The draft, in the shape in which the API writes it."),
    script: z.array(chatRule).optional().describe("What it answers in a chat; the first rule that matches applies."),
    versions: z
      .array(version)
      .optional()
      .describe("Oldest first; each channel serves the last one it was published to."),
  })
  .describe("A bot with its draft and its versions.");

const document = z
  .strictObject({
    id: id.optional(),
    name,
    text: z.string().optional().describe("The content of a text file."),
    base64: base64.optional().describe("The content of any file; fileType says which."),
    fileType: z.enum(["pdf", "txt", "doc", "docx"]).default("txt"),
    webUrl: z
      .url({ protocol: /^https?$/ })
      .optional()
      .describe("The address of a web page."),
    fileId: id.optional().describe("The id of an image under files, for a knowledge base of images."),
    caption: z.string().optional(),
    chunkStrategy: strictly(chunkStrategy).optional(),
    updateRule: strictly(updateRule).optional(),
  })
  .refine(
    (given) => [given.text, given.base64, given.webUrl, given.fileId].filter((x) => x !== undefined).length === 1,
    {
      message: "must have one of text, base64, webUrl and fileId",
    },
  );

const dataset = z
  .strictObject({
    id: id.optional(),
    name: z.string().min(1).max(100),
    description: z.string().optional(),
    format: z.enum(["text", "image"]).default("text"),
    documents: z.array(document).optional(),
  })
  .describe("A knowledge base with its documents.");

const file = z
  .strictObject({
    id: id.optional(),
    fileName: name,
    text: z.string().optional(),
    base64: base64.optional(),
  })
  .describe("An uploaded file; without text and base64 it is empty.");

const workflow = z.strictObject({
  id: id.optional(),
  name,
  description: z.string().optional(),
  mode: z.enum(["workflow", "chatflow"]).optional(),
  version: z.string().optional().describe("The published version, for instance v0.0.1; without it, none is."),
});

const plugin = z.strictObject({
  id: id.optional(),
  name,
  description: z.string().optional(),
  tools: z.array(z.strictObject({ id: id.optional(), name, description: z.string().optional() })).optional(),
});

/** The content of an emulator at its start. The package contains its JSON schema. */
export const seed = z
  .strictObject({
    $schema: z.string().optional(),
    spaceId: id.optional().describe("The id of the workspace that all of this is in; default: a new one."),
    bots: z.array(bot).optional(),
    datasets: z.array(dataset).optional(),
    files: z.array(file).optional(),
    workflows: z.array(workflow).optional(),
    plugins: z.array(plugin).optional(),
  })
  .describe("What a Coze emulator holds at its start.");

export type Seed = z.input<typeof seed>;
export type ParsedSeed = z.output<typeof seed>;

class SeedError extends Error {
  override readonly name = "SeedError";
}

/** Checks the seed. The error lists all problems, each with its path. */
export function parseSeed(value: unknown): ParsedSeed {
  const result = seed.safeParse(value);
  if (result.success) return result.data;
  throw new SeedError(result.error.issues.map(sentence).join("; "));
}

function sentence({ path, message }: z.core.$ZodIssue): string {
  const at = path.map((key) => (typeof key === "number" ? `[${key}]` : `.${String(key)}`)).join("");
  return `${at.replace(/^\./, "") || "the seed"}: ${message}`;
}
