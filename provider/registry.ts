/** Which resource of this process manages which bot, so that one resource's delete does not harm another's bot. */
export class Registry {
  private readonly bots = new Map<string, Set<string>>();
  private readonly adopters = new Map<string, string>();
  private readonly channels = new Map<string, Set<string>>();

  manages(botId: string, resource: unknown): void {
    if (typeof resource === "string") entry(this.bots, botId).add(resource);
  }

  /** Notes that a resource adopts the bot; the other resource of this run that does so, if there is one. */
  adopts(botId: string, resource: unknown): string | undefined {
    const first = this.adopters.get(botId);
    if (first === undefined && typeof resource === "string") this.adopters.set(botId, resource);
    return first === resource ? undefined : first;
  }

  isManaged(botId: string): boolean {
    return this.bots.has(botId);
  }

  managedByAnother(botId: string, resource: unknown): string | undefined {
    return [...(this.bots.get(botId) ?? [])].find((other) => other !== resource);
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
