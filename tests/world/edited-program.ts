import type { Deployment } from "../harness/engine/deployment";
import type { Program } from "../harness/engine/engine";
import { urnOf } from "../harness/engine/names";
import type { Lines } from "./lines";

export const BOTS = ["support", "sales"] as const;
export type Bot = (typeof BOTS)[number];

/** The content of a bot: its texts as lists, whose items are each there once. */
export interface Content {
  readonly prompt: Lines;
  readonly prologue: string;
  readonly questions: Lines;
  readonly temperature: number;
}
export type Contents = Readonly<Record<Bot, Content>>;

const PLAIN = { custom: true, dependencies: [], propertyDependencies: {} };

/** The bots with the content of their files. One is published, the other is a draft alone. */
export function programOf(files: Contents): Program {
  return async (deployment) => {
    for (const bot of BOTS) {
      const { prompt, prologue, questions, temperature } = files[bot];
      const type = "pulumi-nodejs:dynamic/coze:Bot";
      const inputs = {
        ...{ name: bot, promptInfo: { prompt: prompt.join("\n") }, __provider: "the stub", __resource: bot },
        onboardingInfo: { prologue, suggestedQuestions: questions },
        modelInfoConfig: { modelId: "1", temperature },
      };
      const made = await deployment.register({ ...PLAIN, urn: urnOf(type, bot), type, inputs });
      if (bot === "sales") await publish(deployment, made);
    }
    return undefined;
  };
}

async function publish(deployment: Deployment, made: Registered): Promise<void> {
  const { spaceId, contentHash, promotionHash } = made.outputs;
  const inputs = { botId: made.id, spaceId, contentHash, promotionHash, __provider: "the stub", __resource: "sales" };
  const type = "pulumi-nodejs:dynamic/coze:Publication";
  await deployment.register({ ...PLAIN, urn: urnOf(type, "sales"), type, inputs });
}

type Registered = Awaited<ReturnType<Deployment["register"]>>;
