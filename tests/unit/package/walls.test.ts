import { execFileSync } from "node:child_process";
import path from "node:path";

const ROOT = path.join(__dirname, "../../..");

const REFUSED = [
  ["provider/session/session.ts", `import * as pulumi from "@pulumi/pulumi";`],
  ["provider/resources/bot/lifecycle.ts", `import type { Output } from "@pulumi/pulumi";`],
  ["provider/resources/bot/lifecycle.ts", `import { CozeBot } from "../../program/bot";`],
  ["provider/resources/bot/lifecycle.ts", `import type { CozeBotArgs } from "../../program/bot";`],
  ["provider/resources/bot/lifecycle.ts", `import { KINDS } from "../../kinds";`],
  ["provider/client/bots.ts", `import type { Session } from "../session/session";`],
  ["provider/session/session.ts", `import type { Kind } from "../host/kind";`],
  ["verify/verify.ts", `import { Session } from "../provider/session/session";`],
  ["provider/resources/bot/lifecycle.ts", `import { audit } from "../../cli/audit";`],
  ["provider/program/bot.ts", `import * as z from "zod";`],
  ["provider/program/bot.ts", `import { botInputs } from "../resources/bot/inputs";`],
  ["provider/program/provider.ts", `import { Session } from "../session/session";`],
  ["provider/index.ts", `export { Session } from "./session/session";`],
  ["provider/client/bots.ts", `import { hosted } from "../host/dynamic";`],
  ["provider/client/http/call.ts", `import type { Session } from "../../session/session";`],
  ["provider/program/bot.ts", `import * as z from "zod/mini";`],
  ["provider/host/dynamic.ts", `import { botLifecycle } from "../resources/bot/lifecycle";`],
  ["provider/values/text.ts", `import { Session } from "../session/session";`],
  ["provider/resources/bot/lifecycle.ts", "export const owner = (bot) => bot.owner_user_id;"],
  ["provider/resources/bot/lifecycle.ts", 'export const owner = (bot) => bot["owner_user_id"];'],
  ["provider/program/lookups/bots.ts", "export const owner = ({ owner_user_id: id }) => id;"],
  ["provider/cli/main.ts", `import { startEmulator } from "../../emulator";`],
  ["provider/cli/main.ts", `import { until } from "../../tests/harness/until";`],
  ["emulator/server.ts", `import { CozeApi } from "../provider/client/api";`],
  ["emulator/api/route.ts", `import { CozeBot } from "pulumi-coze";`],
];

const ALLOWED = [
  ["provider/program/bot.ts", `import * as pulumi from "@pulumi/pulumi";`],
  ["provider/program/bot.ts", `import type { BotInputs } from "../resources/bot/inputs";`],
  ["provider/program/bot.ts", `import { CozeApiError } from "../client/errors/errors";`],
  ["provider/host/plugin/server.ts", `import { Kinds } from "./kinds";`],
  ["verify/verify.ts", `import { Probe } from "../provider/client/probe";`],
  ["provider/resources/bot/lifecycle.ts", `import { FIELDS } from "./fields";`],
  ["provider/resources/bot/wire.ts", "export const owner = (bot) => bot.owner_user_id;"],
  ["provider/client/bots.ts", "export const owner = (bot) => bot.owner_user_id;"],
  ["tests/unit/package/mocks.ts", `import { startEmulator } from "../../../emulator";`],
];

/** By the rules of the project's configuration for that file, without its types: how often the code is refused. */
const LINT = `
  import { ESLint, Linter } from "eslint";
  import tseslint from "typescript-eslint";
  const eslint = new ESLint();
  const counts = [];
  for (const [file, code] of ${JSON.stringify([...REFUSED, ...ALLOWED])}) {
    const { rules } = await eslint.calculateConfigForFile(file);
    const walls = Object.fromEntries(Object.entries(rules).filter(([name]) => name.includes("no-restricted")));
    const languageOptions = { parser: tseslint.parser };
    const plugins = { "@typescript-eslint": tseslint.plugin };
    counts.push(new Linter().verify(code, { languageOptions, plugins, rules: walls }).length);
  }
  process.stdout.write(JSON.stringify(counts));
`;

test("the walls between the rooms refuse what they are for, and nothing else", () => {
  const output = execFileSync(process.execPath, ["--input-type=module", "-e", LINT], { cwd: ROOT, encoding: "utf8" });
  const counts = JSON.parse(output) as number[];
  const samples = [...REFUSED, ...ALLOWED].map((sample, i) => [sample.join(": "), (counts[i] ?? 0) > 0]);
  expect(samples.filter(([, refused]) => refused)).toEqual(REFUSED.map((sample) => [sample.join(": "), true]));
});
