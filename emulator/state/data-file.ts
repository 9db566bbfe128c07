import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { open, rename } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { Platform } from "../platform";
import { platformState } from "./platform-state";

/** How long changes are gathered before they are saved. */
const GATHER_MS = 20;

/** A file that holds what the platform holds: loaded at the start, saved after changes and at the end. */
export class DataFile {
  private dirty = false;
  private saving: Promise<void> | undefined;
  private failure: Error | undefined;
  private readonly stopListening: () => void;

  constructor(
    private readonly path: string,
    private readonly platform: Platform,
  ) {
    removeLeftOvers(path);
    if (existsSync(path)) platform.load(readState(path));
    else this.dirty = true;
    this.stopListening = platform.events.on("change", ({ kind }) => {
      // The file holds neither of them.
      if (kind === "calls" || kind === "fault" || kind === "settings") return;
      this.dirty = true;
      this.saving ??= this.save(GATHER_MS);
    });
    if (this.dirty) this.saving = this.save(0);
  }

  /** Saves what is left to save; an error is that of the last attempt. */
  async close(): Promise<void> {
    this.stopListening();
    await this.saving;
    if (this.dirty) await this.save(0);
    if (this.failure) throw this.failure;
  }

  private async save(gatherMs: number): Promise<void> {
    try {
      if (gatherMs > 0) await new Promise((resolve) => setTimeout(resolve, gatherMs));
      while (this.dirty) {
        this.dirty = false;
        const { settings: _settings, ...state } = this.platform.dump();
        await replaceFile(this.path, JSON.stringify(state));
      }
      this.failure = undefined;
    } catch (error) {
      this.dirty = true;
      this.failure = new Error(`${this.path} cannot be saved: ${(error as Error).message}`, { cause: error });
    } finally {
      this.saving = undefined;
    }
  }
}

function readState(path: string) {
  try {
    return platformState(JSON.parse(readFileSync(path, "utf8")));
  } catch (error) {
    throw new Error(`${path} cannot be loaded: ${(error as Error).message}`, { cause: error });
  }
}

/** Writes beside the file, to the disk, and renames: at any moment the file is the old one or the new one. */
async function replaceFile(path: string, text: string): Promise<void> {
  const beside = `${path}.${process.pid}.tmp`;
  const file = await open(beside, "w", 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(beside, path);
}

/** Temporary files of processes that were killed during a save. */
function removeLeftOvers(path: string): void {
  const directory = dirname(path);
  if (!existsSync(directory)) throw new Error(`${path} cannot be saved: there is no directory ${directory}`);
  const prefix = `${basename(path)}.`;
  for (const name of readdirSync(directory)) {
    const pid = name.startsWith(prefix) ? /^(\d+)\.tmp$/.exec(name.slice(prefix.length))?.[1] : undefined;
    if (pid !== undefined && !isRunning(Number(pid))) rmSync(join(directory, name), { force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
