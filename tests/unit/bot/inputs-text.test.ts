import { botProblems as problemsWithin, limitsAt } from "../../../provider/resources/bot/inputs";
import { sentence } from "../../../provider/values/problem";
import { botProblems } from "../problems";
import { inputsWith, replaced } from "./samples";

const KINDS = [
  ["letters", "a"],
  ["Chinese characters", "猫"],
  ["emoji of one code point and two UTF-16 units", "😀"],
] as const;

const LIMITS = [
  ["name", ["name"], "name", 20],
  ["description", ["description"], "description", 500],
  ["promptInfo.prompt", ["promptInfo", "prompt"], "promptInfo.prompt", 20_000],
  ["onboardingInfo.prologue", ["onboardingInfo", "prologue"], "onboardingInfo.prologue", 300],
] as const;

describe.each(LIMITS)("%s", (_name, way, path, max) => {
  const withText = (text: string) => replaced(inputsWith({}), [...way], text) as Record<string, unknown>;

  test.each(KINDS)(`takes ${max} %s`, (_kind, character) => {
    expect(botProblems(withText(character.repeat(max)))).toEqual([]);
  });

  test.each(KINDS)(`refuses ${max + 1} %s, and tells the length in code points`, (_kind, character) => {
    const rule = path === "name" ? "must be 1 to 20 characters" : `must be at most ${max} characters`;
    expect(botProblems(withText(character.repeat(max + 1)))).toEqual([
      `${path}: ${rule}, got a string of ${max + 1} characters`,
    ]);
  });
});

test("an empty name is refused", () => {
  expect(botProblems({ name: "" })).toEqual(["name: must be 1 to 20 characters, got a string of 0 characters"]);
});

test("a missing name is told", () => {
  expect(botProblems({})).toEqual(["name: must be a string, got nothing"]);
});

test.each(["description", "prompt", "prologue"])("an empty %s is content like any other", (key) => {
  const blocks: Record<string, Record<string, unknown>> = {
    description: { description: "" },
    prompt: { promptInfo: { prompt: "" } },
    prologue: { onboardingInfo: { prologue: "" } },
  };
  expect(botProblems(inputsWith(blocks[key] ?? {}))).toEqual([]);
});

test("an emoji made of several code points counts as several", () => {
  const family = "👨‍👩‍👧";
  expect(Array.from(family)).toHaveLength(5);
  expect(botProblems({ name: family.repeat(4) })).toEqual([]);
  expect(botProblems({ name: `${family.repeat(4)}!` })).toEqual([
    "name: must be 1 to 20 characters, got a string of 21 characters",
  ]);
});

test.each(KINDS)("a suggested question has at most 50 %s", (_kind, character) => {
  const questions = (length: number) =>
    inputsWith({ onboardingInfo: { suggestedQuestions: ["ok", character.repeat(length)] } });
  expect(botProblems(questions(50))).toEqual([]);
  expect(botProblems(questions(51))).toEqual([
    "onboardingInfo.suggestedQuestions[1]: must be at most 50 characters, got a string of 51 characters",
  ]);
});

test("any number of suggested questions is taken", () => {
  const suggestedQuestions = Array.from({ length: 200 }, (_, i) => `Question ${i}`);
  expect(botProblems(inputsWith({ onboardingInfo: { suggestedQuestions } }))).toEqual([]);
});

test("the prefix prompts and the prompt for suggestions have no documented limit", () => {
  const long = "a".repeat(30_000);
  const inputs = inputsWith({
    promptInfo: { promptMode: "prefix", prefixPromptInfo: { prefixPrompt: long, dynamicPrompt: long } },
    suggestReplyInfo: { replyMode: "customized", customizedPrompt: long },
  });
  expect(botProblems(inputs)).toEqual([]);
});

test("the console of coze.com takes longer texts", () => {
  const long = {
    name: "n".repeat(40),
    description: "d".repeat(800),
    onboardingInfo: { prologue: "p".repeat(800), suggestedQuestions: ["q".repeat(90)] },
  };
  const overseas = limitsAt("https://api.coze.com");
  expect(problemsWithin(long, overseas)).toEqual([]);
  expect(problemsWithin({ name: "n".repeat(41) }, overseas).map(sentence)).toEqual([
    "name: must be 1 to 40 characters, got a string of 41 characters",
  ]);
  for (const url of ["https://api.coze.cn", "https://coze.com.example", "http://127.0.0.1:1"]) {
    expect(problemsWithin(long, limitsAt(url))).toHaveLength(4);
  }
});

test("150 knowledge bases are counted once each", () => {
  const ids = Array.from({ length: 150 }, (_, i) => String(i));
  expect(botProblems(inputsWith({ knowledge: { datasetIds: [...ids, ...ids] } }))).toEqual([]);
  expect(botProblems(inputsWith({ knowledge: { datasetIds: [...ids, "150"] } }))).toEqual([
    "knowledge.datasetIds: must have at most 150 items, got a list of 151 items",
  ]);
});

test("a line break of Windows is one character, as it is sent", () => {
  const lines = (end: string): string => `${"x".repeat(99)}${end}`.repeat(200);
  expect(botProblems({ name: "Support", promptInfo: { prompt: lines("\n") } })).toEqual([]);
  expect(botProblems({ name: "Support", promptInfo: { prompt: lines("\r\n") } })).toEqual([]);
  expect(botProblems({ name: "Support", promptInfo: { prompt: `${lines("\r\n")}x` } })).toHaveLength(1);
});
