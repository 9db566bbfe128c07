/** Which resource of this process manages which thing on Coze, so that one resource does not take or harm another's. */
export class Registry {
  private readonly managers = new Map<string, Set<string>>();
  private readonly adopters = new Map<string, string>();
  private readonly channels = new Map<string, Set<string>>();

  manages(id: string, resource: unknown): void {
    if (typeof resource === "string") entry(this.managers, id).add(resource);
  }

  /** Notes that a resource adopts the bot; the other resource of this run that does so, if there is one. */
  adopts(botId: string, resource: unknown): string | undefined {
    const first = this.adopters.get(botId);
    if (first === undefined && typeof resource === "string") this.adopters.set(botId, resource);
    return first === resource ? undefined : first;
  }

  isManaged(id: string): boolean {
    return this.managers.has(id);
  }

  managedByAnother(id: string, resource: unknown): string | undefined {
    return [...(this.managers.get(id) ?? [])].find((other) => other !== resource);
  }

  /** A publication of this run put the bot on these channels. */
  published(botId: string, connectorIds: readonly string[]): void {
    for (const connectorId of connectorIds) entry(this.channels, botId).add(connectorId);
  }

  wasPublished(botId: string, connectorId: string): boolean {
    return this.channels.get(botId)?.has(connectorId) ?? false;
  }
}

function entry<K, V>(map: Map<K, Set<V>>, key: K): Set<V> {
  const found = map.get(key) ?? new Set<V>();
  map.set(key, found);
  return found;
}
