import type { FaultKind } from "../../emulator";
import type { Act } from "./people";
import { PROFILES, type Profile, type ProfileName } from "./profiles";
import type { Edit, Gate, Key, Place } from "./program";
import { Random } from "./random";
import type { Disturbance, History, Odd, Step, Who } from "./steps";

/** The server has acted, and nobody hears of it. */
const LOST: readonly FaultKind[] = [
  { reset: "after" },
  { status: 503, handled: true },
  { code: 5000, handled: true },
  { garbage: true },
  { truncated: true },
];
/** Those, and what passes without that it has acted, and what does not pass. */
const FAULTS: readonly FaultKind[] = [
  ...LOST,
  { reset: "before" },
  { status: 503 },
  { status: 504 },
  { status: 429, retryAfter: "1" },
  { code: 4000, msg: "no" },
];

const PROMPTS = ["Kind", "Brief", "Plain"];
const ABSENT = [
  "POST /open_api/knowledge/document/list",
  "POST /v1/datasets/:dataset_id/process",
  "GET /v1/bots/:bot_id/versions",
  "GET /v1/bots",
  "POST /v1/bot/publish",
];
/** With these many beside the program's, the program's are first and last on their pages. */
const CROWDS = [8, 9, 10, 18, 19, 20];
const EVENTS = [["bot.published"], ["bot.deleted", "bot.published"], ["bot.unpublished"]] as const;
const ADDRESSES = ["https://a.example.com", "https://b.example.com"];
const FORGETS: readonly Key[] = ["Bot", "Publication", "BotTest", "Document 0", "Dataset"];
const LISTS = ["documents", "datasets", "bots"] as const;
const STATUSES = [0, 2, 3, 4, 5, 9, 1000];

/** A history by its seed. */
export function generate(seed: number, name: ProfileName): History {
  return new Generator(new Random(seed), PROFILES[name]).history();
}

class Generator {
  /** So that no two names are the same by chance. */
  private names = 0;

  constructor(
    private readonly random: Random,
    private readonly profile: Profile,
  ) {}

  history(): History {
    const { random, profile } = this;
    const start = { shares: random.chance(0.5), allowSameName: random.chance(0.3) };
    const steps: Step[] = [...this.setup(), ...this.first()];
    if (random.chance(profile.crowd)) {
      steps.push(
        { do: "people", act: { do: "add documents", count: random.pick(CROWDS) } },
        { do: "time", seconds: 60 },
      );
    }
    const length = steps.length + 2 + random.below(profile.length);
    while (steps.length < length) steps.push(...this.steps());
    return { start, steps };
  }

  private setup(): Step[] {
    const { random, profile } = this;
    const edits = random.pick(profile.programs).map((edit): Step => ({ do: "edit", edit }));
    if (random.chance(profile.plugin)) edits.unshift({ do: "edit", edit: { set: "form", to: "plugin" } });
    return edits;
  }

  /** The first `up`, and with it what was odd from the beginning: mostly what is missed where an answer is lost. */
  private first(): Step[] {
    const { random, profile } = this;
    const { list = 0, odd = 0, up = 1 } = profile.steps;
    switch (random.weighted({ list, odd, up })) {
      case "list": {
        const fault = { ...this.listFault(), how: random.pick(["short", "less"] as const), times: 5 };
        return [
          { do: "list", fault },
          { do: "up", at: [{ call: random.below(3), do: "fault", kind: random.pick(LOST) }] },
        ];
      }
      case "odd":
        return [
          { do: "server", odd: this.odd() },
          { do: "up", ...this.disturbed() },
        ];
      case "up":
        return [{ do: "up", ...this.disturbed() }];
    }
  }

  private steps(): Step[] {
    const { random } = this;
    switch (random.weighted(this.profile.steps)) {
      case "up":
        return [this.up()];
      case "refresh":
        return [{ do: "refresh", ...this.disturbed() }];
      case "destroy":
        return [{ do: "destroy", ...this.disturbed() }];
      case "edit":
        return [{ do: "edit", edit: this.edit() }];
      case "gate":
        return [{ do: "edit", edit: { set: "publication", to: this.publication() } }];
      case "move":
        return [this.move()];
      case "form":
        return [{ do: "edit", edit: { set: "form", to: random.pick(["dynamic", "plugin"]) } }];
      case "fails":
        return this.failing();
      case "seconds":
        return [{ do: "edit", edit: { set: "seconds", to: random.pick([["Dataset"], ["Bot"], []]) } }];
      case "forget":
        return [{ do: "state delete", key: random.pick(this.profile.forgets ?? FORGETS) }];
      case "people":
        return [{ do: "people", act: this.act() }];
      case "time":
        return [{ do: "time", seconds: random.pick([30, 600, 3_600]) }];
      case "list":
        return [{ do: "list", fault: this.listFault() }];
      case "odd":
        return [{ do: "server", odd: this.odd() }];
      case "other":
        return this.other();
    }
  }

