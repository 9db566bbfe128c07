import { parse } from "yaml";
import { Engine } from "../harness/engine/engine";
import { Scene } from "../harness/engine/scene";
import { projectOf, pullOf, type Folder } from "../harness/pulled";
import { BOTS, programOf, type Bot, type Content, type Contents } from "./edited-program";
import { Random } from "./random";
import { combined, edited, keepsAll, withoutMarks, type Lines } from "./lines";

type LeafName = "prompt" | "prologue" | "questions" | "temperature";
const LEAVES: readonly LeafName[] = ["prompt", "prologue", "questions", "temperature"];
const PATHS: Readonly<Record<LeafName, string>> = {
  prompt: "prompts/",
  prologue: "onboardingInfo.prologue",
  questions: "onboardingInfo.suggestedQuestions",
  temperature: "modelInfoConfig.temperature",
};

/** What histories have come to. */
export interface Count {
  readonly wrong: string[];
  merges: number;
  people: number;
}

/** Plays histories of people who edit console and files at once, each with a stack of its own. */
export async function histories(count: number, seed: number): Promise<Count> {
  const scene = await Scene.start();
  const counted: Count = { wrong: [], merges: 0, people: 0 };
  const folder = projectOf({});
  try {
    for (let i = 0; i < count && counted.wrong.length < 3; i++) {
      await new EditHistory(scene, folder, new Random(seed + i), counted).play(seed + i);
    }
  } finally {
    await scene.emulator.close();
  }
  return counted;
}

class EditHistory {
  private next = 0;

  constructor(
    private readonly scene: Scene,
    private readonly folder: Folder,
    private readonly random: Random,
    private readonly counted: Count,
  ) {}

  async play(seed: number): Promise<void> {
    const { scene, random } = this;
    scene.emulator.reset();
    scene.engine = new Engine({ ...scene.engine.options, config: scene.engine.config });
    this.writeFiles({ support: this.newContent(), sales: this.newContent() });
    await this.up();
    for (let round = random.below(3); round >= 0; round--) {
      const wrong = await this.round();
      if (wrong !== undefined) this.counted.wrong.push(`seed ${seed}: ${wrong}`);
      if (wrong !== undefined) return;
    }
  }

  /** Both sides edit, somebody pulls, a person decides what is left, and the program is applied. */
  private async round(): Promise<string | undefined> {
    const { scene, random } = this;
    const base = this.files();
    const theirs = this.both((bot) => this.editedContent(base[bot], 0.5));
    const ours = this.both((bot) => this.editedContent(base[bot], 0.4));
    for (const bot of BOTS) this.editConsole(bot, theirs[bot]);
    scene.later();
    if (random.chance(0.1)) await scene.refresh();
    this.writeFiles(ours);
    scene.emulator.clearCalls();
    const { code, text } = await pullOf(scene, this.folder, { write: true });
    if (scene.emulator.calls.some(({ route }) => route.startsWith("POST"))) return "the pull wrote to Coze";
    const wrong = BOTS.flatMap((bot) => this.judge(bot, { base, ours, theirs }, text))[0];
    if (wrong !== undefined)
      return `${wrong}
${text}`;
    const needed = /CONFLICT|by hand|refused/.test(text);
    if (needed !== (code === 1)) return `it ended with ${code}\n${text}`;
    await this.up();
    return this.asFiles();
  }

  /** What of a bot is not as both sides want it; what needs a person is done by one. */
  private judge(bot: Bot, sides: Readonly<Record<"base" | "ours" | "theirs", Contents>>, text: string): string[] {
    const [base, ours, theirs] = [sides.base[bot], sides.ours[bot], sides.theirs[bot]];
    const rows = rowsOf(text, bot);
    return LEAVES.flatMap((leaf) => {
      const isEdited = !same(base[leaf], theirs[leaf]);
      const row =
        rows.find((line) => line.includes(leaf === "prompt" ? `${PATHS.prompt}${bot}.md` : PATHS[leaf])) ??
        rows.find((line) => leaf === "prompt" && line.includes("promptInfo.prompt"));
      const needsPerson = row !== undefined && /CONFLICT|by hand|refused/.test(row);
      if (isEdited) this.counted.merges++;
      if (needsPerson) this.counted.people++;
      if (needsPerson) return this.decideByHand(bot, leaf, sides);
      const found = this.files()[bot][leaf];
      const isRight = Array.isArray(found)
        ? keepsAll(found as Lines, {
            base: base[leaf] as Lines,
            ours: ours[leaf] as Lines,
            theirs: theirs[leaf] as Lines,
          })
        : same(found, isEdited ? theirs[leaf] : ours[leaf]);
      return isRight
        ? []
        : [`${bot} ${leaf}: ${JSON.stringify({ base: base[leaf], ours: ours[leaf], theirs: theirs[leaf], found })}`];
    });
  }

