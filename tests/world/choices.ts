import type { Act } from "./people";
import type { Profile } from "./profiles";
import type { Edit, Gate } from "./program";
import type { Random } from "./random";
import type { Odd } from "./steps";

export const PROMPTS = ["Kind", "Brief", "Plain"];
const ABSENT = [
  "POST /open_api/knowledge/document/list",
  "POST /v1/datasets/:dataset_id/process",
  "GET /v1/bots/:bot_id/versions",
  "GET /v1/bots",
  "POST /v1/bot/publish",
];
/** With these many beside the program's, the program's are first and last on their pages. */
export const CROWDS = [8, 9, 10, 18, 19, 20];
const EVENTS = [["bot.published"], ["bot.deleted", "bot.published"], ["bot.unpublished"]] as const;
const ADDRESSES = ["https://a.example.com", "https://b.example.com"];
const LISTS = ["documents", "datasets", "bots"] as const;
const STATUSES = [0, 2, 3, 4, 5, 9, 1000];

/** What is chosen of a profile by chance: an edit, what people do, and what is odd about the server. */
export class Choices {
  constructor(
    private readonly random: Random,
    private readonly profile: Profile,
  ) {}

  edit(): Edit {
    const { random } = this;
    switch (random.weighted(this.profile.edits)) {
      case "prompt":
        return { set: "bot", to: { prompt: random.pick([...PROMPTS, ...(this.profile.isRude ? ["Rude"] : [])]) } };
      case "description":
        return { set: "bot", to: { description: random.pick(["One", "Two"]) } };
      case "policy":
        return { set: "bot", to: { policy: random.pick(["archive", "archive", "retain"]) } };
      case "secret":
        return { set: "bot", to: { prompt: random.pick(["SECRET", "Rude SECRET"]), isSecret: true } };
      case "no publication":
        return { set: "publication", to: null };
      case "test":
        return { set: "test", to: { of: random.chance(0.5) ? "live" : "draft", records: random.chance(0.5) } };
      case "documents":
        return { set: "dataset", to: random.pick([["a"], ["a", "b"], ["a", "b", "c"], ["a2", "b"], []]) };
      case "member":
        return { set: "member", to: { role: random.pick(["admin", "member"]) } };
      case "callback":
        return { set: "callback", to: { url: random.pick(ADDRESSES), events: random.pick(EVENTS) } };
      case "no callback":
        return { set: "callback", to: null };
      case "no member":
        return { set: "member", to: null };
      case "no dataset":
        return { set: "dataset", to: null };
    }
  }

  publication() {
    const { random } = this;
    const gate = random.pick<Gate | undefined>(this.profile.gates);
    return {
      channels: random.pick(this.profile.channels),
      ...(random.chance(0.5) && { triggers: random.below(3) }),
      ...(gate && { gate }),
    };
  }

  act(): Act {
    const { random } = this;
    const bot = random.below(2);
    switch (random.weighted(this.profile.acts)) {
      case "edit": {
        const field = random.pick(["prompt", "description"] as const);
        return { do: "edit", bot, field, text: random.pick(["By hand", "Rude by hand"]) };
      }
      case "publish":
        return { do: "publish", bot, channels: random.pick(this.profile.channels) };
      case "unpublish":
        return { do: "unpublish", bot, channel: random.below(3) };
      case "delete bot":
        return { do: "delete bot", bot };
      case "add documents":
        return { do: "add documents", count: random.pick(CROWDS) };
      case "delete document":
        return { do: "delete document", document: random.below(25) };
      case "delete dataset":
        return { do: "delete dataset" };
      case "judge document":
        return { do: "judge document", document: random.below(25), status: random.pick(STATUSES) };
      case "delete callback":
        return { do: "delete callback" };
      case "edit callback":
        return { do: "edit callback", events: random.pick(EVENTS) };
      case "remove member":
        return { do: "remove member" };
      case "member role":
        return { do: "member role", role: random.pick(["admin", "member"]) };
      case "verdict":
        return { do: "verdict", passes: random.chance(0.7) };
    }
  }

  listFault() {
    const { random } = this;
    return {
      list: random.pick(this.profile.lists ?? LISTS),
      how: random.pick(["short", "moves", "empty", "more", "less"] as const),
      item: random.below(30),
      times: random.pick([1, 1, 2, 5]),
    };
  }

  odd(): Odd {
    const { random } = this;
    switch (random.weighted(this.profile.odds)) {
      case "documents from page 0":
        return { is: "documents from page 0" };
      case "review":
        return { is: "review" };
      case "late":
        return { is: "late", ms: random.pick([1_000, 5_000]) };
      case "status of new documents":
        return { is: "status of new documents", status: random.pick(STATUSES) };
      case "without":
        return { is: "without", route: random.pick(ABSENT), status: random.pick([200, 401]) };
      case "unknown export":
        return { is: "unknown export" };
    }
  }
}
