import type { Emulator } from "../../../emulator";

/** One operation of a history, by the real engine and by the one in process. */
export interface Operation {
  readonly do: "up" | "preview" | "refresh" | "destroy";
  /** The program from here on; without one it stays as it was. Its resources have names that no other history has. */
  readonly program?: (emulator: Emulator) => string;
  /** What happens on the server before it. */
  readonly outside?: (emulator: Emulator) => void;
  /** A minute after the last one, so that what is there is no longer new. */
  readonly later?: true;
  readonly fails?: true;
}

export interface History {
  readonly name: string;
  readonly operations: readonly Operation[];
}

/** The environment of every operation has the server's token in it. */
export const TOKEN_VARIABLE = "TOKEN_OF_THE_TEST";

export const botNamed = ({ bots }: Emulator, name: string): string =>
  bots.find(({ draft }) => draft.name === name)?.id ?? "";

export const support =
  (name: string, args: string, opts = "{}", publication = "", publicationOpts = "{}") =>
  () => `
  const bot = new CozeBot("${name}", { name: "${name}", ${args} }, ${opts});
  const live = new CozeBotPublication("${name}", { bot, ${publication} }, ${publicationOpts});
  exports.${name} = { id: bot.id, version: live.version, hash: bot.contentHash };
`;
export const prompt = (name: string, text: string, opts?: string) =>
  support(name, `promptInfo: { prompt: "${text}" }`, opts);

const inSpace =
  (name: string, space: "spaceId" | "otherSpaceId", opts = "{}") =>
  (emulator: Emulator) => `
  const first = new CozeBot("${name}", { name: "${name}", spaceId: "${emulator[space]}" }, ${opts});
  const follower = { name: "${name} follower", promptInfo: { prompt: first.id }, workflowIds: [first.id] };
  const second = new CozeBot("${name} follower", follower);
  const live = new CozeBotPublication("${name}", { bot: first });
  exports.${name} = { first: first.id, second: second.id, version: live.version };
`;

const knowledge =
  (text: string, more = "") =>
  () => `
  const dataset = new CozeDataset("faq", { name: "FAQ" });
  new CozeDocument("returns", { dataset, name: "returns.md", source: new pulumi.asset.StringAsset("${text}") });
  const logo = new CozeFile("logo", { source: new pulumi.asset.StringAsset("${text}"), fileName: "logo.png" });
  new CozeBot("expert", { name: "Expert", iconFileId: logo.fileId, knowledge: { datasetIds: [dataset.id] }, ${more} });
  exports.knowledge = [logo.id, logo.bytes, logo.source];
`;

/** A provider of the program, with its token or with the name of the variable that has it. */
const instance = ({ url, token, spaceId }: Emulator, by: "token" | "tokenEnv"): string => `
  const { CozeProvider } = require("pulumi-coze");
  const credentials = { ${by}: "${by === "token" ? token : TOKEN_VARIABLE}" };
  const provider = new CozeProvider("own", { ...credentials, baseUrl: "${url}", spaceId: "${spaceId}", allowSameName: true });
`;

const secretly = (word: string) => () => `
  const bot = new CozeBot("secretive", {
    name: "Secretive",
    promptInfo: { prompt: pulumi.secret("${word}") },
    onboardingInfo: pulumi.secret({ suggestedQuestions: ["${word}?"] }),
    plugins: [{ pluginId: "731", apiId: pulumi.secret("735") }],
    workflowIds: ["746", pulumi.secret("747")],
  }, { additionalSecretOutputs: ["contentHash"] });
  new CozeBotPublication("secretive", { bot, connectors: { "7470000000000000001": { key: pulumi.secret("${word}"), block: { of: pulumi.secret("${word}") } } } });
  new CozeFile("prices", { source: pulumi.secret(new pulumi.asset.StringAsset("${word}")), fileName: "prices.csv" });
  exports.secretHash = bot.contentHash;
`;

