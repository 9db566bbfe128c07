import { openWorkspace } from "../../harness/cli/stack";
import type { Workspace } from "../../harness/cli/workspace";
import { HISTORIES } from "./histories";
import { inProcess, onCli } from "./sides";

// What holds the engine in process, which most tests run on, to the real one.

jest.setTimeout(300_000);

let ws: Workspace;
beforeAll(async () => {
  ws = await openWorkspace();
});
afterAll(() => ws.close());

test.each(HISTORIES)("both engines do the same: $name", async (history) => {
  const [real, own] = [await onCli(ws)(history), await inProcess(history)];
  for (const [i, operation] of history.operations.entries()) {
    const at = `${i + 1}, ${operation.do}`;
    expect({ at, failed: own[i]?.failed }).toEqual({ at, failed: operation.fails ?? false });
    expect({ at, ...own[i] }).toEqual({ at, ...real[i] });
  }
});
