import type { Created, Props, Step } from "../lifecycle";
import { Claims, type Subject } from "./claims";
import type { RunClaims } from "./run-claims";

/** A resource that keeps an object. */
export interface Keeper {
  readonly resource: string;
  /** The keeper's newest inputs in this run; `undefined` for a resource of another process. */
  readonly inputs: Props | undefined;
}

/** The inputs that the program declares for an object, and the outputs of its resource, if they are known. */
export interface Wanted {
  readonly resource: string;
  readonly inputs: Props;
  readonly outs?: Props | undefined;
}

/** What is known of one object and the resources of one key. */
interface Holder {
  readonly resource: string;
  /** The number of reads of recorded resources. A refresh also reads resources that this run deletes. */
  reads: number;
  /** The inputs of the last read. */
  inputsRead?: Props;
  /** The current outputs: of the last step of this run, or else the recorded outputs. */
  outs?: Props;
  /**
   * The inputs that the program declares. They are set by a check, an import, a create, an update, or a diff that keeps
   * the object.
   */
  wanted?: Props;
}

/**
 * Which resource of this process has which object on Coze. The registry keeps a resource from taking, changing or
 * deleting the object of another resource. A resource without a URN is known by its name. Names are not unique:
 * components repeat names, and so does a replacement.
 */
export class Registry {
  private readonly holders = new Map<string, Map<string, Holder>>();
  private readonly claims = new Claims();
  /** The objects of each URN. */
  private readonly objects = new Map<string, Set<string>>();

  /** The id and the current outputs of the resource of each URN. */
  private readonly outputs = new Map<string, Created>();
  /** The objects that this run has yet to change, by a diff. */
  private readonly due = new Set<string>();

  constructor(private readonly run: RunClaims) {}

  /** The registry for one resource. A resource without a name registers nothing. */
  of(kind: string, subject: Subject, inputs: Props = {}): Omit<Step, "named" | "resource"> {
    return {
      manage: (id) => this.want(kind, id, subject, inputs),
      isManaged: (id) => this.isManaged(kind, id),
      isReplaced: (id) => this.hasOther(kind, id, subject),
      claim: (id, isNew) => {
        const other = this.claims.claim(`${kind} ${id}`, subject, isNew);
        if (isNew && other === undefined) this.want(kind, id, subject, inputs);
        return other;
      },
    };
  }

  /** Notes that the program declares the object for this resource. */
  want(kind: string, id: string, subject: Subject, inputs: Props): void {
    const holder = this.holder(kind, id, subject);
    if (!holder) return;
    if (holder.wanted === undefined) this.run.note(`${kind} ${id}`, holder.resource);
    holder.wanted = inputs;
  }

  /** Records the current outputs of the resource. */
  record(kind: string, id: string, subject: Subject, outs: Props): void {
    const holder = this.holder(kind, id, subject);
    if (holder) holder.outs = outs;
  }

  /** Notes the outputs of the resource after its step, or the recorded outputs that stay. */
  noteOutputs(urn: string, id: string, outs: Props): void {
    this.outputs.set(urn, { id, outs });
  }

  /** The outputs of a resource; `undefined` if this run does not touch it. The id is empty before the create. */
  outputsOf(urn: string): Created | undefined {
    return this.outputs.get(urn);
  }

  /** Notes that a diff of this run changes the object in place. */
  noteDue(kind: string, id: string): void {
    this.due.add(`${kind} ${id}`);
  }

  noteDone(kind: string, id: string): void {
    this.due.delete(`${kind} ${id}`);
  }

  /** Whether this run has yet to change the object. */
  isDue(kind: string, id: string): boolean {
    return this.due.has(`${kind} ${id}`);
  }

  /** The inputs that the program declares for the object. */
  wantedOf(kind: string, id: string): Wanted | undefined {
    return wanted(this.holders.get(`${kind} ${id}`))[0];
  }

  /** The inputs that the program declares for all objects of the kind. */
  allWanted(kind: string): Wanted[] {
    const ofKind = [...this.holders].filter(([object]) => object.startsWith(`${kind} `));
    return ofKind.flatMap(([, holders]) => wanted(holders));
  }

