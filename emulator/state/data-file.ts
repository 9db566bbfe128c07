import { existsSync, lstatSync, readdirSync, readFileSync, readlinkSync, realpathSync, rmSync } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import type { Platform } from "../platform";
import { isRunning, lock } from "./lock";
import { platformState, type PlatformState } from "./platform-state";

/** How long changes are collected before they are saved. */
const GATHER_MS = 20;

/** A file with the platform's state: loaded at the start, saved after changes and at the end. */
export class DataFile {
  /** The target of a symbolic link: the link itself stays. */
  private readonly path: string;
  /** How often changes were taken back. */
  losses = 0;
  private dirty = false;
  private saving: Promise<void> | undefined;
  /** The text of the file. */
  private saved: string | undefined;
  private readonly unlock: () => void;
  private readonly stopListening: () => void;

  constructor(
    given: string,
    private readonly platform: Platform,
  ) {
    this.path = targetOf(given);
    removeLeftOvers(this.path);
    this.unlock = locked(this.path);
    try {
      this.load();
    } catch (error) {
      this.unlock();
      throw error;
    }
    this.stopListening = platform.events.on("change", ({ kind }) => {
      // The file has none of these.
      if (kind === "calls" || kind === "fault" || kind === "settings") return;
      this.dirty = true;
      // The calls that wait for the file get the error.
      this.save(GATHER_MS).catch(() => undefined);
    });
  }

  /**
   * Waits until the file has every change so far. If it cannot be saved, the changes that it lacks are taken back, so
   * that a refused call has done nothing.
   */
  async upToDate(): Promise<void> {
    while (this.dirty || this.saving) await this.save(0);
  }

  async close(): Promise<void> {
    this.stopListening();
    try {
      await this.upToDate();
    } finally {
      this.unlock();
    }
  }

  private load(): void {
    this.dirty = !existsSync(this.path);
    if (this.dirty) return;
    const text = readFileSync(this.path, "utf8");
    this.platform.load(stateIn(text, this.path));
    this.saved = text;
  }

  private save(gatherMs: number): Promise<void> {
    return (this.saving ??= this.write(gatherMs).finally(() => (this.saving = undefined)));
  }

  private async write(gatherMs: number): Promise<void> {
    if (gatherMs > 0) await new Promise((resolve) => setTimeout(resolve, gatherMs));
    while (this.dirty) {
      this.dirty = false;
      const { settings: _settings, ...state } = this.platform.dump();
      const text = JSON.stringify(state);
      try {
        await replaceFile(this.path, text);
        this.saved = text;
      } catch (error) {
        if (this.saved !== undefined) this.platform.load(stateIn(this.saved, this.path));
        this.dirty = false;
        this.losses++;
        throw new Error(`${this.path} cannot be saved: ${(error as Error).message}`, { cause: error });
      }
    }
  }
}

function targetOf(path: string): string {
  if (existsSync(path)) return realpathSync(path);
  // `existsSync` is false for a link to a file that does not exist yet.
  const isLink = lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
  return isLink ? resolve(dirname(path), readlinkSync(path)) : resolve(path);
}

function locked(path: string): () => void {
  try {
    return lock(path);
  } catch (error) {
    throw new Error(`${path} cannot be used: ${(error as Error).message}`, { cause: error });
  }
}

function stateIn(text: string, path: string): PlatformState {
  try {
    return platformState(JSON.parse(text));
  } catch (error) {
    throw new Error(`${path} cannot be loaded: ${(error as Error).message}`, { cause: error });
  }
}

/**
 * Writes another file, syncs it to the disk and renames it, so that the file is the old or the new one at any moment.
 */
async function replaceFile(path: string, text: string): Promise<void> {
  const beside = `${path}.${process.pid}.tmp`;
  try {
    const file = await open(beside, "w", 0o600);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}

/** Removes the temporary files of processes that were killed during a save. */
function removeLeftOvers(path: string): void {
  const directory = dirname(path);
  if (!existsSync(directory)) throw new Error(`${path} cannot be saved: there is no directory ${directory}`);
  const prefix = `${basename(path)}.`;
  for (const name of readdirSync(directory)) {
    const pid = name.startsWith(prefix) ? /^(\d+)\.tmp$/.exec(name.slice(prefix.length))?.[1] : undefined;
    if (pid !== undefined && !isRunning(Number(pid))) rmSync(join(directory, name), { force: true });
  }
}
