import * as fs from "node:fs";
import * as path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { CozeBot, CozeBotPublication, type ModelInfoConfig, type OnboardingInfo } from "pulumi-coze";
import { parse } from "yaml";

interface Settings {
  name: string;
  description?: string;
  onboardingInfo?: OnboardingInfo;
  modelInfoConfig?: Partial<ModelInfoConfig>;
  connectorIds?: string[];
}

const modelId = new pulumi.Config().require("modelId");
const folder = path.join(__dirname, "bots");

const files = fs.readdirSync(folder).filter((file) => file.endsWith(".md"));

export const versions = Object.fromEntries(
  files.map((file) => {
    // YAML between two lines of dashes, and below them the prompt.
    const text = fs.readFileSync(path.join(folder, file), "utf8");
    const [, yaml = "", prompt = ""] = /^---\r?\n(.*?)\r?\n---\s+(.*)$/s.exec(text) ?? [];
    if (prompt === "") throw new pulumi.RunError(`${file}: settings between two lines of ---, then the prompt`);
    const { connectorIds, modelInfoConfig, ...settings } = parse(yaml) as Settings;

    const { name } = path.parse(file);
    const bot = new CozeBot(name, {
      ...settings,
      promptInfo: { prompt },
      modelInfoConfig: { modelId, ...modelInfoConfig },
    });
    return [name, new CozeBotPublication(name, { bot, connectorIds }).version];
  }),
);