  /** A person keeps what both sides have added; of a value the console's. Between marks nothing of either side may be missing. */
  private decideByHand(
    bot: Bot,
    leaf: LeafName,
    { base, ours, theirs }: Readonly<Record<"base" | "ours" | "theirs", Contents>>,
  ): string[] {
    const files = this.files();
    const found = files[bot];
    if (leaf === "prompt" && found.prompt.some((line) => line.startsWith("<<<<<<< "))) {
      const lines = withoutMarks(found.prompt);
      const added = [...ours[bot].prompt, ...theirs[bot].prompt].filter((line) => !base[bot].prompt.includes(line));
      const lost = added.filter((line) => !lines.includes(line));
      this.writeFiles({ ...files, [bot]: { ...found, prompt: lines } });
      return lost.length > 0 ? [`${bot} lost ${lost.join("; ")} between the marks`] : [];
    }
    const value = Array.isArray(found[leaf])
      ? combined(base[bot][leaf] as Lines, ours[bot][leaf] as Lines, theirs[bot][leaf] as Lines)
      : theirs[bot][leaf];
    this.writeFiles({ ...files, [bot]: { ...found, [leaf]: value } });
    return [];
  }

  /** Whether Coze has what the files have. */
  private asFiles(): string | undefined {
    const files = this.files();
    return BOTS.map((bot) => {
      const { draft } = this.scene.botNamed(bot);
      const { prologue, suggested_questions: questions } = draft.onboarding_info ?? {};
      const live = {
        prompt: draft.prompt_info?.prompt?.split("\n"),
        prologue,
        questions,
        temperature: draft.model_info_config?.temperature,
      };
      return same(live, files[bot])
        ? undefined
        : `after the up ${bot} is ${JSON.stringify(live)}, and the files have ${JSON.stringify(files[bot])}`;
    }).find(Boolean);
  }

  private both<T>(of: (bot: Bot) => T): Readonly<Record<Bot, T>> {
    return { support: of("support"), sales: of("sales") };
  }

  private newContent(): Content {
    const lines = (count: number) => Array.from({ length: count }, () => this.line());
    return {
      prompt: lines(4 + this.random.below(12)),
      prologue: this.line(),
      questions: lines(3),
      temperature: this.degree(),
    };
  }

  private line(): string {
    const words = [
      "order",
      "refund",
      "parcel",
      "kind",
      "brief",
      "ask",
      "never",
      "always",
      "price",
      "date",
      "shop",
      "return",
    ];
    return `${Array.from({ length: 3 }, () => this.random.pick(words)).join(" ")} ${++this.next}.`;
  }

  private degree = (): number => this.random.below(100) / 100;

  private editedContent(content: Content, chance: number): Content {
    const { random } = this;
    const list = (lines: Lines): Lines => (random.chance(chance) ? edited(lines, random, () => this.line()) : lines);
    return {
      prompt: list(content.prompt),
      prologue: random.chance(chance / 3) ? this.line() : content.prologue,
      questions: list(content.questions),
      temperature: random.chance(chance / 3) ? this.degree() : content.temperature,
    };
  }

  private editConsole(bot: Bot, { prompt, prologue, questions, temperature }: Content): void {
    this.scene.emulator.console.editDraft(this.scene.botNamed(bot).id, {
      prompt_info: { prompt: prompt.join("\n") },
      onboarding_info: { prologue, suggested_questions: [...questions] },
      model_info_config: { model_id: "1", temperature },
    });
  }

  private writeFiles(contents: Contents): void {
    const yaml = BOTS.map((bot) => {
      const { prologue, questions, temperature } = contents[bot];
      const list = questions.map((question) => `      - ${question}\n`).join("");
      const asked = questions.length > 0 ? `    suggestedQuestions:\n${list}` : "    suggestedQuestions: []\n";
      return `${bot}: # a bot\n  onboardingInfo:\n    prologue: ${prologue} # short\n${asked}  modelInfoConfig:\n    temperature: ${temperature}\n`;
    });
    this.folder.write("settings.yaml", yaml.join(""));
    for (const bot of BOTS) this.folder.write(`prompts/${bot}.md`, `${contents[bot].prompt.join("\n")}\n`);
  }

  private files(): Contents {
    const settings = parse(this.folder.read("settings.yaml")) as Record<
      Bot,
      { onboardingInfo: { prologue: string; suggestedQuestions: string[] }; modelInfoConfig: { temperature: number } }
    >;
    return this.both((bot) => {
      const { onboardingInfo, modelInfoConfig } = settings[bot];
      const prompt = this.folder.read(`prompts/${bot}.md`).replace(/\n$/, "").split("\n");
      const { prologue, suggestedQuestions: questions } = onboardingInfo;
      return { prompt, prologue, questions, temperature: modelInfoConfig.temperature };
    });
  }

  /** The program reads its files. */
  private async up(): Promise<void> {
    const { error } = await this.scene.engine.up(programOf(this.files()));
    if (error !== undefined) throw new Error(error);
  }
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** The lines of the table about a bot. */
function rowsOf(text: string, bot: Bot): string[] {
  let name = "";
  return text.split("\n").filter((line) => {
    name = /^(\S+)/.exec(line)?.[1] ?? name;
    return name === bot;
  });
}
