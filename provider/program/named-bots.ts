import * as pulumi from "@pulumi/pulumi";
import { programError } from "./sdk-internals";

interface Named {
  /** The ids of bots that the program takes over, in letters. */
  readonly managed: Set<string>;
  /** The ids in letters that other resources name, each with the resource. */
  readonly named: Map<string, string>;
}

/** By the engine's connection: one process of the Automation API may run several programs. */
const programs = new WeakMap<object, Named>();

function ofProgram(): Named {
  const monitor = pulumi.runtime.getMonitor() ?? programs;
  const known = programs.get(monitor) ?? { managed: new Set(), named: new Map() };
  programs.set(monitor, known);
  return known;
}

/** The program manages the bot that has this id. Ids that are outputs are compared by the provider. */
export function noteManaged(botId: unknown): void {
  if (typeof botId !== "string") return;
  const { managed, named } = ofProgram();
  managed.add(botId);
  const resource = named.get(botId);
  if (resource !== undefined) throw refused(resource);
}

/** A resource names a bot by its id: nothing would make it wait for a bot of the same program. */
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
