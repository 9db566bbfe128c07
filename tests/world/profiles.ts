import type { ListFault } from "./lists";
import type { Odd } from "./steps";
import type { Act } from "./people";
import type { Edit, Gate, Key } from "./program";
import { CUSTOM } from "./server";

type StepName =
  | ("up" | "refresh" | "destroy" | "edit" | "gate" | "move" | "form" | "fails" | "seconds" | "forget")
  | ("people" | "time" | "list" | "odd" | "other");
type EditName =
  | "prompt"
  | "description"
  | "policy"
  | "secret"
  | "no publication"
  | "test"
  | "documents"
  | "no dataset"
  | "member"
  | "no member"
  | "callback"
  | "no callback";

/** What a generator does how often. A profile leaves out what has nothing to do with its subject, so that it finds it sooner. */
export interface Profile {
  readonly programs: readonly (readonly Edit[])[];
  /** How many steps at most, after the first `up`. */
  readonly length: number;
  /** How often, from 0 to 1: a program of the plugin, a run with something between its calls, with `--target` or `--replace`. */
  readonly plugin: number;
  readonly disturbed: number;
  readonly options: number;
  /** How often people have put documents of their own beside the program's. */
  readonly crowd: number;
  readonly isRude?: boolean;
  readonly steps: Readonly<Partial<Record<StepName, number>>>;
  readonly edits: Readonly<Partial<Record<EditName, number>>>;
  readonly acts: Readonly<Partial<Record<Act["do"], number>>>;
  readonly odds: Readonly<Partial<Record<Odd["is"], number>>>;
  readonly disturbances: Readonly<Partial<Record<"people" | "fault" | "kill" | "cancel", number>>>;
  readonly channels: readonly (readonly string[])[];
  readonly gates: readonly (Gate | undefined)[];
  readonly keys: readonly Key[];
  /** What somebody takes out of the state, and which lists are not whole. By default those of bots and knowledge. */
  readonly forgets?: readonly Key[];
  readonly lists?: readonly ListFault["list"][];
}

const BOT: Edit = { set: "bot", to: { prompt: "Kind", description: "One" } };
/** Its description is the console's. */
const BARE: Edit = { set: "bot", to: { prompt: "Kind" } };
const ARCHIVED: Edit = { set: "bot", to: { prompt: "Kind", policy: "archive" } };
const LIVE: Edit = { set: "publication", to: { channels: ["1024"] } };
const BASE: Edit = { set: "dataset", to: ["a", "b"] };
const TEST: Edit = { set: "test", to: { of: "draft", records: false } };
const MEMBER: Edit = { set: "member", to: { role: "member" } };
const ALARM: Edit = { set: "callback", to: { url: "https://a.example.com", events: ["bot.published"] } };
const GATED: Edit = { set: "publication", to: { channels: ["1024"], gate: "test" } };

const SOME: Profile["channels"] = [["1024"], ["1024", "999"], ["999"]];
const ALL: Profile["channels"] = [...SOME, ["1024", CUSTOM], ["1024", "999", CUSTOM]];
const PEOPLE: Profile["acts"] = { edit: 4, publish: 2, unpublish: 2, "delete bot": 1 };
const ANY_FAULT: Profile["disturbances"] = { people: 3, fault: 4, kill: 2, cancel: 1 };

/** Who keeps what: renames, moves, replacements, imports, and things that fail beside them. */
const ownership: Profile = {
  programs: [[BOT, LIVE], [BOT, LIVE], [BASE], [ARCHIVED], [ARCHIVED, LIVE], [BOT, LIVE, BASE]],
  length: 7,
  crowd: 0,
  plugin: 0.5,
  disturbed: 0.1,
  options: 0.15,
  steps: {
    up: 7,
    move: 7,
    fails: 3,
    form: 2,
    seconds: 2,
    refresh: 1,
    destroy: 0.5,
    edit: 1.5,
    other: 2,
    people: 0.5,
    forget: 0.3,
  },
  edits: { prompt: 2, policy: 2, documents: 1, "no publication": 1 },
  acts: { publish: 1, edit: 1, unpublish: 0.3 },
  odds: { late: 1 },
  disturbances: ANY_FAULT,
  channels: SOME,
  gates: [undefined],
  keys: ["Publication", "Publication", "Bot", "Bot", "Dataset", "Document 0"],
};

/** Lists that are not whole. */
const lists: Profile = {
  programs: [
    [BASE],
    [BASE],
    [{ set: "dataset", to: ["a", "b", "c"] }],
    [BOT, { set: "publication", to: { channels: ["1024", "999"] } }],
  ],
  length: 6,
  crowd: 0.6,
  plugin: 0.3,
  disturbed: 0.4,
  options: 0.05,
  steps: { up: 5, refresh: 6, list: 5, people: 3, time: 3, odd: 0.4, edit: 2 },
  edits: { documents: 2, prompt: 1 },
  acts: { "add documents": 2, "delete document": 5, publish: 0.3 },
  odds: { "documents from page 0": 2, late: 1 },
  disturbances: { people: 4, fault: 4 },
  channels: SOME,
  gates: [undefined],
  keys: ["Dataset", "Document 0", "Document 1", "Publication"],
};