  private up(): Step {
    const { random, profile } = this;
    const key = (): Key => random.pick(profile.keys);
    return {
      do: "up",
      ...(random.chance(0.5) && { order: random.below(1_000) }),
      ...(random.chance(profile.options) && { targets: [key()] }),
      ...(random.chance(profile.options) && { replace: [key()] }),
      ...(random.chance(0.15) && { goesOn: true }),
      ...this.disturbed(),
    };
  }

  /** A run in which something else fails, and often another one after it. */
  private failing(): Step[] {
    const { random } = this;
    const fails = (to: "other" | "coze" | null): Step => ({ do: "edit", edit: { set: "fails", to } });
    const key = random.pick(this.profile.keys);
    const isReplaced = random.chance(0.4);
    const takes = { key, to: { name: key.replace(" ", "-").toLowerCase(), takes: "adopt" as const }, alias: false };
    return [
      ...(isReplaced && random.chance(0.5) ? [{ do: "move", move: takes } as const] : []),
      fails(random.pick(["other", "coze"])),
      { ...this.up(), ...(isReplaced && { replace: [key] }) },
      fails(null),
    ];
  }

  private disturbed(): { at?: Disturbance[] } {
    const { random, profile } = this;
    if (!random.chance(profile.disturbed)) return {};
    // Most runs make few calls.
    const call = random.below(1 + random.below(9));
    switch (random.weighted(profile.disturbances)) {
      case "people":
        return { at: [{ call, do: "people", act: this.act() }] };
      case "fault":
        return { at: [{ call, do: "fault", kind: random.pick(FAULTS) }] };
      case "kill":
        return { at: [{ call, do: "kill", after: random.chance(0.6) }] };
      case "cancel":
        return { at: [{ call, do: "cancel" }] };
    }
  }

  private edit(): Edit {
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

  private publication() {
    const { random } = this;
    const gate = random.pick<Gate | undefined>(this.profile.gates);
    return {
      channels: random.pick(this.profile.channels),
      ...(random.chance(0.5) && { triggers: random.below(3) }),
      ...(gate && { gate }),
    };
  }

  private move(): Step {
    const { random } = this;
    const key = random.pick(this.profile.keys);
    const to: Pick<Place, "name" | "inTeam" | "provider" | "takes"> = {
      name: random.chance(0.6)
        ? `${key.replace(" ", "-").toLowerCase()}-${++this.names}`
        : key.replace(" ", "-").toLowerCase(),
      ...(random.chance(0.3) && { inTeam: true }),
      ...(random.chance(0.35) && { provider: random.pick(["east", "west"]) }),
      ...(random.chance(0.4) && { takes: random.pick(["import", "adopt", "adopt"] as const) }),
    };
    return { do: "move", move: { key, to, alias: random.chance(0.3) } };
  }

  private act(): Act {
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

  private listFault() {
    const { random } = this;
    return {
      list: random.pick(this.profile.lists ?? LISTS),
      how: random.pick(["short", "moves", "empty", "more", "less"] as const),
      item: random.below(30),
      times: random.pick([1, 1, 2, 5]),
    };
  }

  private odd(): Odd {
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

  /** The other stack: its program, then a run of it. */
  private other(): Step[] {
    const { random } = this;
    const who: Who = "other";
    const edits: Edit[] = [
      { set: "form", to: random.pick(["dynamic", "plugin"]) },
      { set: "bot", to: { prompt: random.pick(PROMPTS) } },
      random.chance(0.8)
        ? { set: "publication", to: { channels: random.pick(this.profile.channels) } }
        : { set: "publication", to: null },
    ];
    const move: Step = { do: "move", who, move: { key: "Bot", to: { name: "bot", takes: "adopt" }, alias: false } };
    const run: Step = random.chance(0.8) ? { do: "up", who } : { do: "destroy", who };
    const after: Step[] = random.pick([
      [],
      [{ do: "edit", edit: { set: "publication", to: null } }, this.up()],
      [{ do: "edit", edit: { set: "bot", to: { prompt: random.pick(PROMPTS) } } }, this.up(), { do: "destroy", who }],
    ]);
    return [...edits.map((edit): Step => ({ do: "edit", who, edit })), move, run, ...after];
  }
}
