/** The resource of a step, as far as its host knows it. */
export interface Subject {
  readonly resource: string | undefined;
  readonly urn?: string | undefined;
}

interface Claim extends Subject {
  readonly resource: string;
  /** Whether the resource was checked as a new one, and not only as a recorded one. */
  readonly isNew: boolean;
  /** Whether the diff of the recorded resource keeps the resource. */
  readonly stays?: boolean;
}

/** Which resource of this process was the first to check an object as its own. */
export class Claims {
  private readonly first = new Map<string, Claim>();

  /** Claims the object for a resource. Returns the other resource that has claimed it before. */
  claim(object: string, { resource, urn }: Subject, isNew: boolean): string | undefined {
    if (resource === undefined) return undefined;
    const claim = { resource, urn, isNew };
    const first = this.first.get(object);
    if (first === undefined) this.first.set(object, claim);
    else if (first.resource !== resource) return first.resource;
    else if (isOther(first, claim)) return `${resource} (another one of that name)`;
    else this.first.set(object, { ...first, isNew: first.isNew || isNew });
    return undefined;
  }

  /** Notes whether the diff of a recorded resource replaces it. */
  noteDiff(object: string, isReplaced: boolean): void {
    const claim = this.first.get(object);
    if (claim?.isNew === false) this.first.set(object, { ...claim, stays: !isReplaced });
  }
}

/**
 * Whether two checks under one name are of two resources. Children of two components may share a name. Without a URN,
 * only the order of checks tells them apart. A run checks a resource once with its recorded inputs, and once without
 * them if it creates or replaces it.
 *
 * | first check | second check | same resource?                          |
 * | ----------- | ------------ | --------------------------------------- |
 * | recorded    | recorded     | no                                      |
 * | recorded    | new          | yes, unless its diff keeps the resource |
 * | new         | any          | no                                      |
 *
 * The host without URNs has no `replaceOnChanges`, and a `replacementTrigger` replaces without a diff.
 */
function isOther(first: Claim, next: Claim): boolean {
  if (first.urn !== undefined) return first.urn !== next.urn;
  return first.isNew || !next.isNew || first.stays === true;
}
