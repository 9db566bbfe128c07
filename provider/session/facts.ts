import type { RunClaims } from "./run-claims";

/** The number of passed cases of a test, and of all cases. */
export interface Counts {
  readonly passed: number;
  readonly of: number;
}

/**
 * A test that has passed. `draftHash` covers everything that a read returned of its draft; it is empty in states of
 * earlier versions.
 */
interface Passed extends Counts {
  readonly draftHash: string;
}

/** Facts about bots that the resources of a run tell each other: who follows a bot, who names it, which test it has passed. */
export class Facts {
  private readonly following = new Set<string>();
  /** The objects that a resource names only by their ids, before their own resources had a step. */
  private readonly named = new Map<string, string>();
  /** The counts of passed tests, by the bot and the tested content. */
  private readonly passed = new Map<string, string>();

  constructor(private readonly run: RunClaims) {}

  /** Notes that a publication follows a bot that it names only by its id. */
  noteFollowing(botId: string): void {
    this.following.add(botId);
  }

  isFollowing(botId: string): boolean {
    return this.following.has(botId);
  }

  /** Notes that a resource names an object only by its id. */
  noteNamed(kind: string, id: string, resource: string): void {
    this.named.set(`${kind} ${id}`, resource);
  }

  /** The resource that has named the object. */
  namedBy(kind: string, id: string): string | undefined {
    return this.named.get(`${kind} ${id}`);
  }

  /** Notes that a test of the bot's draft has passed with this content, in this run or in the run that recorded it. */
  notePassed(botId: string, contentHash: string, { passed, of, draftHash }: Passed): void {
    const text = `${passed}/${of}/${draftHash}`;
    this.passed.set(`passed ${botId} ${contentHash}`, text);
    this.run.note(`passed ${botId} ${contentHash}`, text);
  }

  /** The test that has passed with this content; `undefined` if none has. */
  passedOf(botId: string, contentHash: string): Passed | undefined {
    const fact = `passed ${botId} ${contentHash}`;
    const text = this.passed.get(fact) ?? this.run.keeperOf(fact);
    if (text === undefined) return undefined;
    const [passed, of, draftHash = ""] = text.split("/");
    return { passed: Number(passed), of: Number(of), draftHash };
  }
}
