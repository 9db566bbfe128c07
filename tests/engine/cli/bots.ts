import type { BotContent, Emulator } from "../../../emulator";
import { toBody } from "../../../provider/resources/bot/wire";
import { cached, edges, full, sparse, texts, unordered } from "../../behaviour/drift/samples";

/** Names that are hard on a file name, on a comment, on a string literal, or on a line's width. */
export const hardNames = [
  "../escape",
  "..",
  "/etc/passwd",
  "a/b\\c",
  "quo\"te's",
  "`${x}` */ // \\",
  "line\nbreak\u2028\u2029",
  "\u202eright to left",
  "@ts-expect-error",
  "prettier-ignore",
  "客服助手",
  "客服 助手 一二三四五六七八九十",
  "🙂👩‍👩‍👧☀️☀©",
  "हिन्दी é e\u0301",
  "constructor",
  "__proto__",
  " spaces  around ",
  "Twice",
  "Twice",
  "twice",
  "CON",
];

const contentOf = (declared: object): BotContent => toBody({ ...declared }) as unknown as BotContent;

/** Fills the space with bots of every kind; the newest come first in Coze's lists. */
export function fill(emulator: Emulator): void {
  const make = (content: BotContent): string => emulator.console.createDraft(emulator.spaceId, content);
  for (const declared of [full, cached, texts, edges, sparse, unordered]) make(contentOf(declared));
  for (const name of hardNames) {
    const words = `You are ${name}.\r\nSay "hi" to \`\${user}\`.\n`;
    const id = make({
      name,
      description: name.repeat(3),
      prompt_info: { prompt: words },
      onboarding_info: { prologue: words, suggested_questions: [name, `${name}?`.repeat(2), "'", '"', "\\"] },
    });
    if (name.length % 2 === 0) emulator.console.publish(id, name.length % 4 === 0 ? ["1024", "999"] : ["999"]);
  }
  const older = make({ name: "Two versions" });
  emulator.console.publish(older, ["1024", "999"]);
  emulator.console.publish(older, ["1024"]);
  const newer = make({ name: "Newer draft" });
  emulator.console.publish(newer, ["1024"]);
  emulator.console.editDraft(newer, { description: "Not published" });
}
