import type { FaultKind } from "../../emulator";
import { Choices, CROWDS, PROMPTS } from "./choices";
import { PROFILES, type Profile, type ProfileName } from "./profiles";
import type { Edit, Key, Place } from "./program";
import { Random } from "./random";
import type { Disturbance, History, Step, Who } from "./steps";

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

const FORGETS: readonly Key[] = ["Bot", "Publication", "BotTest", "Document 0", "Dataset"];
/** A history by its seed. */
export function generate(seed: number, name: ProfileName): History {
  return new Generator(new Random(seed), PROFILES[name]).history();
}

class Generator {
  /** So that no two names are the same by chance. */
  private names = 0;
  private readonly choices: Choices;

  constructor(
    private readonly random: Random,
    private readonly profile: Profile,
  ) {
    this.choices = new Choices(random, profile);
  }

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
        const fault = { ...this.choices.listFault(), how: random.pick(["short", "less"] as const), times: 5 };
        return [
          { do: "list", fault },
          { do: "up", at: [{ call: random.below(3), do: "fault", kind: random.pick(LOST) }] },
        ];
      }
      case "odd":
        return [
          { do: "server", odd: this.choices.odd() },
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
        return [{ do: "edit", edit: this.choices.edit() }];
      case "gate":
        return [{ do: "edit", edit: { set: "publication", to: this.choices.publication() } }];
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
        return [{ do: "people", act: this.choices.act() }];
      case "time":
        return [{ do: "time", seconds: random.pick([30, 600, 3_600]) }];
      case "list":
        return [{ do: "list", fault: this.choices.listFault() }];
      case "odd":
        return [{ do: "server", odd: this.choices.odd() }];
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
        return { at: [{ call, do: "people", act: this.choices.act() }] };
      case "fault":
        return { at: [{ call, do: "fault", kind: random.pick(FAULTS) }] };
      case "kill":
        return { at: [{ call, do: "kill", after: random.chance(0.6) }] };
      case "cancel":
        return { at: [{ call, do: "cancel" }] };
    }
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
