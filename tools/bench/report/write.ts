import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Results } from "../run";
import { figures } from "./figures";
import { describeMachine } from "./machine";
import { tables } from "./table";

const RESULTS = join(__dirname, "..", "results");

/** Writes a run's results as JSON, Markdown and a picture; returns the Markdown. */
export async function writeResults(results: Results, loadBefore: number): Promise<string> {
  const machine = await describeMachine(loadBefore);
  const text = tables(results, machine);
  await mkdir(RESULTS, { recursive: true });
  const write = (name: string, content: string): Promise<void> => writeFile(join(RESULTS, name), content);
  await write("bench.json", JSON.stringify({ machine, figures: figures(results), ...results }, null, 2));
  await write("bench.md", `${text}\n`);
  // An ES module below it, which not every loader takes: so the tables do not wait for it.
  const { chart } = await import("./chart.js");
  await write("bench.svg", await chart(results));
  return text;
}
