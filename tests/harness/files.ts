import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** A folder of files, such as those of a project or for the assets of a program. */
export class Files {
  constructor(readonly directory: string) {}

  async write(path: string, text: string): Promise<void> {
    const file = join(this.directory, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }

  read(path: string): Promise<string> {
    return readFile(join(this.directory, path), "utf8");
  }

  /** Changes a file; one that is not there is empty. */
  async edit(path: string, change: (text: string) => string): Promise<void> {
    await this.write(path, change(await this.read(path).catch(() => "")));
  }

  rename(from: string, to: string): Promise<void> {
    return rename(join(this.directory, from), join(this.directory, to));
  }

  remove(path = ""): Promise<void> {
    return rm(join(this.directory, path), { recursive: true });
  }

  /** The file as an asset, for the text of a program that runs elsewhere. */
  asset(path: string): string {
    return `new pulumi.asset.FileAsset(${JSON.stringify(join(this.directory, path))})`;
  }
}

/** Opens a folder for a test, until the end of the test file. */
export async function openFiles(): Promise<Files> {
  const files = new Files(await mkdtemp(join(tmpdir(), "pulumi-coze-")));
  open.push(files);
  return files;
}

const open: Files[] = [];
afterAll(() => Promise.all(open.splice(0).map((files) => files.remove())));
