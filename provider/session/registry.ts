/** Which resource of this process manages which thing on Coze, so that one resource does not take or harm another's. */
export class Registry {
  private readonly managers = new Map<string, Set<string>>();
  private readonly takers = new Map<string, string>();
  private readonly claims = { adopt: new Map<string, string>(), publish: new Map<string, string>() };
  private readonly channels = new Map<string, Set<string>>();

  manages(id: string, resource: unknown): void {
    if (typeof resource === "string") entry(this.managers, id).add(resource);
  }

  /** The resource took over in this run what was there before it. */
  takes(id: string, resource: unknown): void {
    this.manages(id, resource);
    if (typeof resource === "string") this.takers.set(id, resource);
  }

  /** Notes what a resource is about to do with a bot; the other resource of this run that does so, if there is one. */
  claim(what: "adopt" | "publish", botId: string, resource: unknown): string | undefined {
    const claims = this.claims[what];
    const first = claims.get(botId);
    if (first === undefined && typeof resource === "string") claims.set(botId, resource);
    return first === resource ? undefined : first;
  }

  isManaged(id: string): boolean {
    return this.managers.has(id);
  }

  /**
   * The resource that goes on with the thing once this one is deleted. Names are not unique among components, and what is
   * replaced has the name of what replaces it: whoever took the thing over in this run keeps it.
   */
  keeper(id: string, resource: unknown): string | undefined {
    return this.takers.get(id) ?? [...(this.managers.get(id) ?? [])].find((other) => other !== resource);
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
