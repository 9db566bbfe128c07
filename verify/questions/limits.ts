import { codeOf, type Exchange } from "../../provider/client/probe";
import { limitFact } from "../answers";
import type { Question } from "../question";

const USER_READS = 8;
/** The number of requests that the package starts in a second, by default. */
const BOT_READS = 20;

/** Questions about the rate limit: for a call that needs no bot, and for reads of the run's own bot. */
export const LIMITS: readonly Question[] = [
  {
    id: "burst",
    question: `Are ${USER_READS} reads at once within the rate limit?`,
    expected: "all are answered",
    dependsOn: "coze:requestsPerSecond is 20 by default",
    otherwise: "Runs would wait out refusals: a lower default would be kinder.",
    safeWithBoth: true,
    writes: false,
    calls: USER_READS,
    ask: (bot) => burst(USER_READS, () => bot.workspace.once({ method: "GET", path: "/v1/users/me" })),
  },
  {
    id: "bot-burst",
    question: `Are ${BOT_READS} reads of a bot at once within the rate limit?`,
    expected: "all are answered",
    dependsOn: "client/http/limiter.ts sends up to coze:requestsPerSecond (20) calls a second, and waits out refusals",
    otherwise: "Refused calls are sent again after a pause: the run takes longer.",
    safeWithBoth: true,
    writes: true,
    calls: BOT_READS,
    ask(bot) {
      const path = `/v1/bots/${bot.id}`;
      return burst(BOT_READS, () => bot.workspace.once({ method: "GET", path, query: { is_published: "false" } }));
    },
  },
];

/** The fact about so many reads at once. */
async function burst(count: number, read: () => Promise<Exchange>): Promise<string> {
  const answers = await Promise.all(Array.from({ length: count }, read));
  const limited = answers.find((answer) => codeOf(answer) !== 0);
  return limited === undefined ? "all are answered" : `some are refused: ${limitFact(limited)}`;
}