/** Histories that end well, each of resources of its own. One stack of both engines goes through them side by side. */
export const TOGETHER: readonly History[] = [
  {
    name: "create, edit, and nothing to do",
    operations: [
      { do: "preview", program: prompt("edited", "One") },
      { do: "up" },
      { do: "up" },
      { do: "preview", program: prompt("edited", "Two") },
      { do: "up" },
      { do: "destroy" },
    ],
  },
  {
    name: "replacement: the new ones first",
    operations: [
      { do: "up", program: inSpace("moved", "spaceId") },
      { do: "preview", program: inSpace("moved", "otherSpaceId") },
      { do: "up" },
      { do: "up" },
    ],
  },
  {
    name: "replacement: the old one deleted first",
    operations: [
      { do: "up", program: inSpace("emptied", "spaceId", "{ deleteBeforeReplace: true }") },
      { do: "up", program: inSpace("emptied", "otherSpaceId", "{ deleteBeforeReplace: true }") },
      { do: "up" },
    ],
  },
  {
    name: "rename with an alias and to another provider, whose token changes; and into a component",
    operations: [
      { do: "up", program: () => `new CozeBot("old", { name: "Renamed" });` },
      {
        do: "up",
        program: (emulator) => `
          ${instance(emulator, "token")}
          new CozeBot("new", { name: "Renamed" }, { provider, aliases: [{ name: "old" }] });
        `,
      },
      {
        do: "up",
        program: (emulator) => `
          ${instance(emulator, "tokenEnv")}
          const parent = new pulumi.ComponentResource("my:Team", "team", {});
          const aliases = [{ parent: pulumi.rootStackResource }];
          new CozeBot("new", { name: "Renamed", description: "New" }, { parent, provider, aliases });
        `,
      },
      { do: "up", program: () => `new CozeBot("newest", { name: "Renamed" });` },
    ],
  },
  {
    name: "ignoreChanges",
    operations: [
      { do: "up", program: prompt("ignoring", "One", `{ ignoreChanges: ["promptInfo.prompt"] }`) },
      { do: "up", program: prompt("ignoring", "Two", `{ ignoreChanges: ["promptInfo.prompt"] }`) },
      { do: "up", program: prompt("ignoring", "Two", `{ ignoreChanges: ["*"] }`) },
      { do: "up", program: prompt("ignoring", "Two") },
    ],
  },
  {
    name: "refresh with drift, and the repair",
    operations: [
      { do: "up", program: prompt("drifting", "One") },
      { do: "refresh" },
      {
        do: "refresh",
        outside: (emulator) =>
          emulator.console.editDraft(botNamed(emulator, "drifting"), { prompt_info: { prompt: "Hand" } }),
      },
      { do: "preview" },
      { do: "up" },
      { do: "refresh", outside: (emulator) => emulator.console.publish(botNamed(emulator, "drifting"), ["1024"]) },
      { do: "up" },
    ],
  },
  {
    name: "knowledge: deleted outside, dropped by a refresh, made again",
    operations: [
      { do: "up", program: knowledge("Within 14 days.") },
      { do: "up" },
      { do: "up", program: knowledge("Within 30 days.") },
      {
        do: "refresh",
        later: true,
        outside: ({ knowledge: store }) => store.deleteDataset(store.datasets[0]?.id ?? ""),
      },
      { do: "up" },
    ],
  },
  {
    name: "unknown values",
    operations: [
      { do: "preview", program: inSpace("unknown", "spaceId") },
      { do: "up" },
      {
        do: "preview",
        program: (emulator) =>
          inSpace("unknown", "spaceId")(emulator).replace(`name: "unknown"`, `name: "unknown", description: "New"`),
      },
      { do: "up" },
    ],
  },
  {
    name: "secrets",
    operations: [
      { do: "up", program: secretly("one") },
      { do: "up" },
      { do: "up", program: secretly("two") },
      {
        do: "refresh",
        outside: (emulator) =>
          emulator.console.editDraft(botNamed(emulator, "Secretive"), { prompt_info: { prompt: "Hand" } }),
      },
      { do: "up" },
    ],
  },
];
