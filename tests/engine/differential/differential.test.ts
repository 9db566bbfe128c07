import { openWorkspace } from "../../harness/cli/stack";
import type { Workspace } from "../../harness/cli/workspace";
import { FAILING } from "./failing";
import { TOGETHER } from "./histories";
import { inProcess, onCli } from "./sides";
import { woven } from "./weave";

// What holds the engine in process, which most tests run on, to the real one.

let ws: Workspace;
beforeAll(async () => {
  ws = await openWorkspace();
});
afterAll(() => ws.close());

const all = woven(`side by side, ${TOGETHER.map(({ name }) => name).join("; ")}`, TOGETHER);

test.each([all, FAILING])("both engines do the same: $name", async (history) => {
  const [real, own] = [await onCli(ws)(history), await inProcess(history)];
  for (const [i, operation] of history.operations.entries()) {
    const at = `${i + 1}, ${operation.do}`;
    expect({ at, failed: own[i]?.failed }).toEqual({ at, failed: operation.fails ?? false });
    expect({ at, ...own[i] }).toEqual({ at, ...real[i] });
  }
});
