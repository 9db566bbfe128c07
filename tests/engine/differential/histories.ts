import { CREATE, PUBLISH, UPDATE } from "../../harness/routes";
import type { Emulator } from "../../../emulator";

/** One operation of a history, by the real engine and by the one in process. */
export interface Operation {
  readonly do: "up" | "preview" | "refresh" | "destroy";
  /** The program from here on; without one it stays as it was. */
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

const botId = ({ bots }: Emulator): string => bots[0]?.id ?? "";

const support =
  (args: string, opts = "{}", publication = "", publicationOpts = "{}") =>
  () => `
  const bot = new CozeBot("support", { name: "Support", ${args} }, ${opts});
  const live = new CozeBotPublication("support", { bot, ${publication} }, ${publicationOpts});
  exports.id = bot.id;
  exports.version = live.version;
  exports.hash = bot.contentHash;
`;
const prompt = (text: string, opts?: string) => support(`promptInfo: { prompt: "${text}" }`, opts);

const inSpace =
  (space: "spaceId" | "otherSpaceId", opts = "{}") =>
  (emulator: Emulator) => `
  const first = new CozeBot("first", { name: "First", spaceId: "${emulator[space]}" }, ${opts});
  const second = new CozeBot("second", { name: "Second", promptInfo: { prompt: first.id }, workflowIds: [first.id] });
  const live = new CozeBotPublication("first", { bot: first });
  exports.first = first.id;
  exports.second = second.id;
  exports.version = live.version;
`;

const knowledge =
  (text: string, more = "") =>
  () => `
  const dataset = new CozeDataset("faq", { name: "FAQ" });
  new CozeDocument("returns", { dataset, name: "returns.md", source: new pulumi.asset.StringAsset("${text}") });
  const logo = new CozeFile("logo", { source: new pulumi.asset.StringAsset("${text}"), fileName: "logo.png" });
  new CozeBot("support", { name: "Support", iconFileId: logo.fileId, knowledge: { datasetIds: [dataset.id] }, ${more} });
  exports.file = [logo.id, logo.bytes, logo.source];
`;

/** A provider of the program, with its token or with the name of the variable that has it. */
const instance = ({ url, token, spaceId }: Emulator, by: "token" | "tokenEnv"): string => `
  const { CozeProvider } = require("pulumi-coze");
  const credentials = { ${by}: "${by === "token" ? token : TOKEN_VARIABLE}" };
  const provider = new CozeProvider("own", { ...credentials, baseUrl: "${url}", spaceId: "${spaceId}", allowSameName: true });
`;

const secretly = (word: string) => () => `
  const bot = new CozeBot("support", {
    name: "Support",
    promptInfo: { prompt: pulumi.secret("${word}") },
    onboardingInfo: pulumi.secret({ suggestedQuestions: ["${word}?"] }),
    plugins: [{ pluginId: "731", apiId: pulumi.secret("735") }],
    workflowIds: ["746", pulumi.secret("747")],
  }, { additionalSecretOutputs: ["contentHash"] });
  new CozeBotPublication("support", { bot, connectors: { "7470000000000000001": { key: pulumi.secret("${word}"), block: { of: pulumi.secret("${word}") } } } });
  new CozeFile("list", { source: pulumi.secret(new pulumi.asset.StringAsset("${word}")), fileName: "list.csv" });
  exports.hash = bot.contentHash;
`;

/** Of each kind that the tests in process take from the engine. */
export const HISTORIES: readonly History[] = [
  {
    name: "create, edit, and nothing to do",
    operations: [
      { do: "preview", program: prompt("One") },
      { do: "up" },
      { do: "up" },
      { do: "preview", program: prompt("Two") },
      { do: "up" },
      { do: "destroy" },
    ],
  },
  {
    name: "replacement: the new ones first",
    operations: [
      { do: "up", program: inSpace("spaceId") },
      { do: "preview", program: inSpace("otherSpaceId") },
      { do: "up" },
      { do: "up" },
    ],
  },
  {
    name: "replacement: the old one deleted first",
    operations: [
      { do: "up", program: inSpace("spaceId", "{ deleteBeforeReplace: true }") },
      { do: "up", program: inSpace("otherSpaceId", "{ deleteBeforeReplace: true }") },
      { do: "up" },
    ],
  },
  {
    name: "rename with an alias and to another provider, whose token changes; and into a component",
    operations: [
      { do: "up", program: () => `new CozeBot("old", { name: "Support" });` },
      {
        do: "up",
        program: (emulator) => `
          ${instance(emulator, "token")}
          new CozeBot("new", { name: "Support" }, { provider, aliases: [{ name: "old" }] });
        `,
      },
      {
        do: "up",
        program: (emulator) => `
          ${instance(emulator, "tokenEnv")}
          const parent = new pulumi.ComponentResource("my:Team", "team", {});
          const aliases = [{ parent: pulumi.rootStackResource }];
          new CozeBot("new", { name: "Support", description: "New" }, { parent, provider, aliases });
        `,
      },
      { do: "up", program: () => `new CozeBot("newest", { name: "Support" });` },
    ],
  },
  {
    name: "ignoreChanges",
    operations: [
      { do: "up", program: prompt("One", `{ ignoreChanges: ["promptInfo.prompt"] }`) },
      { do: "up", program: prompt("Two", `{ ignoreChanges: ["promptInfo.prompt"] }`) },
      { do: "up", program: prompt("Two", `{ ignoreChanges: ["*"] }`) },
      { do: "up", program: prompt("Two") },
    ],
  },
  {
    name: "partial create, finished by the next up",
    operations: [
      {
        do: "up",
        program: support(`knowledge: { datasetIds: ["71"] }`),
        outside: (emulator) => emulator.fault({ route: UPDATE, kind: { code: 4000, msg: "no such dataset" } }),
        fails: true,
      },
      { do: "up" },
      { do: "up" },
    ],
  },
  {
    name: "partial update, finished by the next up",
    operations: [
      { do: "up", program: support("", "{}", `connectorIds: ["1024", "999"]`) },
      {
        do: "up",
        program: support(`description: "New"`, "{}", `connectorIds: ["1024"]`),
        outside: (emulator) =>
          emulator.fault({ route: "POST /v1/bots/:bot_id/unpublish", kind: { code: 4000, msg: "not now" } }),
        fails: true,
      },
      { do: "up" },
    ],
  },
  {
    name: "a create and a publish that are refused leave nothing half recorded",
    operations: [
      {
        do: "up",
        program: prompt("One"),
        outside: (emulator) => emulator.fault({ route: CREATE, kind: { code: 4012, msg: "no such model" } }),
        fails: true,
      },
      {
        do: "up",
        outside: (emulator) => emulator.fault({ route: PUBLISH, kind: { code: 4000, msg: "no" } }),
        fails: true,
      },
      { do: "up" },
    ],
  },
  {
    name: "refresh with drift, and the repair",
    operations: [
      { do: "up", program: prompt("One") },
      { do: "refresh" },
      {
        do: "refresh",
        outside: (emulator) => emulator.console.editDraft(botId(emulator), { prompt_info: { prompt: "Hand" } }),
      },
      { do: "preview" },
      { do: "up" },
      { do: "refresh", outside: (emulator) => emulator.console.publish(botId(emulator), ["1024"]) },
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
    name: "deletes: what the program no longer has, retainOnDelete and protect",
    operations: [
      {
        do: "up",
        program: () => `
          for (const name of ["A", "B"]) new CozeBot(name, { name, deletionPolicy: "archive" });
          const kept = new CozeBot("K", { name: "K", deletionPolicy: "archive" }, { retainOnDelete: true });
          new CozeBotPublication("K", { bot: kept }, { retainOnDelete: true });
          new CozeBot("P", { name: "P" }, { protect: true });
        `,
      },
      {
        do: "up",
        program: () => `
          new CozeBot("A", { name: "A", deletionPolicy: "archive" });
          new CozeBot("P", { name: "P" }, { protect: true });
        `,
      },
      { do: "destroy", fails: true },
      { do: "up", program: () => `new CozeBot("P", { name: "P" });` },
      { do: "destroy" },
    ],
  },
  {
    name: "unknown values",
    operations: [
      { do: "preview", program: inSpace("spaceId") },
      { do: "up" },
      {
        do: "preview",
        program: (emulator) =>
          inSpace("spaceId")(emulator).replace(`name: "First"`, `name: "First", description: "New"`),
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
        outside: (emulator) => emulator.console.editDraft(botId(emulator), { prompt_info: { prompt: "Hand" } }),
      },
      { do: "up" },
    ],
  },
  {
    name: "wrong inputs, and resources that are only read",
    operations: [
      { do: "up", program: () => `new CozeBot("support", { name: "", promptInfo: { promt: "x" } });`, fails: true },
      {
        do: "up",
        program: () => `
          new CozeBot("support", { name: "Support" });
          new CozeFile("list", { source: new pulumi.asset.StringAsset("a,b"), fileName: "list.csv" });
        `,
      },
      {
        do: "up",
        program: (emulator) => `
          new CozeBot("support", { name: "Support" });
          exports.name = CozeBot.get("theirs", "${botId(emulator)}").name;
          exports.file = CozeFile.get("file", "${emulator.files[0]?.id}").bytes;
        `,
      },
      { do: "refresh" },
      { do: "destroy" },
    ],
  },
];
