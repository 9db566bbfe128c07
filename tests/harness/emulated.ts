import type { BotView, Call, Emulator } from "../../emulator";

export * from "./routes";

export const callsOf = (calls: readonly Call[]): string[] => calls.map((call) => call.route);
export const writesOf = (calls: readonly Call[]): string[] =>
  callsOf(calls).filter((route) => route.startsWith("POST"));

/** The calls about one bot. */
export const about = (log: readonly Call[], botId: string): Call[] =>
  log.filter(({ path, body }) => path.includes(botId) || JSON.stringify(body ?? "").includes(botId));

/** The first lines of every program of a scene. */
export const IMPORTS = `const pulumi = require("@pulumi/pulumi");
const { CozeBot, CozeBotPublication, CozeBotTest, CozeDataset, CozeDocument, CozeFile } = require("pulumi-coze");
const { CozeCallback, CozeWorkspaceMember } = require("pulumi-coze");
`;

/** The server of a scene, and its content. */
export class Emulated {
  constructor(readonly emulator: Emulator) {}

  /** The one bot on the server. */
  get bot(): BotView {
    return only(this.emulator.bots, "on the server");
  }

  botNamed(name: string): BotView {
    const found = this.emulator.bots.filter(({ draft }) => draft.name === name);
    return only(found, `named ${name}`);
  }

  documentNamed(name: string): Emulator["knowledge"]["documents"][number] {
    const found = this.emulator.knowledge.documents.filter((document) => document.name === name);
    return only(found, `named ${name}`);
  }

  /** The source of a document: the format and the text of a file, or an address. */
  contentOf(name: string): unknown {
    const { content } = this.documentNamed(name);
    return "bytes" in content ? [content.fileType, content.bytes.toString("utf8")] : content;
  }

  get newestFile(): Emulator["files"][number] {
    return only(this.emulator.files.slice(-1), "uploaded");
  }
}

function only<T>(all: readonly T[], which: string): T {
  const [one, ...others] = all;
  if (one === undefined || others.length > 0) throw new Error(`there are ${all.length} ${which}`);
  return one;
}
