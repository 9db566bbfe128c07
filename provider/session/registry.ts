import type { ResourceKind, Step } from "../host/lifecycle";

interface Claim {
  readonly resource: string;
  /** Whether it was checked as a new resource, as one that is recorded, or as both. */
  readonly checks: ReadonlySet<boolean>;
}

/** Which resource of this process manages which object on Coze, so that one resource does not take or harm another's. */
export class Registry {
  private readonly managers = new Map<string, Set<string>>();
  private readonly takers = new Map<string, string>();
  private readonly claims = new Map<string, Claim>();
  private readonly channels = new Map<string, Set<string>>();

  /** The registry as one resource uses it. A resource without a name registers nothing. */
  of(kind: ResourceKind, resource: string | undefined): Omit<Step, "named" | "resource"> {
    const manage = (id: string): void => {
      if (resource !== undefined) entry(this.managers, `${kind} ${id}`).add(resource);
    };
    return {
      manage,
      takeOver: (id) => {
        manage(id);
        if (resource !== undefined) this.takers.set(`${kind} ${id}`, resource);
      },
      isManaged: (id) => this.isManaged(kind, id),
      claim: (botId, isNew) => (resource === undefined ? undefined : this.claim(`${kind} ${botId}`, resource, isNew)),
      // Names are not unique among components, and what is replaced has the name of what replaces it: whoever took the
      // object over in this run keeps it.
      keeperOf: (id) =>
        this.takers.get(`${kind} ${id}`) ??
        [...(this.managers.get(`${kind} ${id}`) ?? [])].find((other) => other !== resource),
    };
  }

  /**
   * A check knows the name of a resource, and children of two components may share one. A run checks a resource once with what is
   * recorded of it, and where it is created or replaced once without: a second check of the same sort is another resource's.
   */
  private claim(key: string, resource: string, isNew: boolean): string | undefined {
    const first = this.claims.get(key);
    if (first !== undefined && first.resource !== resource) return first.resource;
    if (first?.checks.has(isNew)) return `${resource} (another one of that name)`;
    this.claims.set(key, { resource, checks: new Set([...(first?.checks ?? []), isNew]) });
    return undefined;
  }

  isManaged(kind: ResourceKind, id: string): boolean {
    return this.managers.has(`${kind} ${id}`);
  }

  /** The resource that manages it, where that is one. */
  managerOf(kind: ResourceKind, id: string): string | undefined {
    const [manager, ...others] = this.managers.get(`${kind} ${id}`) ?? [];
    return others.length === 0 ? manager : undefined;
  }

  /** A publication of this run put the bot on these channels. */
  notePublished(botId: string, connectorIds: readonly string[]): void {
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
