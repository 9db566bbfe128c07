import type { Mistake, Section } from "./mistake";

const several = {
  name: "",
  onboardingInfo: { suggestedQuestions: ["x".repeat(51)] },
  plugins: [{ pluginId: "7311989349275530001" }],
  modelInfoConfig: { temperature: 0.3 },
  deletionPolicy: "delete",
};

const refused = (title: string, args: object, remedy: string): Mistake => ({
  title,
  command: "pulumi preview",
  remedy,
  run: (scene) => scene.preview(`new CozeBot("support", ${JSON.stringify(args)});`),
});

export const inputs: Section = {
  title: "Inputs",
  about:
    "Refused in the preview, without a call, all problems of a resource at once. The engine stops at the first resource that is refused.",
  mistakes: [
    refused("A name that is too long", { name: "Support for the whole shop" }, "Shorten it to 20 characters."),
    refused("No name", { description: "Answers questions" }, "Give the bot a `name`."),
    refused(
      "A misspelt input",
      { name: "Support", promtInfo: { prompt: "Answer." } },
      "Correct the name. In TypeScript the compiler says so, too.",
    ),
    refused(
      "A prompt that is too long",
      { name: "Support", promptInfo: { prompt: "x".repeat(20_001) } },
      "Shorten it to 20,000 characters, or move a part of it into a knowledge base.",
    ),
    refused(
      "Too many knowledge bases",
      { name: "Support", knowledge: { datasetIds: Array.from({ length: 151 }, (_, i) => `7385093717923410${i}`) } },
      "Name at most 150.",
    ),
    refused(
      "Prefix mode without its prompt",
      { name: "Support", promptInfo: { prompt: "Answer.", promptMode: "prefix" } },
      'With `promptMode: "prefix"` set `promptInfo.prefixPromptInfo` in place of `promptInfo.prompt`.',
    ),
    refused(
      "A workspace id that is none",
      { name: "Support", spaceId: "My workspace" },
      "Take the id from the workspace's address in the console: the digits after `/space/`.",
    ),
    refused(
      "A workspace id as a number",
      { name: "Support", spaceId: 7_360_000_000_000_000 },
      "Write ids as strings: they have more digits than a number holds.",
    ),
    refused("Several problems at once", several, "Each line names one input, its rule and what it got."),
  ],
};
