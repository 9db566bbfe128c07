import { CI } from "../harness/ci";
import { Engine } from "../harness/engine/engine";
import { secret } from "../harness/marks";
import type { Recorded } from "../harness/engine/state";
import { keysOf, type Key, type Kind, type ProgramSpec } from "./program";
import { typeOf, urnOfKey, type Surroundings } from "./render";
import type { Server } from "./server";

const KINDS: readonly Kind[] = ["Bot", "BotTest", "Publication", "Dataset", "Document", "WorkspaceMember", "Callback"];

/** A stack: its program, and its state by what the engine does with it. */
export class Stack {
  program: ProgramSpec;
  readonly engine: Engine;
  /** The bot that it was told to adopt. */
  adopts: string | undefined;

  constructor(
    private readonly server: Server,
    private readonly name: string,
    settings: { readonly allowSameName: boolean },
  ) {
    this.program = { form: "dynamic", places: {} };
    const { token, url, spaceId } = server.emulator;
    this.engine = new Engine({
      env: CI,
      clock: server.clock,
      config: {
        "coze:token": token,
        "coze:baseUrl": url,
        "coze:spaceId": spaceId,
        "coze:requestsPerSecond": "10000",
        "coze:maxRetries": "2",
        "coze:allowSameName": String(settings.allowSameName),
      },
    });
  }

  /** What is recorded as managed, what was replaced and is still to be deleted aside. */
  recorded(kind?: Kind): Recorded[] {
    return managed([...this.engine.state.live.values()]).filter((one) => !kind || kindOfType(one) === kind);
  }

  recordedAs(key: Key): Recorded | undefined {
    return this.engine.state.live.get(urnOfKey(this.program, key));
  }

  get urns(): string[] {
    return keysOf(this.program).map((key) => urnOfKey(this.program, key));
  }

  /** The id of the one bot that it knows. */
  get botId(): string | undefined {
    return this.adopts ?? this.recorded("Bot")[0]?.id ?? this.recorded("Publication")[0]?.id;
  }

  surroundings(promotion: string | undefined): Surroundings {
    const bot = this.server.bot(this.botId);
    const [channel] = this.recorded("Publication").flatMap(({ inputs }) => inputs["connectorIds"] as string[]);
    return {
      botId: this.botId,
      datasetId: this.recorded("Dataset")[0]?.id,
      liveVersion: bot?.published[channel ?? "1024"]?.version,
      promotion,
      settings: {
        ...this.engine.config,
        "coze:token": secret(this.server.emulator.token),
        "coze:instance": "explicit",
      },
      name: this.name,
    };
  }
}

export const managed = (all: readonly Recorded[]): Recorded[] =>
  all.filter((one) => one.custom && !one.external && kindOfType(one) !== undefined);

export function kindOfType({ type }: Pick<Recorded, "type">): Kind | undefined {
  return KINDS.find((kind) => type === typeOf(kind, "dynamic") || type === typeOf(kind, "plugin"));
}

/** "Publication live" for messages. */
export const shortOf = (one: Recorded): string => `${kindOfType(one) ?? one.type} ${one.urn.split("::").at(-1)}`;
