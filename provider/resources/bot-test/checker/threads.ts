import { once } from "node:events";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { Worker } from "node:worker_threads";

type Schema = Readonly<Record<string, unknown>>;

/** The work of a thread. */
export type Job =
  | { readonly kind: "match"; readonly text: string; readonly pattern: string; readonly flags: string }
  | { readonly kind: "fit"; readonly value: unknown; readonly schema: Schema }
  | { readonly kind: "problems"; readonly schema: Schema };

/** A problem of a schema, with its path in the schema. */
export interface SchemaProblem {
  readonly path: readonly (string | number)[];
  readonly rule: string;
}

/** The time limit of one pattern or schema. */
const LIMIT_MS = 3_000;
/** The longest wait of a pattern for a running thread. After that, another thread starts. */
const PATIENCE_MS = 300;
/** The memory limit of a thread, in megabytes. */
const MEMORY = { maxOldGenerationSizeMb: 256 };

/** A pattern or a schema that took too long, or whose thread broke. */
export class Unchecked extends Error {}

/**
 * Threads that evaluate patterns and schemas, since a regular expression can run for years and block its process. A
 * free thread is used again; a thread at its time limit is ended.
 */
export class Threads {
  private readonly idle: Worker[] = [];
  private readonly all = new Set<Worker>();
  private readonly waiting: ((worker: Worker) => void)[] = [];

  constructor(private readonly limitMs = LIMIT_MS) {}

  matches(text: string, pattern: string, flags: string): Promise<boolean> {
    return this.run({ kind: "match", text, pattern, flags }) as Promise<boolean>;
  }

  fits(value: unknown, schema: Readonly<Record<string, unknown>>): Promise<boolean> {
    return this.run({ kind: "fit", value, schema }) as Promise<boolean>;
  }

  problems(schema: Readonly<Record<string, unknown>>): Promise<SchemaProblem[]> {
    return this.run({ kind: "problems", schema }) as Promise<SchemaProblem[]>;
  }

  /** Starts the first thread, so that it is ready when the first answer arrives. */
  warm(): void {
    void this.start().then(
      (worker) => this.free(worker),
      () => undefined, // The first pattern starts its own thread, and reports the error.
    );
  }

  /** Ends all threads. */
  async close(): Promise<void> {
    this.idle.length = 0;
    await Promise.all([...this.all].map((worker) => worker.terminate()));
  }

  private async run(job: Job): Promise<unknown> {
    const worker = await this.take();
    try {
      const result = await this.answer(worker, job);
      this.free(worker);
      return result;
    } catch (error) {
      this.all.delete(worker);
      await worker.terminate();
      throw error;
    }
  }

  private free(worker: Worker): void {
    const next = this.waiting.shift();
    if (next) next(worker);
    else this.idle.push(worker);
  }

  /**
   * A thread that is free, or soon will be. It is worth waiting, since most patterns take less time than the start of a
   * thread. Behind a slow pattern, another thread starts.
   */
  private take(): Worker | Promise<Worker> {
    const free = this.idle.pop();
    if (free) return free;
    if (this.all.size === 0) return this.start();
    return new Promise((resolve, reject) => {
      const next = (worker: Worker): void => {
        clearTimeout(timer);
        resolve(worker);
      };
      const timer = setTimeout(() => {
        this.waiting.splice(this.waiting.indexOf(next), 1);
        this.start().then(resolve, reject);
      }, PATIENCE_MS);
      this.waiting.push(next);
    });
  }

  private async start(): Promise<Worker> {
    const worker = new Worker(workerFile(), {
      execArgv: [],
      env: {},
      stdout: true,
      stderr: true,
      resourceLimits: MEMORY,
    });
    this.all.add(worker);
    // The thread reports that it has loaded. So a slow start on a busy machine does not count as the pattern's time.
    await once(worker, "message");
    return worker;
  }

  private async answer(worker: Worker, job: Job): Promise<unknown> {
    const done = new AbortController();
    const timer = setTimeout(() => done.abort(), this.limitMs);
    try {
      const answered = once(worker, "message", { signal: done.signal });
      worker.postMessage(job);
      const [result] = (await answered) as [unknown];
      return result;
    } catch {
      throw new Unchecked(done.signal.aborted ? `took more than ${this.limitMs / 1000} s` : "could not be evaluated");
    } finally {
      clearTimeout(timer);
    }
  }
}

const NAME = "checker.js";
/**
 * The folders of the thread's bundle, relative to the plugin, to bundles in `dist` and below it, and to modules and
 * sources.
 */
const FOLDERS = [".", "../plugin", "../../plugin", "../../../../plugin"];

function workerFile(): string {
  const files = FOLDERS.map((folder) => join(__dirname, folder, NAME));
  return files.find((file) => existsSync(file)) ?? join(__dirname, NAME);
}
