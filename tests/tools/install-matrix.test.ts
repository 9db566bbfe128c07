import { mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runCell } from "../../tools/install-matrix/cell";
import { nameOf, QUICK } from "../../tools/install-matrix/cells";
import { pack, Tools } from "../../tools/install-matrix/tools";

jest.setTimeout(300_000);

let dir: string;
let tarball: string;
beforeAll(async () => {
  dir = await realpath(await mkdtemp(join(tmpdir(), "pulumi-coze-install-")));
  tarball = await pack(dir);
});
afterAll(() => rm(dir, { recursive: true, force: true }));

test.each(QUICK.map((cell, i) => ({ name: nameOf(cell), cell, i })))(
  "works installed from its tarball: $name",
  async ({ cell, i }) => {
    await runCell(cell, join(dir, `cell-${i}`), tarball, new Tools(join(dir, "tools")));
  },
);
