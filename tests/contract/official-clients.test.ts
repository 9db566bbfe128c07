import { readFileSync } from "node:fs";
import { runJavaScriptClient, runPythonClient, type ClientRun } from "../../tools/fidelity/clients";
import { CLIENT_RUNS } from "../../tools/fidelity/page";
import { pythonMissing } from "../../tools/fidelity/python";
import { testWith } from "../harness/test-with";

const recorded = JSON.parse(readFileSync(CLIENT_RUNS, "utf8")) as ClientRun[];
const of = (client: string) => recorded.find((run) => run.client === client);

test("@coze/api sends and reads what is recorded of it", async () => {
  expect(await runJavaScriptClient()).toEqual(of("@coze/api"));
});

testWith(pythonMissing())("cozepy sends and reads what is recorded of it", async () => {
  expect(await runPythonClient()).toEqual(of("cozepy"));
});

test("both read the same", () => {
  expect(of("cozepy")?.read).toEqual(of("@coze/api")?.read);
});
