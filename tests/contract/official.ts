import { dirname, join } from "node:path";
import { APIError, CozeAPI, type UpdateBotReq } from "@coze/api";
import { startEmulator, type Emulator } from "../../emulator";
import { failureOf } from "../harness/failure";
import { typeNames, type Names } from "./type-names";

/** The declarations of the official client's bots. */
const DECLARATIONS = join(dirname(require.resolve("@coze/api")), "../types/resources/bots/bots.d.ts");

export function officialNames<T extends string>(...types: T[]): Record<T, Names> {
  return typeNames(DECLARATIONS, types);
}

export interface Platform {
  readonly emulator: Emulator;
  readonly coze: CozeAPI;
}

/** An emulator for the tests of a file, and the official client on it. */
export function openPlatform(): Platform {
  let emulator: Emulator | undefined;
  const started = (): Emulator => {
    if (!emulator) throw new Error("the emulator is started before the first test");
    return emulator;
  };
  beforeAll(async () => {
    emulator = await startEmulator();
  });
  afterAll(() => emulator?.close());
  return {
    get emulator() {
      return started();
    },
    get coze() {
      return clientOf(started());
    },
  };
}

export function clientOf(emulator: Emulator, token = emulator.token): CozeAPI {
  return new CozeAPI({ baseURL: emulator.url, token });
}

/** Everything that the official client can write, by its own types. */
export function everything(): Required<Omit<UpdateBotReq, "bot_id">> {
  return {
    name: "Support",
    description: "Answers",
    icon_file_id: "741",
    prompt_info: { prompt: "You are kind.\r\n" },
    onboarding_info: { prologue: "Hi", suggested_questions: ["One?", "Two?"] },
    knowledge: { dataset_ids: ["71", "72"], auto_call: false, search_strategy: 20 },
    plugin_id_list: {
      id_list: [
        { plugin_id: "1", api_id: "11" },
        { plugin_id: "1", api_id: "12" },
        { plugin_id: "2", api_id: "21" },
      ],
    },
    workflow_id_list: { ids: [{ id: "81" }, { id: "82" }] },
    model_info_config: {
      model_id: "17",
      top_k: 5,
      top_p: 0.5,
      max_tokens: 1000,
      temperature: 0.3,
      context_round: 7,
      response_format: "markdown",
      presence_penalty: 0.1,
      frequency_penalty: 0.2,
    },
    suggest_reply_info: { reply_mode: "customized" as never, customized_prompt: "Short ones" },
  };
}

/** The error of a call that Coze refuses. */
export const failure = (call: Promise<unknown>): Promise<APIError> => failureOf(call, APIError);
