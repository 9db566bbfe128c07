import type { BotPatch, Emulator } from "../../../emulator";
import type { Emulated } from "../../harness/emulated";
import { cached as withCache, full as everything } from "../../unit/bot/samples";

const { botId: _botId, spaceId: _spaceId, ...full } = everything;
const cached = { ...withCache, name: "Cached" };
export { cached, full };

/** Texts that some way to Coze and back could change. */
export const texts = {
  name: "名字🙂 é",
  description: "x".repeat(500),
  promptInfo: { prompt: `\uFEFFLine one\r\nLine two\r\n\r\n  indented\t"quoted" \\n ${"🙂".repeat(300)}\n` },
  onboardingInfo: { prologue: "🙂".repeat(300), suggestedQuestions: ["", "你好吗?", "🙂".repeat(50), "ends\n"] },
  suggestReplyInfo: { replyMode: "customized", customizedPrompt: "\uFEFFAsk\r\n" },
};

/** Empty where something may be empty, and the longest prompt. */
export const edges = {
  name: "N",
  description: "",
  promptInfo: { prompt: "语".repeat(20_000) },
  onboardingInfo: { prologue: "", suggestedQuestions: [] },
  knowledge: { datasetIds: [] },
  plugins: [],
  workflowIds: [],
  suggestReplyInfo: { replyMode: "disable", customizedPrompt: "" },
};

/** Values that Coze fills in beside the declared ones. */
export const sparse = {
  name: "Sparse",
  modelInfoConfig: { modelId: "1706077826" },
  onboardingInfo: { prologue: "Hi" },
};

/** Lists that are sets, with a tool, a workflow and a knowledge base named twice, and plugins in no order. */
export const unordered = {
  name: "Unordered",
  knowledge: { datasetIds: ["753", "751", "752", "751"] },
  plugins: [
    { pluginId: "732", apiId: "2" },
    { apiId: "9", pluginId: "731" },
    { pluginId: "732", apiId: "1" },
    { pluginId: "731", apiId: "9" },
  ],
  workflowIds: ["746", "745", "746"],
};

export const samples = { full, cached, texts, edges, sparse, unordered } as const;

const quirks = ["pascalOnboarding", "zeroApiIds", "omitEmptyBlocks", "hideQuestionsWhenDisabled"] as const;
export type Quirks = Record<(typeof quirks)[number], boolean>;

/** Every combination of the ways in which a read may be answered. */
export const combinations: Quirks[] = Array.from(
  { length: 2 ** quirks.length },
  (_, bits) => Object.fromEntries(quirks.map((quirk, i) => [quirk, (bits & (1 << i)) !== 0])) as Quirks,
);

/** Half of them: any three of the ways come together in each of their combinations. */
export const halfOfThem = combinations.filter((one) => quirks.filter((quirk) => one[quirk]).length % 2 === 0);

export const nameOf = (combination: Quirks): string =>
  quirks.filter((quirk) => combination[quirk]).join(" + ") || "no quirk";

/** A console edit of one leaf of `full`: everything beside it stays. */
export function editOf(emulator: Emulator, botId: string, block: keyof BotPatch, change: string | object): void {
  const { [block]: current } = emulator.bots.find(({ id }) => id === botId)?.draft ?? {};
  const edited =
    typeof change === "string"
      ? change
      : Object.fromEntries([...Object.entries(current ?? {}), ...Object.entries(change)]);
  emulator.console.editDraft(botId, { [block]: edited });
}

/** Other line ends, and one less at the end: no edit of `texts`. */
export function cosmeticEdit(t: Emulated): void {
  const prompt = texts.promptInfo.prompt.replaceAll("\r\n", "\n").trimEnd();
  t.emulator.console.editDraft(t.botNamed(texts.name).id, { prompt_info: { prompt } });
}

/** Edits of `full` and `edges`, of one field that no read returns among them. */
export function consoleEdits(t: Emulated): void {
  t.emulator.console.editDraft(t.botNamed(full.name).id, {
    description: "From the console",
    onboarding_info: { prologue: full.onboardingInfo.prologue, suggested_questions: [] },
    icon_file_id: "7400000000000000009",
  });
  t.emulator.console.editDraft(t.botNamed(edges.name).id, {
    prompt_info: { prompt: `${edges.promptInfo.prompt.slice(1)}!` },
  });
}
