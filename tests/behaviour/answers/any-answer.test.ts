import * as fc from "fast-check";
import { inspect } from "node:util";
import { Session } from "../../../provider/session/session";
import { SEED } from "../../harness/seed";
import { parseJson } from "../../../provider/client/http/envelope";
import { TestClock } from "../../harness/clock";
import { startRawServer, type RawServer } from "./raw-server";
import { answers, FAITHFUL, SPACE, TOKEN, USER, vanished, type Answer } from "./replies";
import { IDS, READS, RECORDED, STEPS, type Kind, type Run } from "./steps";

/** The longest error or line that a user may have to read. */
const MOST_CHARACTERS = 5_000;
const MOST_LINES = 60;
/** The report of a test: a heading, a line for each of the two cases, a hint, and the consequence. */
const REPORT_LINES = 5;

let server: RawServer;
beforeAll(async () => (server = await startRawServer()));
afterAll(() => server.close());

interface Outcome {
  readonly result: unknown;
  readonly error: unknown;
  readonly lines: readonly string[];
  /** What was answered. */
  readonly said: readonly unknown[];
}

/** A step against a server that gives these answers, again and again. */
async function outcomeOf(run: Run, given: readonly Answer[]): Promise<Outcome> {
  let calls = 0;
  const said: unknown[] = [];
  server.answer = (method, path) => {
    const reply = (given[calls++ % given.length] as Answer)(method, path);
    said.push(parseJson(reply.body));
    return reply;
  };
  const lines: string[] = [];
  const session = new Session({
    env: {},
    write: (line) => lines.push(line),
    clock: new TestClock({ speed: Infinity }),
  });
  const config: Record<string, string> = {
    token: TOKEN,
    baseUrl: server.url,
    spaceId: SPACE,
    maxRetries: "1",
    requestsPerSecond: "10000",
    timeoutSeconds: "5",
  };
  session.configure((key) => config[key.replace("coze:", "")]);
  const settled = await run(session).then(
    (result) => ({ result, error: undefined }),
    (error: unknown) => ({ result: undefined, error }),
  );
  return { ...settled, lines, said };
}

function checkWords({ result, error, lines }: Outcome, lengthInLines = 1): void {
  if (error !== undefined) {
    expect(error).toBeInstanceOf(Error);
    // These are mistakes of the provider.
    expect([TypeError, RangeError, ReferenceError, SyntaxError].map(({ name }) => name)).not.toContain(
      (error as Error).constructor.name,
    );
    expect((error as Error).message.length).toBeLessThan(MOST_CHARACTERS);
  }
  expect(lines.length).toBeLessThan(MOST_LINES);
  for (const line of lines) expect(line.length).toBeLessThan(MOST_CHARACTERS);
  for (const text of [inspect(error, { depth: 9 }), ...lines]) expect(text).not.toContain(TOKEN);
  const words = [(error as Error | undefined)?.message ?? "", ...lines];
  for (const text of words) {
    const parts = text.split("\n");
    expect(parts.length).toBeLessThanOrEqual(lengthInLines);
    for (const part of parts) expect(part).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
  }
  // The state, and the values that a program gets.
  expect(() => JSON.stringify(result)).not.toThrow();
}

// The nightly run has more of them.
jest.setTimeout(900_000);
const runs = { seed: SEED, numRuns: Number(process.env["ANSWER_RUNS"] ?? 15) };

/** Whether one of the answers has a list without the object. */
const isUnlisted = (said: readonly unknown[], id: string): boolean =>
  said.some((answer) => {
    const { code, data } = (answer ?? {}) as { code?: unknown; data?: unknown };
    const lists = code === 0 ? Object.values(data ?? {}).filter(Array.isArray) : [];
    return lists.some((items) => !items.some((item: object | null) => Object.values(item ?? {}).includes(id)));
  });
/** Whether one of the answers says that the bot or the file is not there, or the bot not on its channel. */
const isRefused = (said: readonly unknown[]): boolean =>
  said.some((answer) => [4200, 4006, 4015].includes((answer as { code?: number } | undefined)?.code ?? 0));

/** What has to be answered before an object counts as gone. */
const GONE: Readonly<Record<Exclude<Kind, "BotTest">, (said: readonly unknown[], id: string) => boolean>> = {
  Bot: (said, id) => isRefused(said) && isUnlisted(said, id),
  Publication: isRefused,
  Dataset: isUnlisted,
  Document: isUnlisted,
  File: isRefused,
  Callback: isUnlisted,
  WorkspaceMember: (said) => isUnlisted(said, USER),
};

test.each(READS)(
  "any answers to the refresh of a %s: the state is kept, or the server said that it is gone",
  async (kind, read) => {
    let gone = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(answers, { minLength: 1, maxLength: 5 }), async (given) => {
        const outcome = await outcomeOf(read, given);
        checkWords(outcome);
        if (outcome.error !== undefined) return;
        const { id, props } = outcome.result as { id: string; props: Record<string, unknown> };
        if (id === "") {
          gone++;
          expect([kind, GONE[kind](outcome.said, IDS[kind]), outcome.said]).toEqual([kind, true, outcome.said]);
          return;
        }
        const { __resource, spaceId, botId, datasetId, documentId, fileId } = RECORDED[kind];
        expect(JSON.parse(JSON.stringify(props))).toMatchObject(
          JSON.parse(
            JSON.stringify({ __resource, spaceId, botId, datasetId, documentId, fileId, __schema: 1 }),
          ) as object,
        );
        // Texts of the program are still texts, whatever was read.
        for (const [key, value] of Object.entries(RECORDED[kind])) {
          if (typeof value === "string" && props[key] !== undefined)
            expect([key, typeof props[key]]).toEqual([key, "string"]);
        }
      }),
      { ...runs, examples: [[[vanished]]] },
    );
    expect(gone).toBeGreaterThan(0);
  },
);

describe.each([...READS.map(([kind, read]) => [`the refresh of a ${kind}`, read] as const), ...STEPS])(
  "Coze's own answers to %s",
  (_, step) => {
    test.each(FAITHFUL)("are understood, %s", async (_name, answer) => {
      expect(await outcomeOf(step, [answer])).toMatchObject({ error: undefined });
    });
  },
);

test.each(STEPS)("any answers to %s: no crash, bounded words, no secret", async (name, step) => {
  await fc.assert(
    fc.asyncProperty(fc.array(answers, { minLength: 1, maxLength: 5 }), async (given) => {
      checkWords(await outcomeOf(step, given), name.endsWith("BotTest") ? REPORT_LINES : 1);
    }),
    runs,
  );
});
