import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { startEmulator, type Emulator } from "../../../emulator";
import { Workspace } from "../../../verify/asking";
import { TestBot } from "../../../verify/test-bot";
import { Mask } from "../../../verify/mask";
import { QUESTIONS } from "../../../verify/questions";
import { Recorder, Replay } from "../../../verify/recording";
import { judge, type Result } from "../../../verify/question";
import { verify } from "../../../verify/verify";
import { askerOf, botOf } from "./test-bot";

const RECORDINGS = join(__dirname, "../../recordings/live");

let emulator: Emulator;
beforeEach(async () => {
  emulator = await startEmulator();
  const plugins = { id_list: [{ plugin_id: "71", api_id: "72" }] };
  emulator.console.createDraft(emulator.spaceId, { name: "One" });
  emulator.console.createDraft(emulator.spaceId, { name: "Two", plugin_id_list: plugins });
});
afterEach(() => emulator.close());

/** A run against the emulator, and its recording. */
async function recorded(): Promise<{ text: string; results: readonly Result[] }> {
  const recorder = new Recorder(askerOf(emulator).asker, [emulator.token]);
  const bot = botOf(emulator, recorder);
  const { readings } = await verify({ bot, write: true, calls: () => 0 });
  const {
    userId,
    runId,
    workspace: { spaceId },
  } = bot;
  const about = { date: "2026-01-01T00:00:00.000Z", region: "api.coze.cn", write: true, spaceId, userId, runId };
  return { text: recorder.text(about), results: readings };
}

/** The questions of a recording, judged anew. */
async function replayed(text: string): Promise<Result[]> {
  const replay = new Replay(text);
  const bot = new TestBot(new Workspace(replay, replay.head.spaceId), replay.head);
  const results: Result[] = [];
  for (const question of QUESTIONS) if (replay.questions.has(question.id)) results.push(await judge(bot, question));
  return results;
}

test("a recording gives the results of its run again", async () => {
  const { text, results } = await recorded();
  expect(await replayed(text)).toEqual(results);
});

test("an answer that is another one in the recording makes the question differ", async () => {
  const { text } = await recorded();
  const results = await replayed(text.replaceAll('"version":""', '"version":"7"'));
  expect(results.find(({ id }) => id === "draft-version")).toMatchObject({ verdict: "differs" });
});

test("what is null in an answer is left out, as in the run", async () => {
  const { text } = await recorded();
  const results = await replayed(text.replaceAll('"sp_anti_leak":true', '"sp_anti_leak":null'));
  expect(results.find(({ id }) => id === "model-switches-readable")?.seen).toBe("left out: sp_anti_leak");
});

test("a recording holds no token, id, name or address", async () => {
  const { text } = await recorded();
  for (const secret of [emulator.token, emulator.spaceId, emulator.userId, ...emulator.bots.map(({ id }) => id)]) {
    expect(text).not.toContain(secret);
  }
  expect(text.match(/https?:\/\/\S+|.{30}\d{15}|pat_\w+|"user\d{6}"|"(?:One|Two)"/g)).toBeNull();
});

test("a mask replaces the same value by the same placeholder", () => {
  const mask = new Mask(["s3cret-token"]);
  expect(
    mask.value({
      a: "7000000000000000001",
      b: ["7000000000000000001", "7000000000000000002"],
      user_name: "Ann",
      icon_url: "https://cdn.example/x?sign=y",
      msg: "s3cret-token of ann@example.com, pat_abc-1",
      count: 3,
    }),
  ).toEqual({
    a: "[id 1]",
    b: ["[id 1]", "[id 2]"],
    user_name: "[name 1]",
    icon_url: "[address 1]",
    msg: "[token] of [mail 1], [token]",
    count: 3,
  });
});

/** The recordings of live accounts that users have contributed. */
const files = existsSync(RECORDINGS) ? readdirSync(RECORDINGS).filter((name) => name.endsWith(".jsonl")) : [];

test("the emulator answers as each recording of a live account", async () => {
  const live = await verify({ bot: botOf(emulator), write: true, calls: () => 0 });
  for (const file of files) {
    for (const { id, seen, verdict } of await replayed(readFileSync(join(RECORDINGS, file), "utf8"))) {
      if (verdict === "refused" || verdict === "not run") continue;
      const here = live.readings.find((question) => question.id === id)?.seen;
      expect({ file, id, seen: here }).toEqual({ file, id, seen });
    }
  }
});
