import { declarable, pluginsWithoutTools } from "../values/declarable";
import { botProblems, type Limits } from "../resources/bot/inputs";
import { foreignMode, fromInfo, NOT_WRITTEN } from "../resources/bot/wire";
import type { BotInfo } from "../client/bot-types";
import { publicationProblems } from "../resources/publication/inputs";
import { sentence, type Problem } from "../values/problem";
import { newestOf } from "../resources/publication/channels";
import { declaration, raw } from "./literal";
import { Names } from "./names";
import type { ModuleKind } from "./module-kind";
import { printable } from "../values/terminal";

/** The expression for the folder of the program. An ES module has no `__dirname`. */
const DIRECTORY: Readonly<Record<ModuleKind, string>> = { commonjs: "__dirname", module: "import.meta.dirname" };

export interface ImportedBot {
  readonly id: string;
  readonly info: BotInfo;
  /** The version on each channel that the bot is on. */
  readonly live: ReadonlyMap<string, string>;
  /** Whether the draft has changes that are not published. */
  readonly hasUnpublished: boolean;
}

export interface ProgramOptions {
  readonly limits: Limits;
  readonly moduleKind: ModuleKind;
}

/**
 * The program's text, and the prompts by the names of their files. The oldest bot comes first, so a new bot changes no
 * line of the others.
 */
export function programText(
  spaceId: string,
  all: readonly ImportedBot[],
  { limits, moduleKind }: ProgramOptions,
): { text: string; prompts: ReadonlyMap<string, string> } {
  const bots = all.filter(({ info }) => foreignMode(info) === undefined).sort(byAge);
  const left = all.filter((bot) => !bots.includes(bot)).map((bot) => `// ${leftOut(bot)}`);
  const prompts = new Map<string, string>();
  const names = new Names();
  const parts = bots.map((bot) => botText({ bot, limits }, names, prompts));
  const published = parts.some((part) => part.includes("new CozeBotPublication("));
  const imports = [
    ...(prompts.size > 0 ? ['import { readFileSync } from "node:fs";', 'import { join } from "node:path";'] : []),
    ...(bots.length > 0 ? [`import { CozeBot${published ? ", CozeBotPublication" : ""} } from "pulumi-coze";`] : []),
  ];
  const helper = [
    "const prompt = (file: string): string =>",
    `  readFileSync(join(${DIRECTORY[moduleKind]}, "prompts", file), "utf8");`,
  ];
  const head = [
    imports.join("\n"),
    ...(bots.length > 0 ? [`${NOT_RETURNED}\nconst spaceId = ${JSON.stringify(spaceId)};`] : []),
    ...(prompts.size > 0 ? [helper.join("\n")] : []),
  ];
  const text = [...head, ...left, ...parts].filter((part) => part !== "").join("\n\n");
  return { text: `${text}\n`, prompts };
}

const NOT_RETURNED =
  "// Not returned by Coze, so not declared: iconFileId, knowledge.autoCall, knowledge.searchStrategy.";

/** Orders bots by age, since ids grow with time. */
function byAge(a: ImportedBot, b: ImportedBot): number {
  return a.id.length - b.id.length || (a.id < b.id ? -1 : 1);
}

/** The reason why a bot is not in the program. */
export function leftOut({ id, info }: ImportedBot): string {
  const name = JSON.stringify(printable(info.name ?? ""));
  return `Bot ${name} (${id}) is left out: it is ${foreignMode(info) ?? ""}, ${NOT_WRITTEN}.`;
}

function botText(
  { bot, limits }: { bot: ImportedBot; limits: Limits },
  names: Names,
  prompts: Map<string, string>,
): string {
  const { args, notes } = argsOf(bot, limits);
  const name = names.resource(bot);
  const printed: Record<string, unknown> = { botId: bot.id, spaceId: raw("spaceId"), ...args };
  const info = args["promptInfo"] as { prompt?: string } | undefined;
  if (info?.prompt) {
    prompts.set(`prompts/${name}.md`, info.prompt);
    printed["promptInfo"] = { prompt: raw(`prompt(${JSON.stringify(`${name}.md`)})`) };
    if (info.prompt.startsWith("\ufeff"))
      notes.push("Its prompt begins with a byte order mark, which an editor may remove.");
  }
  // The name is quoted: some tools take a comment that begins with an @ for an instruction.
  const title = `Bot ${JSON.stringify(printable(bot.info.name ?? ""))}.`;
  const comment = [title, ...notes].map((line) => `// ${line}`).join("\n");
  const isNamed = newestOf([...bot.live.values()]) !== undefined;
  const variable = isNamed ? names.variable(name, bot) : undefined;
  const publication = variable === undefined ? [] : publicationText(bot, name, variable);
  const isUsed = publication.some((text) => text.includes("new CozeBotPublication("));
  return [`${comment}\n${declaration(isUsed ? variable : undefined, "CozeBot", name, printed)}`, ...publication].join(
    "\n\n",
  );
}

/**
 * The arguments of a bot: everything that was read, except parts that cannot be declared. The notes name these parts
 * and say why.
 */
function argsOf({ info }: ImportedBot, limits: Limits): { args: Record<string, unknown>; notes: string[] } {
  const notes: string[] = [];
  const args: Record<string, unknown> = { name: "", ...declarable(fromInfo(info, false)) };
  if (pluginsWithoutTools(args).length > 0) {
    notes.push("plugins: Coze has not returned the ids of their tools, so they are not declared.");
    delete args["plugins"];
  }
  const problems = botProblems(args, limits);
  for (const problem of problems)
    notes.push(`Coze holds what its API does not accept: ${printable(sentence(problem))}.`);
  const wrong = wrongKeys(problems);
  const accepted = Object.fromEntries(Object.entries(args).filter(([key]) => !wrong.has(key)));
  const left = Object.keys(args).filter((key) => wrong.has(key));
  if (left.length > 0) notes.push(`So not declared: ${left.join(", ")}.`);
  return { args: accepted, notes };
}

/**
 * The top-level keys that a check would refuse, alone or beside each other. The name always stays, since a bot needs
 * one.
 */
function wrongKeys(problems: readonly Problem[]): ReadonlySet<PropertyKey | undefined> {
  return new Set(problems.flatMap(({ path, other }) => [path[0], other?.[0]]).filter((key) => key !== "name"));
}

function publicationText({ id, live, hasUnpublished }: ImportedBot, name: string, variable: string): string[] {
  const newest = newestOf([...live.values()]);
  if (newest === undefined) return [];
  const current = [...live].filter(([, version]) => version === newest).map(([channel]) => channel);
  const older = [...live].filter(([, version]) => version !== newest);
  const notes = older.map(
    ([channel, version]) => `// Channel ${channel} has an older version, ${version}: it is left out.\n`,
  );
  const [problem] = publicationProblems({ botId: id, connectorIds: current });
  if (problem !== undefined) return [`${notes.join("")}// Its publication cannot be declared: ${sentence(problem)}.`];
  if (hasUnpublished)
    notes.push("// The draft has changes that are not published: the next publish takes them live.\n");
  const args = { bot: raw(variable), connectorIds: current, adoptVersion: newest };
  return [notes.join("") + declaration(undefined, "CozeBotPublication", name, args)];
}
