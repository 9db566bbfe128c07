import { withoutTokens } from "./tokens";

/**
 * Shows a progress line on a terminal, in place of the last one. An empty line clears it. Prints nothing into a pipe.
 */
export function progress(line: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${line}`);
}

/** Prints to the standard output, without tokens. Commands print in no other way. */
export function print(text: string): void {
  process.stdout.write(withoutTokens(text));
}

/** Prints a line to standard error, and clears the progress line first. */
export function say(line: string): void {
  progress("");
  process.stderr.write(`${withoutTokens(line)}\n`);
}

/**
 * A foreign text, for one line of a terminal or a comment. It loses tokens, and characters that would move the cursor
 * or end the line.
 */
export function printable(value: string): string {
  return withoutTokens(value)
    .replaceAll(/\p{C}|\p{Zl}|\p{Zp}/gu, " ")
    .replaceAll("*/", "* /");
}

/** A foreign text of several lines, for a terminal. */
export function printableLines(text: string): string {
  return text.split("\n").map(printable).join("\n");
}

/** A mistake in the command line. The usage, or a hint to it, is printed before the message. */
export class UsageError extends Error {
  // Separately bundled commands have their own copies of this class, so the name identifies the error.
  override readonly name = "UsageError";
}
