import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { ChatEventType, CozeAPI, RoleType, type BotInfo } from "@coze/api";
import { startEmulator, type Emulator } from "../../emulator";
import { pythonWith } from "./python";

const COZEPY = "0.20.0";

/** The calls of an official client, and the values that it read from the answers. */
export interface ClientRun {
  readonly client: string;
  readonly calls: readonly { readonly route: string; readonly sent: readonly string[] }[];
  readonly read: unknown;
}

/** Runs one life of a bot with Coze's official JavaScript client. */
export function runJavaScriptClient(): Promise<ClientRun> {
  return recorded("@coze/api", async ({ url, token, spaceId }) => {
    const coze = new CozeAPI({ baseURL: url, token });
    const prompt = (text: string) => ({ prompt_info: { prompt: text } });
    const { bot_id } = await coze.bots.create({ space_id: spaceId, name: "Official", ...prompt("You are kind.") });
    await coze.bots.update({ bot_id, name: "Official 2", ...prompt("You are brief.") });
    const draft = await coze.bots.retrieveNew(bot_id, { is_published: false });
    await coze.bots.publish({ bot_id, connector_ids: ["1024"] });
    const live = await coze.bots.retrieveNew(bot_id, { is_published: true });
    const old = await v1(coze.bots).retrieve({ bot_id });
    const listed = await coze.bots.listNew({ workspace_id: spaceId, publish_status: "all" });
    const question = { role: RoleType.User, content: "Are you there?", content_type: "text" } as const;
    const answers: string[] = [];
    for await (const { event, data } of coze.chat.stream({
      bot_id,
      user_id: "somebody",
      additional_messages: [question],
    })) {
      if (event === ChatEventType.CONVERSATION_MESSAGE_COMPLETED) answers.push(data.content);
    }
    const texts = (bot: { name: string; prompt_info: { prompt: string } }) => [bot.name, bot.prompt_info.prompt];
    return {
      draft: texts(draft),
      live: texts(live),
      old: texts(old),
      listed: listed.items.map(({ name }) => name),
      answer: answers[0],
    };
  });
}

/** The client's old read, which it marks as deprecated. */
function v1(bots: CozeAPI["bots"]): { retrieve(args: { bot_id: string }): Promise<BotInfo> } {
  return bots;
}

/** Runs the same with Coze's official Python client. */
export async function runPythonClient(): Promise<ClientRun> {
  const python = await pythonWith(`cozepy-${COZEPY}`, [`cozepy==${COZEPY}`]);
  return recorded("cozepy", async ({ url, token, spaceId }) => {
    const script = join(__dirname, "python-client.py");
    const { stdout } = await promisify(execFile)(python, [script, url, token, spaceId], { timeout: 60_000 });
    return JSON.parse(stdout) as unknown;
  });
}

async function recorded(client: string, life: (emulator: Emulator) => Promise<unknown>): Promise<ClientRun> {
  const emulator = await startEmulator();
  try {
    const read = await life(emulator);
    const calls = emulator.calls.map(({ route, body, query }) => ({
      route,
      sent: [...Object.keys(query), ...Object.keys((body as object | undefined) ?? {})].sort(),
    }));
    return { client, calls, read };
  } finally {
    await emulator.close();
  }
}
