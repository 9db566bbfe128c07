import { createHash } from "node:crypto";
import { appendFileSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";

/**
 * The objects that the resources of all provider processes of one run keep. An explicit provider and the plugin have
 * their own processes. A delete in one process must not delete an object that a resource of another process keeps.
 */
export interface RunClaims {
  note(object: string, resource: string): void;
  /** A resource of another process of this run that keeps the object. */
  keeperOf(object: string): string | undefined;
}

const NONE: RunClaims = { note: () => undefined, keeperOf: () => undefined };
const KEPT_MS = 24 * 60 * 60_000;

/**
 * The claims of the run that this process belongs to. The engine's address identifies the run: it is the same for all
 * its providers.
 */
export function claimsOfRun(): RunClaims {
  const engine = engineOfProcess();
  return engine === undefined ? NONE : new FileClaims(engine);
}

/** The address of the engine that started this process, if one did. */
export function engineOfProcess(argv: readonly string[] = process.argv): string | undefined {
  return argv.slice(2).find((arg) => /^(?:127\.0\.0\.1|localhost|\[::1\]):\d+$/.test(arg));
}

/** A line of the file: an object, the name of the resource that keeps it, and the process that wrote the line. */
interface Line {
  readonly object: string;
  readonly resource: string;
  readonly pid: number;
}

/**
 * Claims in a file, which contains only ids and names of resources. If there is no usable folder for the file, each
 * process knows only its own resources.
 */
class FileClaims implements RunClaims {
  private file: string | undefined;
  private isOpen = false;

  constructor(private readonly engine: string) {}

  note(object: string, resource: string): void {
    this.attempt((file) => {
      appendFileSync(file, `${JSON.stringify({ object, resource, pid: process.pid })}\n`, { mode: 0o600 });
    });
  }

  keeperOf(object: string): string | undefined {
    let keeper: string | undefined;
    this.attempt((file) => {
      const lines = readFileSync(file, "utf8").split("\n").filter(Boolean);
      // A line of a dead process may be from an earlier run with the same address.
      const others = lines.map((line) => JSON.parse(line) as Line).filter((line) => line.object === object);
      keeper = others.find(({ pid }) => pid !== process.pid && isAlive(pid))?.resource;
    });
    return keeper;
  }

  private attempt(work: (file: string) => void): void {
    try {
      const file = this.open();
      if (file !== undefined) work(file);
    } catch {
      // The file is a further safeguard: without it, live objects are still compared with the recorded ones.
    }
  }

  private open(): string | undefined {
    if (this.isOpen) return this.file;
    this.isOpen = true;
    const { uid } = userInfo();
    const folder = join(tmpdir(), `pulumi-coze-${uid}`);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const { uid: owner } = statSync(folder);
    if (process.platform !== "win32" && owner !== uid) return undefined;
    removeOld(folder);
    this.file = join(folder, createHash("sha256").update(this.engine).digest("hex").slice(0, 16));
    return this.file;
  }
}

function removeOld(folder: string): void {
  for (const name of readdirSync(folder)) {
    const file = join(folder, name);
    if (Date.now() - statSync(file).mtimeMs > KEPT_MS) rmSync(file, { force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
