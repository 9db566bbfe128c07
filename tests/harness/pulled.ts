import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pull, type PullOptions } from "../../provider/cli/pull/pull";
import { Session } from "../../provider/session/session";
import { exported } from "./engine/exported";
import type { Scene } from "./engine/scene";

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/** A folder with these files. */
export function projectOf(files: Readonly<Record<string, string | Buffer>>): Folder {
  const folder = new Folder(realpathSync(mkdtempSync(join(tmpdir(), "pulumi-coze-pull-"))));
  folders.push(folder.path);
  for (const [name, content] of Object.entries({ "Pulumi.yaml": "name: bots\nruntime: nodejs\n", ...files })) {
    folder.write(name, content);
  }
  return folder;
}

export class Folder {
  constructor(readonly path: string) {}

  write(name: string, content: string | Buffer): void {
    const file = join(this.path, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }

  read(name: string): string {
    return readFileSync(join(this.path, name), "utf8");
  }

  /** Commits all files to a repository in the folder. */
  commit(): void {
    const git = (...args: string[]) =>
      execFileSync(
        "git",
        ["-c", "user.name=Ada", "-c", "user.email=ada@example.com", "-c", "core.autocrlf=false", ...args],
        {
          cwd: this.path,
          stdio: "ignore",
        },
      );
    git("init", "-q");
    git("add", "-A");
    git("commit", "-q", "-m", "all");
  }
}

export interface Pulled {
  readonly code: number;
  readonly text: string;
}

/** Runs `pulumi-coze pull` in the folder, with the state of the scene. */
export async function pullOf(t: Scene, folder: Folder, options: Partial<PullOptions> = {}): Promise<Pulled> {
  const { url, token } = t.emulator;
  const env = { COZE_API_BASE: url, COZE_API_TOKEN: token };
  const session = new Session({ env, write: () => undefined, clock: t.clock });
  const printed: string[] = [];
  const write = jest.spyOn(process.stdout, "write").mockImplementation((text) => printed.push(String(text)) > 0);
  const flags = { write: false, check: false, live: false, force: false };
  try {
    const given = { ...flags, only: [], state: exported(t.engine.state), folder: folder.path, ...options };
    const code = await pull(session, given);
    return { code, text: printed.join("") };
  } finally {
    write.mockRestore();
  }
}
