import { parseArgs } from "node:util";
import { generate } from "./generate";
import { play, sortOf } from "./play";
import { PROFILE_NAMES, type ProfileName } from "./profiles";
import { shrink } from "./shrink";
import type { History } from "./steps";
import { openGrounds, type Grounds } from "./world";

// `npm run world -- --minutes 60 --seed 1 [--profile gate] [--keep-going] [--overlook REGEXP]`, and `--replay '<json>'` or `--replay gate:123`.

const { values } = parseArgs({
  options: {
    minutes: { type: "string", default: "1" },
    seed: { type: "string", default: "1" },
    profile: { type: "string" },
    replay: { type: "string" },
    overlook: { type: "string" },
    "keep-going": { type: "boolean", default: false },
  },
});

const overlook = values.overlook === undefined ? undefined : new RegExp(values.overlook);

async function main(): Promise<number> {
  const grounds = await openGrounds();
  try {
    return values.replay === undefined ? await search(grounds) : await replay(grounds, values.replay);
  } finally {
    await grounds.server.emulator.close();
  }
}

async function replay(grounds: Grounds, text: string): Promise<number> {
  const [profile = "", seed] = text.split(":");
  const history = text.startsWith("{") ? (JSON.parse(text) as History) : generate(Number(seed), profile as ProfileName);
  const { verdict } = await play(grounds, history, overlook);
  console.log(verdict ?? "all holds");
  return verdict === undefined ? 0 : 1;
}

async function search(grounds: Grounds): Promise<number> {
  const names = values.profile === undefined ? PROFILE_NAMES : [values.profile as ProfileName];
  const begun = Date.now();
  const until = begun + Number(values.minutes) * 60_000;
  const found = new Map<string, number>();
  let count = 0;
  for (let seed = Number(values.seed); Date.now() < until; seed++) {
    for (const name of names) {
      const history = generate(seed, name);
      const { verdict } = await play(grounds, history, overlook);
      count++;
      if (verdict === undefined) continue;
      const sort = sortOf(verdict);
      found.set(sort, (found.get(sort) ?? 0) + 1);
      if (found.get(sort) !== 1) continue;
      const small = await shrink(
        history,
        async (one) => sortOf((await play(grounds, one, overlook)).verdict ?? "") === sort,
      );
      console.log(`\n${name}:${seed}  ${verdict}\n--replay '${JSON.stringify(small)}'`);
      if (!values["keep-going"]) return 1;
    }
  }
  const minutes = (Date.now() - begun) / 60_000;
  console.log(`\n${count} histories, ${Math.round(count / minutes)} a minute`);
  for (const [sort, times] of [...found].sort((a, b) => b[1] - a[1]))
    console.log(`${String(times).padStart(5)} ${sort}`);
  return found.size === 0 ? 0 : 1;
}

void main().then((code) => {
  process.exitCode = code;
});
