import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { routes } from "../../emulator/api/routes";
import { QUESTIONS } from "../../verify/questions";
import { Replay } from "../../verify/recording";
import type { ClientRun } from "./clients";
import { PAGES } from "./pages";

const ROOT = join(__dirname, "..", "..");
export const FIDELITY_PAGE = join(ROOT, "docs", "fidelity.md");
/** The recordings of the official clients' last run. */
export const CLIENT_RUNS = join(ROOT, "tests", "recordings", "clients.json");
const LIVE_RECORDINGS = join(ROOT, "tests", "recordings", "live");

interface Live {
  readonly date: string;
  readonly region: string;
  readonly questions: ReadonlySet<string>;
  readonly routes: ReadonlySet<string>;
}

/** The recordings of live accounts that users have contributed. */
function liveRecordings(): Live[] {
  return readdirSync(LIVE_RECORDINGS)
    .filter((name) => name.endsWith(".jsonl"))
    .map((name) => {
      const { head, questions, paths } = new Replay(readFileSync(join(LIVE_RECORDINGS, name), "utf8"));
      const matching = routes.filter(({ method, path }) => paths.some((asked) => isOf(asked, method, path)));
      return { ...head, questions, routes: new Set(matching.map(({ method, path }) => `${method} ${path}`)) };
    });
}

function isOf(asked: string, method: string, path: string): boolean {
  const pattern = path.replace(/:[a-z_]+/g, "[^/]+");
  return new RegExp(`^${method} ${pattern}$`).test(asked);
}

/** The text of `docs/fidelity.md`. */
export function fidelityPage(): string {
  const live = liveRecordings();
  const clients = JSON.parse(readFileSync(CLIENT_RUNS, "utf8")) as ClientRun[];
  const routeRows = routes.map(({ method, path }) => routeRow(`${method} ${path}`, clients, live));
  const questionRows = QUESTIONS.map(({ id, question, expected, documented, safeWithBoth }) => [
    `\`${id}\``,
    question,
    expected,
    documented ? `[page](${documented})` : "",
    recordedIn(live.filter(({ questions }) => questions.has(id))),
    safeWithBoth ? "yes" : "",
  ]);
  const count = (rows: string[][], column: number): number => rows.filter((row) => row[column] !== "").length;
  const [all, recorded] = [routeRows.length + questionRows.length, count(routeRows, 3) + count(questionRows, 4)];
  return [
    `# How true the emulator is: ${recorded} of ${all} recorded live`,
    "",
    `${recorded === 0 ? "No live account of Coze has been recorded yet. " : ""}Of ${routeRows.length} routes, ` +
      `${count(routeRows, 1)} are documented and ${count(routeRows, 2)} were called by an official client. Of ${questionRows.length} ` +
      `questions about what Coze does, ${count(questionRows, 3)} are documented; with ${count(questionRows, 5)} of them the package does ` +
      "the right thing whatever the answer is, which a test shows for each. What is neither documented nor recorded is assumed.",
    "",
    "`npm run fidelity` writes this page.",
    "",
    "## Routes",
    "",
    "The official clients are `@coze/api` (JavaScript) and `cozepy` (Python). Both run one life of a bot against the emulator in the tests.",
    "",
    ...table(["route", "documented", "official client", "recorded live"], routeRows),
    "",
    "## Questions",
    "",
    "`npx pulumi-coze verify` asks them. A question that the package is safe with may be answered either way.",
    "",
    ...table(["id", "question", "expected", "documented", "recorded live", "safe with both"], questionRows),
    "",
    "## Contribute a recording",
    "",
    "One run with a token settles these questions for everyone:",
    "",
    "```sh",
    "npx pulumi-coze verify --space <workspace> --write --record coze-cn.jsonl",
    "```",
    "",
    "It makes one bot, publishes it to the API and Chat SDK channels, chats with it, and leaves it unpublished and renamed `del-…`. The command says " +
      "beforehand how many calls it makes; free plans have 500 in all. A recording has one line a call. Masked in it are tokens, ids, user " +
      "names, addresses, and the names and texts of your other bots:",
    "",
    "```json",
    '{"reading":"unknown-bot","method":"GET","path":"/v1/bots/[id 5]","status":200,"answer":{"code":4200,"msg":"Requested resource bot_id=[id 5] does not exist."}}',
    "```",
    "",
    "Read it before you send it: put it into `tests/recordings/live/`, and run `npx jest tests/behaviour/verify`. The tests replay each " +
      "recording against the emulator; where they fail, the emulator is not true, and is to be changed.",
    "",
  ].join("\n");
}

function routeRow(route: string, clients: readonly ClientRun[], live: readonly Live[]): string[] {
  const page = PAGES[route];
  return [
    `\`${route}\``,
    page ? `[page](${page})` : "",
    clients
      .filter(({ calls }) => calls.some((call) => call.route === route))
      .map(({ client }) => client)
      .join(", "),
    recordedIn(live.filter(({ routes: recorded }) => recorded.has(route))),
  ];
}

function recordedIn(live: readonly Live[]): string {
  return live.map(({ date, region }) => `${date.slice(0, 10)} ${region}`).join(", ");
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)];
}