/** What is not seen yet, and what a server refuses or lacks. */
const review: Profile = {
  programs: [[BOT, { set: "publication", to: { channels: ["1024", CUSTOM] } }], [BASE], [BASE]],
  length: 6,
  crowd: 0.1,
  plugin: 0.3,
  disturbed: 0.1,
  options: 0,
  steps: { up: 5, refresh: 4, odd: 3, people: 3, edit: 3, gate: 1, time: 1 },
  edits: { prompt: 2, documents: 3 },
  acts: { "judge document": 3, verdict: 3 },
  odds: { review: 3, "status of new documents": 3, without: 2 },
  disturbances: { fault: 1 },
  channels: ALL,
  gates: [undefined],
  keys: ["Publication", "Document 0"],
};

/** What is live has passed. */
const gate: Profile = {
  programs: [
    [BOT, TEST, GATED],
    [BARE, TEST, GATED],
    [BOT, TEST, GATED],
    [BOT, { set: "publication", to: { channels: ["1024"], gate: "promotion" } }],
    [BOT, LIVE],
  ],
  length: 8,
  crowd: 0,
  plugin: 0.4,
  disturbed: 0.3,
  options: 0.05,
  isRude: true,
  steps: { up: 6, refresh: 2, edit: 4, gate: 3, people: 2, other: 1.5, odd: 0.4, form: 0.5 },
  edits: { prompt: 4, description: 2, test: 2 },
  acts: PEOPLE,
  odds: { "unknown export": 1 },
  disturbances: { people: 5, fault: 1, kill: 1, cancel: 0.3 },
  channels: SOME,
  gates: [...Array.from({ length: 9 }, () => "test" as const), "copied", "promotion", "copied promotion"],
  keys: ["Publication", "BotTest", "Bot"],
};

/** Where versions come from: runs that are cut off, people who publish, and two stacks. */
const versions: Profile = {
  programs: [[BOT, LIVE]],
  length: 12,
  crowd: 0,
  plugin: 0.4,
  disturbed: 0.5,
  options: 0,
  steps: { up: 6, refresh: 2, edit: 6, people: 5, other: 3, time: 1, form: 0.5 },
  edits: { prompt: 4, description: 2 },
  acts: { publish: 5, edit: 3 },
  odds: {},
  disturbances: { kill: 5, fault: 3, people: 2, cancel: 1 },
  channels: SOME,
  gates: [undefined],
  keys: ["Publication", "Bot"],
};

/** Who is in the workspace, and who is told of what. */
const account: Profile = {
  programs: [[MEMBER], [ALARM], [MEMBER, ALARM], [MEMBER, BASE]],
  length: 8,
  crowd: 0,
  plugin: 0.4,
  disturbed: 0.4,
  options: 0.1,
  steps: { up: 6, refresh: 4, destroy: 0.5, edit: 4, people: 4, move: 2, list: 2, forget: 0.5, form: 0.5, odd: 0.5 },
  edits: { member: 4, "no member": 1, callback: 4, "no callback": 1 },
  acts: { "remove member": 3, "member role": 3, "delete callback": 2, "edit callback": 3 },
  odds: { late: 1 },
  disturbances: ANY_FAULT,
  channels: SOME,
  gates: [undefined],
  keys: ["WorkspaceMember", "Callback"],
  forgets: ["WorkspaceMember", "Callback"],
  lists: ["members"],
};

/** Everything at once. */
const mixed: Profile = {
  programs: [[BOT, LIVE], [BOT, TEST, GATED], [BASE], [BOT, TEST, GATED, BASE]],
  length: 12,
  crowd: 0.1,
  plugin: 0.4,
  disturbed: 0.3,
  options: 0.08,
  isRude: true,
  steps: {
    up: 9,
    refresh: 3,
    destroy: 0.3,
    edit: 5,
    gate: 2,
    move: 3,
    form: 1,
    fails: 1,
    seconds: 0.7,
    forget: 0.4,
    people: 3,
    time: 1,
    list: 1.5,
    odd: 0.7,
    other: 1,
  },
  edits: {
    prompt: 4,
    description: 2,
    policy: 1,
    secret: 0.7,
    "no publication": 0.4,
    test: 1,
    documents: 2,
    "no dataset": 0.3,
  },
  acts: {
    ...PEOPLE,
    "add documents": 1,
    "delete document": 1,
    "delete dataset": 0.3,
    "judge document": 0.5,
    verdict: 0.5,
  },
  odds: {
    "documents from page 0": 0.3,
    review: 1,
    late: 1,
    "status of new documents": 1,
    without: 0.5,
    "unknown export": 0.5,
  },
  disturbances: ANY_FAULT,
  channels: ALL,
  gates: [undefined, undefined, "test", "copied", "promotion", "copied promotion"],
  keys: ["Publication", "Bot", "BotTest", "Dataset", "Document 0"],
};

export const PROFILES = { ownership, lists, review, gate, versions, account, mixed } satisfies Record<string, Profile>;

export type ProfileName = keyof typeof PROFILES;

export const PROFILE_NAMES = Object.keys(PROFILES) as ProfileName[];
