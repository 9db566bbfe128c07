import { fork } from "node:child_process";
import { once } from "node:events";
import { startEmulator, type ChatRuleSpec } from "../../emulator";
import type { ChatAnswer, ChatRequest } from "../../provider/client/chat-types";
import { runSuite } from "../../provider/resources/bot-test/run";
import { Session } from "../../provider/session/session";

const CONCURRENCY = 4;
const LARGE_BYTES = 1_000_000;

export interface Plan {
  readonly cases: number;
  readonly delayMs: number;
  /** How many cases have a large answer. */
  readonly large: number;
}
const FULL: Plan = { cases: 50, delayMs: 200, large: 100 };

interface Task {
  readonly env: { readonly COZE_API_BASE: string; readonly COZE_API_TOKEN: string };
  readonly botId: string;
  readonly cases: number;
  /** The same chats by the platform's `fetch` and nothing else. */
  readonly bare?: boolean;
}

interface Measured {
  readonly passed: number;
  readonly chats: number;
  readonly ms: number;
  readonly peakMb: number;
}

export interface Figures {
  /** The time of the cases over the shortest that the answers allow. */
  readonly ratio: number;
  /** The same over that of a bare client, in the same run. */
  readonly overBare: number;
  readonly chats: number;
  /** Peak memory with large answers over that with small ones, in the same number of cases. */
  readonly memory: number;
  readonly largeMb: number;
}

/** `npm run bench:tests`: the time of many cases, and the memory that large answers take. */
export async function measure({ cases, delayMs, large }: Plan, say: (line: string) => void): Promise<Figures> {
  const rule = { reply: "yes", delay: delayMs };
  const bare = await suite(cases, rule, true);
  const ours = await suite(cases, rule);
  const least = (cases * delayMs) / CONCURRENCY;
  const [ratio, overBare] = [ours.ms / least, ours.ms / bare.ms];
  say(
    `${cases} cases, ${delayMs} ms an answer, ${CONCURRENCY} at once: ${ours.chats} chats in ${ours.ms} ms, ` +
      `${ratio.toFixed(2)} × of ${least} ms, ${overBare.toFixed(2)} × of a bare client`,
  );
  const small = await suite(large, { reply: "yes" });
  const big = await suite(large, { reply: "x".repeat(LARGE_BYTES) });
  const memory = big.peakMb / small.peakMb;
  say(
    `${large} answers of ${LARGE_BYTES / 1e6} MB: peak ${big.peakMb} MB, ` +
      `${memory.toFixed(2)} × of ${small.peakMb} MB with small ones`,
  );
  return { ratio, overBare, chats: ours.chats, memory, largeMb: big.peakMb };
}

/** Runs so many cases in a process of its own, against an emulator in this one. */
async function suite(cases: number, rule: ChatRuleSpec, bare = false): Promise<Measured> {
  const emulator = await startEmulator();
  try {
    const botId = emulator.console.createDraft(emulator.spaceId, { name: "bot" });
    emulator.chat.script(botId, [rule]);
    const env = { COZE_API_BASE: emulator.url, COZE_API_TOKEN: emulator.token };
    const child = fork(__filename, ["suite"], { execArgv: ["--import", "tsx"] });
    child.send({ env, botId, cases, bare } satisfies Task);
    const [measured] = (await once(child, "message")) as [Measured];
    if (measured.passed !== cases) throw new Error(`${measured.passed} of ${cases} cases have passed`);
    return measured;
  } finally {
    await emulator.close();
  }
}

async function runTask(task: Task): Promise<Measured> {
  // Loads the client before the clock runs, as a run of `up` has made calls before its first chat.
  const ask = task.bare ? bareAsker(task) : ourAsker(task);
  await ask({ ...WARM_UP, botId: task.botId });
  const cases = Array.from({ length: task.cases }, (_, i) => ({ name: String(i), ask: "?", expect: [EXPECTED] }));
  const began = performance.now();
  const suite = { botId: task.botId, source: "draft", cases, concurrency: CONCURRENCY } as const;
  const outcome = await runSuite(suite, ask, { now: () => performance.now() });
  return {
    passed: outcome.cases.filter(({ status }) => status === "passed").length,
    chats: outcome.chats,
    ms: Math.round(performance.now() - began),
    peakMb: Math.round(process.resourceUsage().maxRSS / 1024),
  };
}

type Ask = (request: ChatRequest) => Promise<ChatAnswer>;

const EXPECTED = { minLength: 1 };
const WARM_UP = {
  source: "draft",
  messages: [{ role: "user", content: "?" }],
  customVariables: {},
  timeoutMs: 60_000,
} as const;

function ourAsker({ env }: Task): Ask {
  const session = new Session({ env, write: () => undefined });
  session.configure(() => undefined);
  return (request) => session.api().chats.ask(request);
}

function bareAsker({ env, botId }: Task): Ask {
  const headers = { authorization: `Bearer ${env.COZE_API_TOKEN}`, "content-type": "application/json" };
  const body = JSON.stringify({
    ...{ bot_id: botId, user_id: "u", stream: true, auto_save_history: false, publish_status: "unpublished_draft" },
    additional_messages: [{ role: "user", content: "?", content_type: "text" }],
  });
  return async () => {
    const answer = await fetch(`${env.COZE_API_BASE}/v3/chat`, { method: "POST", headers, body });
    const text = await answer.text();
    return {
      status: "completed",
      text,
      calls: [],
      waitsFor: undefined,
      tokens: undefined,
      seconds: 0,
      logId: undefined,
    };
  };
}

if (require.main === module) {
  if (process.argv[2] === "suite") {
    process.once("message", (task: Task) => {
      void runTask(task).then((measured) => process.send?.(measured, () => process.disconnect()));
    });
  } else {
    void measure(FULL, console.log);
  }
}
