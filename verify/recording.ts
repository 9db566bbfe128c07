import * as z from "zod";
import { parseJson, readJson } from "../provider/client/http/envelope";
import type { Exchange, Question as Call } from "../provider/client/probe";
import type { Asker } from "./asking";
import { Mask } from "./mask";

const head = z.object({
  recording: z.literal(1),
  date: z.string(),
  region: z.string(),
  write: z.boolean(),
  spaceId: z.string(),
  userId: z.string(),
  runId: z.string(),
});

const line = z.object({
  /** The id of the question that made the call; absent for calls before and after the questions. */
  reading: z.string().optional(),
  method: z.string(),
  path: z.string(),
  query: z.record(z.string(), z.unknown()).optional(),
  body: z.unknown().optional(),
  outcome: z.looseObject({ kind: z.enum(["ok", "answered", "refused", "lost"]) }),
  status: z.number().optional(),
  answer: z.unknown().optional(),
  sentAt: z.number(),
  answeredAt: z.number(),
});

export type RecordingHead = z.infer<typeof head>;
type Line = z.infer<typeof line>;

/** Records calls and answers, masked, as the lines of a file. */
export class Recorder implements Asker {
  private readonly lines: Line[] = [];
  private readonly mask: Mask;
  private questionId: string | undefined;

  constructor(
    private readonly asker: Asker,
    secrets: readonly string[],
  ) {
    this.mask = new Mask(secrets);
  }

  begin(questionId: string | undefined): void {
    this.questionId = questionId;
  }

  async ask(call: Call): Promise<Exchange> {
    const { questionId } = this;
    const exchange = await this.asker.ask(call);
    const { method, path, query, body } = call;
    const { outcome, status, text, sentAt } = exchange;
    this.mask.allow(body);
    this.lines.push(
      this.mask.value({
        reading: questionId,
        method,
        path,
        query,
        body,
        outcome: {
          ...outcome,
          data: undefined,
          cause: undefined,
          date: "date" in outcome ? outcome.date?.toISOString() : undefined,
        },
        status,
        answer: text === undefined ? undefined : (parseJson(text) ?? text),
        sentAt,
        answeredAt: this.now(),
      }) as Line,
    );
    return exchange;
  }

  sleep(ms: number): Promise<void> {
    return this.asker.sleep(ms);
  }

  now(): number {
    return this.asker.now();
  }

  /** The file's text. */
  text(about: Omit<RecordingHead, "recording">): string {
    const first = this.mask.value({ recording: 1, ...about });
    return [first, ...this.lines].map((entry) => `${JSON.stringify(entry)}\n`).join("");
  }
}

/** Answers from a recording, each question in the order of its own calls. */
export class Replay implements Asker {
  readonly head: RecordingHead;
  private readonly lines: Line[];
  private queue: Line[] = [];
  private clock = 0;

  constructor(text: string) {
    const [first, ...rest] = text.trimEnd().split("\n").map(parseJson);
    this.head = head.parse(first);
    this.lines = rest.map((entry) => line.parse(entry));
  }

  /** The ids of the questions that have calls in the recording. */
  get questions(): ReadonlySet<string> {
    return new Set(this.lines.flatMap(({ reading }) => reading ?? []));
  }

  /** The recorded calls: `GET /v1/bots`. */
  get paths(): readonly string[] {
    return this.lines.map(({ method, path }) => `${method} ${path}`);
  }

  begin(questionId: string | undefined): void {
    this.queue = this.lines.filter(({ reading }) => reading === questionId);
  }

  ask(call: Call): Promise<Exchange> {
    const next = this.queue.shift();
    if (next?.method !== call.method) {
      const found = next ? `${next.method} ${next.path}` : "its end";
      throw new Error(`The recording has ${found} where ${call.method} ${call.path} is asked.`);
    }
    this.clock = next.answeredAt;
    const { date, ...outcome } = next.outcome as { kind: string; date?: string };
    const text =
      next.answer === undefined || typeof next.answer === "string" ? next.answer : JSON.stringify(next.answer);
    // The text is read like an answer of Coze, without keys that have `null`. The mask has already replaced the token.
    const envelope = readJson(text ?? "") as { data?: unknown } | undefined;
    return Promise.resolve({
      question: call,
      outcome: {
        ...outcome,
        date: date === undefined ? undefined : new Date(date),
        ...(outcome.kind === "ok" ? { data: envelope && "data" in envelope ? envelope.data : envelope } : {}),
      } as Exchange["outcome"],
      status: next.status,
      text,
      sentAt: next.sentAt,
    });
  }

  /** Advances the clock without waiting. */
  sleep(ms: number): Promise<void> {
    this.clock += ms;
    return Promise.resolve();
  }

  now(): number {
    return this.clock;
  }
}
