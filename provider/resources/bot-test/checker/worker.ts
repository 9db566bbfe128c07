import { parentPort } from "node:worker_threads";
import type { Job } from "./threads";

/**
 * The code of a thread, which can be ended at its time limit. The build bundles it into one file with the validator.
 */
parentPort?.on("message", (job: Job) => {
  void done(job).then((result) => parentPort?.postMessage(result));
});
parentPort?.postMessage("ready");

async function done(job: Job): Promise<unknown> {
  if (job.kind === "match") return new RegExp(job.pattern, job.flags).test(job.text);
  // Only the first schema loads the validator: loading it takes as long as all other work in a run of tests.
  const { fits, schemaProblems } = await import("./schema.js");
  return job.kind === "fit" ? fits(job.schema, job.value) : schemaProblems(job.schema);
}
