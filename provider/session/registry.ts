import type { Step } from "../lifecycle";

/** The resource of a step, as far as its host knows it. */
export interface Subject {
  readonly resource: string | undefined;
  readonly urn?: string | undefined;
}

interface Claim extends Subject {
  readonly resource: string;
  /** Whether it was checked as a new resource, and not only as a recorded one. */
  readonly isNew: boolean;
  /** Whether the diff of its recorded resource does not replace it. */
  readonly stays?: boolean;
}

/** Which resource of this process manages which object on Coze. It keeps a resource from taking or changing another one's object. */
export class Registry {
  private readonly managers = new Map<string, Set<string>>();
  private readonly takers = new Map<string, string>();
  private readonly claims = new Map<string, Claim>();
  private readonly channels = new Map<string, Set<string>>();

  /** The registry for one resource. A resource without a name registers nothing. */
  of(kind: string, { resource, urn }: Subject): Omit<Step, "named" | "resource"> {
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
      claim: (botId, isNew) =>
        resource === undefined ? undefined : this.claim(`${kind} ${botId}`, { resource, urn, isNew }),
      // The resource that took the object over in this run keeps it. The name alone is not enough: components
      // repeat names, and a replacement has the name of the replaced resource.
      keeperOf: (id) =>
        this.takers.get(`${kind} ${id}`) ??
        [...(this.managers.get(`${kind} ${id}`) ?? [])].find((other) => other !== resource),
    };
  }

  private claim(key: string, claim: Claim): string | undefined {
    const { resource } = claim;
    const first = this.claims.get(key);
    if (first === undefined) this.claims.set(key, claim);
    else if (first.resource !== resource) return first.resource;
    else if (isOther(first, claim)) return `${resource} (another one of that name)`;
    else this.claims.set(key, { ...first, isNew: first.isNew || claim.isNew });
    return undefined;
  }

  /** Notes whether the diff of a recorded resource replaces it. */
  noteDiff(kind: string, id: string, isReplaced: boolean): void {
    const claim = this.claims.get(`${kind} ${id}`);
    if (claim?.isNew === false) this.claims.set(`${kind} ${id}`, { ...claim, stays: !isReplaced });
  }

  isManaged(kind: string, id: string): boolean {
    return this.managers.has(`${kind} ${id}`);
  }

  /** The resource that manages it, where that is one. */
  managerOf(kind: string, id: string): string | undefined {
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

/**
 * Whether two checks under one name are of two resources: children of two components may share a name. Without a URN the order of checks
 * decides. A run checks each resource once with its recorded inputs, and once without if it is created or replaced. So a second check of
 * the same sort is another resource's, and so is one as a recorded resource after one as a new one, and one as a new one where the diff
 * keeps the recorded one. (The host without URNs has no `replaceOnChanges`, and a `replacementTrigger` replaces without a diff.)
 */
function isOther(first: Claim, next: Claim): boolean {
  if (first.urn !== undefined) return first.urn !== next.urn;
  return first.isNew || !next.isNew || first.stays === true;
}

function entry<K, V>(map: Map<K, Set<V>>, key: K): Set<V> {
  const found = map.get(key) ?? new Set<V>();
  map.set(key, found);
  return found;
}
