import { parentPort } from "node:worker_threads";
import type { Job } from "./threads";

/**
 * Runs in a thread of its own, which can be ended at its time limit. The build bundles it into one file with the
 * validator.
 */
parentPort?.on("message", (job: Job) => {
  void done(job).then((result) => parentPort?.postMessage(result));
});
parentPort?.postMessage("ready");

async function done(job: Job): Promise<unknown> {
  if (job.kind === "match") return new RegExp(job.pattern, job.flags).test(job.text);
  // Loaded by the first schema only: it takes as long as all else in a run of tests.
  const { fits, schemaProblems } = await import("./schema.js");
  return job.kind === "fit" ? fits(job.schema, job.value) : schemaProblems(job.schema);
}
