import type { Clock } from "../../../provider/client/http/clock";
import type { Props } from "../../../provider/lifecycle";
import { CI } from "../../harness/ci";
import { declaredProgram, type Declared } from "../../harness/engine/declared";
import { Engine as InProcessEngine, type Outcome } from "../../harness/engine/engine";
import { shortName } from "../../harness/engine/names";
import type { Recorded } from "../../harness/engine/state";

export type { Outcome } from "../../harness/engine/engine";

/** What a program declares: a bot with its publication, a knowledge base with a document, a member, a callback app; each where it has one. */
export interface Program {
  readonly bot?: Props;
  /** Of the bot's draft; the publication requires it. */
  readonly test?: Props;
  readonly publication?: Props;
  readonly dataset?: Props;
  readonly document?: Props;
  readonly member?: Props;
  readonly callback?: Props;
}

type Kind = "bot" | "bottest" | "publication" | "dataset" | "document" | "workspacemember" | "callback";

const NAME = "support";

/** The engine for programs that have at most one resource of each kind. */
export class Engine {
  private readonly engine: InProcessEngine;

  constructor(config: Record<string, string>, clock: Clock, env: NodeJS.ProcessEnv = CI) {
    this.engine = new InProcessEngine({ config, clock, env });
  }

  up(program: Program): Promise<Outcome> {
    return this.engine.up(declaredProgram(declared(program)));
  }

  refresh(): Promise<Outcome> {
    return this.engine.refresh();
  }

  destroy(): Promise<Outcome> {
    return this.engine.destroy();
  }

  /** What is recorded, by kind. */
  get state(): ReadonlyMap<Kind, Recorded> {
    const { live } = this.engine.state;
    return new Map([...live.values()].map((one) => [shortName(one.urn).split(" ")[0]?.toLowerCase() as Kind, one]));
  }

  /** Takes what is recorded out of the state, as `pulumi state delete` does. */
  forget(kind: Kind): void {
    const found = this.state.get(kind);
    if (found) this.engine.state.remove(found);
  }
}

function declared({ bot, test, publication, dataset, document, member, callback }: Program): Declared[] {
  const all: (Declared | false | undefined)[] = [
    dataset && { kind: "Dataset", name: NAME, inputs: () => dataset },
    dataset &&
      document && {
        kind: "Document",
        name: NAME,
        dependsOn: `Dataset ${NAME}`,
        inputs: ({ datasetId, spaceId }) => ({ datasetId, spaceId, ...document }),
      },
    callback && { kind: "Callback", name: NAME, inputs: () => callback },
    member && { kind: "WorkspaceMember", name: NAME, inputs: () => member },
    bot && { kind: "Bot", name: NAME, inputs: () => bot },
    bot &&
      test && {
        kind: "BotTest",
        name: NAME,
        dependsOn: `Bot ${NAME}`,
        inputs: ({ botId, contentHash, promotionHash }) => ({ botId, contentHash, promotionHash, ...test }),
      },
    bot &&
      publication && {
        kind: "Publication",
        name: NAME,
        dependsOn: `${test ? "BotTest" : "Bot"} ${NAME}`,
        inputs: ({ botId, spaceId, contentHash, promotionHash, testedContentHash }) => ({
          botId,
          spaceId,
          contentHash,
          promotionHash,
          ...(test && { requireTest: { botId, testedContentHash } }),
          ...publication,
        }),
      },
  ];
  return all.filter((one): one is Declared => Boolean(one));
}
