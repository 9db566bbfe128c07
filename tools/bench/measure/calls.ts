import { PACKAGE } from "../contenders";
import { openPlace, PARALLEL } from "../setup";

/** One bot with knowledge and one without; one publication on the API channel, one on two channels. */
const PROGRAM = (edited: boolean): string => `
const { CozeBot, CozeBotPublication } = require("pulumi-coze");
const plain = new CozeBot("plain", { name: "plain", description: ${JSON.stringify(edited ? "edited" : "first")} });
const knowing = new CozeBot("knowing", { name: "knowing", knowledge: { datasetIds: ["7360000000000000009"] } });
new CozeBotPublication("plain", { bot: plain });
new CozeBotPublication("knowing", { bot: knowing, connectorIds: ["1024", "999"] });
`;

export type CallsByStep = Record<string, Record<string, number>>;

/** Which calls each step makes, by route. */
export async function callsByStep(): Promise<CallsByStep> {
  const place = await openPlace(PACKAGE.id, { latencyMs: 0, source: PROGRAM(false) });
  const { ws, emulator } = place;
  const steps: CallsByStep = {};
  const args = { args: ["--parallel", String(PARALLEL)] };
  const count = async (step: string, run: () => Promise<unknown>): Promise<void> => {
    emulator.clearCalls();
    await run();
    const counts: Record<string, number> = {};
    for (const { route, query } of emulator.calls) {
      const which = query["is_published"] ? ` (${query["is_published"] === "true" ? "published" : "draft"})` : "";
      counts[route + which] = (counts[route + which] ?? 0) + 1;
    }
    steps[step] = counts;
  };
  try {
    await count("create of 2 bots, one with knowledge, and 2 publications", () => ws.up(args));
    await count("no-op preview", () => ws.preview({ ...args, expectNoChanges: true }));
    await count("no-op up", () => ws.up({ ...args, expectNoChanges: true }));
    await ws.writeProgram(PROGRAM(true));
    await count("edit of one bot", () => ws.up(args));
    await count("refresh of 2 bots, one on 1024, one on 1024 and 999", () => ws.refresh(args));
    await count("destroy of 3 channels", () => ws.destroy(args));
  } finally {
    await place.close();
  }
  return steps;
}
