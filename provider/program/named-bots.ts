import * as pulumi from "@pulumi/pulumi";
import { programError } from "./sdk-internals";

interface Named {
  /** The ids of adopted bots, where the program writes them as strings. */
  readonly managed: Set<string>;
  /** The bot ids that other resources write as strings, each with the resource. */
  readonly named: Map<string, string>;
}

/** The key is the engine's connection: one process of the Automation API may run several programs. */
const programs = new WeakMap<object, Named>();

function ofProgram(): Named {
  const monitor = pulumi.runtime.getMonitor() ?? programs;
  const known = programs.get(monitor) ?? { managed: new Set(), named: new Map() };
  programs.set(monitor, known);
  return known;
}

/** Notes a bot that the program manages. The provider compares ids that are outputs. */
export function noteManaged(botId: unknown): void {
  if (typeof botId !== "string") return;
  const { managed, named } = ofProgram();
  managed.add(botId);
  const resource = named.get(botId);
  if (resource !== undefined) throw refused(resource);
}

/**
 * Notes that a resource names a bot by its id. If the bot is in the same program, nothing would make the resource wait
 * for it.
 */
export function noteNamed(resource: string, botId: unknown): void {
  if (typeof botId !== "string") return;
  const { managed, named } = ofProgram();
  if (managed.has(botId)) throw refused(resource);
  named.set(botId, resource);
}

function refused(resource: string): Error {
  return programError(
    `${resource}: botId: is a bot that this program manages, and nothing waits for it: write bot with its CozeBot in the place of the id`,
  );
}
