import { openScene, type Scene } from "../../harness/engine/scene";
import { projectOf, type Folder } from "../../harness/pulled";

export const PROMPT = `You are the support bot of the shop.
Be kind.

Answer in two sentences.
Ask for the order number.

Never promise a date.
`;

/** The program: what it reads of files is given as text. */
export const program = (prompt: string, more = "", name = "support") => `
  new CozeBot(${JSON.stringify(name)}, { name: ${JSON.stringify(name)}, promptInfo: { prompt: ${JSON.stringify(prompt)} }, ${more} });
`;

export const draftOf = (t: Scene, name = "support") => t.botNamed(name).draft;
export const edit = (t: Scene, patch: object, name = "support") =>
  t.emulator.console.editDraft(t.botNamed(name).id, patch);
export const editPrompt = (t: Scene, prompt: string, name?: string) => edit(t, { prompt_info: { prompt } }, name);

export async function opened(
  files: Record<string, string | Buffer>,
  source: string,
): Promise<{ t: Scene; folder: Folder }> {
  const t = await openScene();
  await t.up(source);
  return { t, folder: projectOf(files) };
}
