import * as fs from "node:fs";
import * as path from "node:path";
import { LocalWorkspace, type PulumiFn, type Stack } from "@pulumi/pulumi/automation";
import { CozeBot, CozeBotPublication } from "pulumi-coze";

interface Customer {
  readonly name: string;
  readonly tone: string;
}

/** A stack for each customer, so that one customer's failure is not another's. */
const PROJECT = "customer-bots";

const programOf =
  ({ name, tone }: Customer): PulumiFn =>
  () => {
    const prompt = `You answer questions of customers. Your tone is ${tone}.`;
    const bot = new CozeBot("support", { name, promptInfo: { prompt } });
    const live = new CozeBotPublication("support", { bot });
    return Promise.resolve({ botId: bot.id, version: live.version });
  };

const open = (stackName: string, program: PulumiFn): Promise<Stack> =>
  LocalWorkspace.createOrSelectStack({ projectName: PROJECT, stackName, program });

async function apply(customers: Readonly<Record<string, Customer>>): Promise<void> {
  for (const [id, customer] of Object.entries(customers)) {
    const stack = await open(id, programOf(customer));
    const { outputs } = await stack.up();
    console.log(`${id}: bot ${outputs["botId"]?.value}, version ${outputs["version"]?.value}`);
  }
  // Whoever is no longer in the list: the bot leaves its channels, and its draft stays on Coze.
  const workspace = await LocalWorkspace.create({ projectSettings: { name: PROJECT, runtime: "nodejs" } });
  for (const { name } of await workspace.listStacks()) {
    if (name in customers) continue;
    const stack = await open(name, async () => {});
    await stack.destroy();
    await stack.workspace.removeStack(name);
    console.log(`${name}: removed`);
  }
}

const file = process.argv[2] ?? path.join(__dirname, "customers.json");
apply(JSON.parse(fs.readFileSync(file, "utf8")) as Record<string, Customer>).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
