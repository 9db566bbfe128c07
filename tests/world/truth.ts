import type { Call } from "../../emulator";
import type { BotContent } from "../../emulator/bots/content";
import type { Gate } from "./program";
import type { Server } from "./server";

/** Something that a call of a run has made, as the server has it. */
export interface Made {
  readonly kind: "Bot" | "Dataset" | "Document" | "Callback";
  readonly id: string;
  readonly name: string;
}

/** Something that a call of a run has taken away. */
interface Taken {
  readonly kind: "Bot" | "Publication" | "Dataset" | "Document" | "WorkspaceMember" | "Callback";
  readonly id: string;
  readonly channel?: string;
  /** What it was before: the live version of the channel, the name of the draft. */
  readonly was: string | undefined;
}

/** A publish of a run. */
export interface Published {
  readonly botId: string;
  readonly version: string;
  readonly channels: readonly string[];
  readonly call: number;
  /** The gate that the program had then, and what it lets pass. */
  readonly gate: Gate | undefined;
  readonly content: BotContent;
}

/** What one run did on the server. */
export interface Deeds {
  readonly made: Made[];
  readonly taken: Taken[];
  readonly published: Published[];
}

type Body = Readonly<Record<string, unknown>>;

/** Looks over the server's shoulder: what each call did, and what each test saw. */
export class Truth {
  /** By bot: the contents that were in place when a chat was answered politely. */
  readonly passed = new Map<string, BotContent[]>();
  readonly published = new Map<string, Published>();
  private deeds: Deeds = { made: [], taken: [], published: [] };
  private gate: Gate | undefined;
  private before: string | undefined;

  constructor(private readonly server: Server) {
    server.emulator.on("begin", (call) => this.begins(call));
    server.emulator.on("call", (call) => this.ends(call));
  }

  reset(): void {
    this.passed.clear();
    this.published.clear();
    this.during(undefined);
  }

  /** Begins to note what a run under this gate does. */
  during(gate: Gate | undefined): Deeds {
    this.gate = gate;
    this.deeds = { made: [], taken: [], published: [] };
    return this.deeds;
  }

  private begins({ route, path, body }: Call): void {
    if (route === "POST /v1/bots/:bot_id/unpublish") {
      const channel = String((body as Body)["connector_id"]);
      this.before = this.server.bot(idIn(path))?.published[channel]?.version;
    }
    if (route === "POST /v1/bot/update") this.before = this.server.bot(String((body as Body)["bot_id"]))?.draft.name;
  }

  private ends({ route, path, body, handled, answer = "", index, code, fault }: Call): void {
    // What a fault has replaced the answer of, the server has done all the same.
    if (!handled || (code !== 0 && fault === undefined && route !== "POST /v3/chat")) return;
    const given = (body ?? {}) as Body;
    const botId = String(given["bot_id"]);
    switch (route) {
      case "POST /v1/bot/create":
        this.make("Bot", /"bot_id":"(\d+)"/.exec(answer)?.[1], given["name"]);
        return;
      case "POST /v1/datasets":
        this.make("Dataset", /"dataset_id":"(\d+)"/.exec(answer)?.[1], given["name"]);
        return;
      case "POST /open_api/knowledge/document/create":
        this.make("Document", /"document_id":"?(\d+)/.exec(answer)?.[1], this.newestDocument());
        return;
      case "POST /v1/bots/:bot_id/unpublish": {
        const channel = String(given["connector_id"]);
        this.deeds.taken.push({ kind: "Publication", id: idIn(path), channel, was: this.before });
        return;
      }
      case "POST /v1/bot/update":
        if (!String(given["name"]).startsWith("del-")) return;
        this.deeds.taken.push({ kind: "Bot", id: botId, was: this.before });
        return;
      case "DELETE /v1/datasets/:dataset_id":
        this.deeds.taken.push({ kind: "Dataset", id: idIn(path), was: undefined });
        return;
      case "POST /v1/api_apps":
        this.make("Callback", /"id":"(\d+)"/.exec(answer)?.[1], given["name"]);
        return;
      case "DELETE /v1/api_apps/:api_app_id":
        this.deeds.taken.push({ kind: "Callback", id: idIn(path), was: undefined });
        return;
      case "DELETE /v1/workspaces/:workspace_id/members":
        for (const userId of given["user_ids"] as string[]) {
          this.deeds.taken.push({ kind: "WorkspaceMember", id: `${idIn(path)}_${userId}`, was: undefined });
        }
        return;
      case "POST /open_api/knowledge/document/delete":
        for (const id of given["document_ids"] as string[])
          this.deeds.taken.push({ kind: "Document", id, was: undefined });
        return;
      case "POST /v3/chat":
        this.chat(botId);
        return;
      case "POST /v1/bot/publish":
        this.publish(botId, given["connector_ids"] as string[], index);
        return;
    }
  }

  private make(kind: Made["kind"], id: string | undefined, name: unknown): void {
    const made = id ?? this.newest(kind);
    if (made !== undefined) this.deeds.made.push({ kind, id: made, name: String(name) });
  }

  /** Of a create whose answer a fault has replaced. */
  private newest(kind: Made["kind"]): string | undefined {
    const { bots, knowledge, callbacks } = this.server.emulator;
    const { datasets, documents } = knowledge;
    const all = { Bot: bots, Dataset: datasets, Document: documents, Callback: callbacks }[kind];
    return all.at(-1)?.id;
  }

  private newestDocument(): string | undefined {
    return this.server.emulator.knowledge.documents.at(-1)?.name;
  }

  private chat(botId: string): void {
    const bot = this.server.bot(botId);
    const chat = this.server.emulator.chat.chats.findLast((one) => one.botId === botId);
    if (!bot || !chat || chat.answers.some((answer) => answer.includes("Rude"))) return;
    const content = chat.source === "draft" ? bot.draft : this.published.get(chat.source)?.content;
    if (content) this.passed.set(botId, [...(this.passed.get(botId) ?? []), content]);
  }

  private publish(botId: string, channels: readonly string[], call: number): void {
    const bot = this.server.bot(botId);
    const [newest] = bot?.versions ?? [];
    if (!bot || !newest || this.published.has(newest.version)) return;
    const { version } = newest;
    const published = { botId, version, channels, call, gate: this.gate, content: bot.draft };
    this.published.set(version, published);
    this.deeds.published.push(published);
  }
}

const idIn = (path: string): string => /\/(\d+)(?:\/|$)/.exec(path)?.[1] ?? "";
