const ONLY_ASCII = /^[\x20-\x7f]*$/;
const EMOJI = String.raw`(?![#*0-9])\p{Emoji}(?:\p{EMod}|\uFE0F\u20E3?|[\u{E0020}-\u{E007E}]+\u{E007F})?`;
const EMOJI_SEQUENCE = new RegExp(String.raw`\p{RI}{2}|[#*0-9]\uFE0F?\u20E3|${EMOJI}(?:\u200D${EMOJI})*`, "gu");
const NARROW_EMOJI = /^(?!\p{EPres})\p{Emoji}$/u;
const NO_WIDTH = /[\p{Cc}\p{Mn}\p{Me}]/u;
const WIDE =
  /[\u1100-\u115f\u2329\u232a\u2630-\u2637\u268a-\u268f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6b\uff01-\uff60\uffe0-\uffe6\u{16fe0}-\u{1b2fb}\u{1d300}-\u{1d376}\u{1f200}-\u{1f265}\u{20000}-\u{3fffd}]/u;

/** Columns on a terminal, as Prettier counts them: an emoji or an East Asian character takes two, an accent none. */
export function columns(text: string): number {
  if (ONLY_ASCII.test(text)) return text.length;
  let sum = 0;
  const rest = text.replaceAll(EMOJI_SEQUENCE, (emoji) => {
    sum += NARROW_EMOJI.test(emoji) ? 1 : 2;
    return "";
  });
  for (const character of rest) sum += NO_WIDTH.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
  return sum;
}
