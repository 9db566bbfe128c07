import { checkIds, defineCommand } from "../command";

export const doctorCommand = defineCommand({
  usage: `[--space <id>] [--json]
      Says what is wrong between a program and its workspace: versions, settings, network, clock, token, permission points.
      Reads only, ten API calls at most. Ends with 1 where something fails.`,
  options: { space: { type: "string" }, json: { type: "boolean" } },
  async run({ space, json }) {
    checkIds("space", space === undefined ? [] : [space]);
    const { diagnose, printDiagnosis } = await import("../doctor/doctor.js");
    const diagnosis = await diagnose(space);
    if (json) process.stdout.write(`${JSON.stringify(diagnosis)}\n`);
    else printDiagnosis(diagnosis);
    return diagnosis.ok ? 0 : 1;
  },
});
