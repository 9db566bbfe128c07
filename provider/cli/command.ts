import type { parseArgs, ParseArgsOptionsConfig } from "node:util";
import { UsageError } from "../values/terminal";
import { isId } from "../values/text";

type Values<O extends ParseArgsOptionsConfig> = ReturnType<typeof parseArgs<{ options: O }>>["values"];

/** A command of `pulumi-coze`. Commands that share an option give it the same type. */
export interface Command<O extends ParseArgsOptionsConfig = ParseArgsOptionsConfig> {
  /**
   * The command's lines of the usage, without its name: the options, and below them, indented, what the command does.
   */
  readonly usage: string;
  readonly options: O;
  /** The arguments that the command takes; none by default. */
  readonly maxArguments?: number;
  /** Runs the command, and returns the exit code. Modules are loaded here, so that the usage costs nothing. */
  run(values: Values<O>, positionals: readonly string[]): Promise<number>;
}

/** Gives `run` the types of its options. */
export function defineCommand<const O extends ParseArgsOptionsConfig>(command: Command<O>): Command {
  return command;
}

/** Refuses values of an option that are not ids. */
export function checkIds(option: string, given: readonly string[]): void {
  for (const id of given) {
    if (!isId(id)) throw new UsageError(`--${option} must be an id, got ${JSON.stringify(id)}`);
  }
}

/** The value of `--space`, or of another required option with one id. */
export function requiredId(option: string, value: string | undefined): string {
  if (value === undefined) throw new UsageError(`--${option} is required`);
  checkIds(option, [value]);
  return value;
}