  /** Whether a resource of another process of this run has the object. */
  isElsewhere(kind: string, id: string): boolean {
    return this.run.keeperOf(`${kind} ${id}`) !== undefined;
  }

  /** Notes whether the diff of a recorded resource replaces it. */
  noteDiff(kind: string, id: string, isReplaced: boolean): void {
    this.claims.noteDiff(`${kind} ${id}`, isReplaced);
  }

  /** Notes that a resource that is to be replaced has the object. */
  know(kind: string, id: string, subject: Subject): void {
    this.holder(kind, id, subject);
  }

  /** Notes that the state has the object under this resource. */
  noteRead(kind: string, id: string, subject: Subject, inputs: Props): void {
    const holder = this.holder(kind, id, subject);
    if (!holder) return;
    holder.reads++;
    holder.inputsRead = inputs;
  }

  /**
   * Forgets what the last diff said of the resource's object, since the resource is about to be created again. Only a
   * URN shows that it is the same resource.
   */
  noteNew({ urn }: Subject): void {
    if (urn === undefined) return;
    for (const object of this.objects.get(urn) ?? []) {
      const holder = this.holders.get(object)?.get(urn);
      if (holder) delete holder.wanted;
      this.due.delete(object);
    }
  }

  /**
   * The resource that keeps the object after the delete of this one. The program never wants a deleted resource. So a
   * wanted resource with the same key is its replacement, or another resource with its name.
   */
  keeperOf(kind: string, id: string, { resource, urn }: Subject): Keeper | undefined {
    const holders = [...(this.holders.get(`${kind} ${id}`) ?? [])];
    const keeper =
      holders.find(([, { wanted }]) => wanted !== undefined) ??
      holders.find(([key, { reads }]) => reads > (key === (urn ?? resource) ? 1 : 0));
    if (keeper) return { resource: keeper[1].resource, inputs: keeper[1].wanted ?? keeper[1].inputsRead };
    const elsewhere = this.run.keeperOf(`${kind} ${id}`);
    return elsewhere === undefined ? undefined : { resource: elsewhere, inputs: undefined };
  }

  /** Notes that the resource has left its object. */
  release(kind: string, id: string, subject: Subject): void {
    const holder = this.holder(kind, id, subject);
    if (!holder) return;
    holder.reads = Math.max(0, holder.reads - 1);
  }

  /** Notes that the resource is about to delete its object. */
  unwant(kind: string, id: string, subject: Subject): void {
    const holder = this.holder(kind, id, subject);
    if (holder) delete holder.wanted;
  }

  /** Whether the resource has another object by now. */
  private hasOther(kind: string, id: string, { resource, urn }: Subject): boolean {
    const key = urn ?? resource ?? "";
    return [...this.holders].some(
      ([object, holders]) =>
        object.startsWith(`${kind} `) && object !== `${kind} ${id}` && holders.get(key)?.wanted !== undefined,
    );
  }

  isManaged(kind: string, id: string): boolean {
    return this.holders.has(`${kind} ${id}`);
  }

  /** The resource that manages the object; `undefined` if none or several do. */
  managerOf(kind: string, id: string): string | undefined {
    const [manager, ...others] = this.holders.get(`${kind} ${id}`)?.values() ?? [];
    return others.length === 0 ? manager?.resource : undefined;
  }

  private holder(kind: string, id: string, { resource, urn }: Subject): Holder | undefined {
    if (resource === undefined) return undefined;
    const object = `${kind} ${id}`;
    const holders = this.holders.get(object) ?? new Map<string, Holder>();
    this.holders.set(object, holders);
    const key = urn ?? resource;
    const holder = holders.get(key) ?? { resource, reads: 0 };
    holders.set(key, holder);
    if (urn !== undefined) this.objects.set(urn, (this.objects.get(urn) ?? new Set()).add(object));
    return holder;
  }
}

function wanted(holders: ReadonlyMap<string, Holder> | undefined): Wanted[] {
  return [...(holders?.values() ?? [])].flatMap(({ resource, wanted: inputs, outs }) =>
    inputs === undefined ? [] : [{ resource, inputs, outs }],
  );
}
