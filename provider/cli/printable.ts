/** A text from elsewhere on one line of a terminal or a comment: without what would move the cursor or end the line. */
export function printable(value: string): string {
  return value.replaceAll(/\p{C}|\p{Zl}|\p{Zp}/gu, " ").replaceAll("*/", "* /");
}
