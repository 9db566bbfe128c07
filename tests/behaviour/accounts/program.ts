import type { Emulator } from "../../../emulator";

/**
 * Bots of three workspaces of two accounts. The token of one instance comes with the program, that of the other from the
 * environment at each run; the bot at home is of the default provider, or of an instance as well.
 */
export const threeWorkspaces =
  (home: Emulator, abroad: Emulator) =>
  (prompt: string, homeProvider: "default" | "instance" = "default"): string => `
  const { CozeProvider, getBots } = require("pulumi-coze");
  const settings = { baseUrl: ${JSON.stringify(abroad.url)}, requestsPerSecond: 1000, allowSameName: true };
  const byToken = new CozeProvider("byToken", { ...settings, token: process.env.TOKEN_ABROAD, spaceId: "${abroad.spaceId}" });
  const byEnv = new CozeProvider("byEnv", { ...settings, tokenEnv: "TOKEN_BY_ENV", spaceId: "${abroad.otherSpaceId}" });
  const home = ${
    homeProvider === "instance"
      ? `new CozeProvider("home", { baseUrl: "${home.url}", token: process.env.COZE_API_TOKEN, spaceId: "${home.spaceId}" })`
      : "undefined"
  };
  for (const [name, provider] of Object.entries({ home, byToken, byEnv })) {
    const bot = new CozeBot(name, { name, promptInfo: { prompt: ${JSON.stringify(prompt)} } }, { provider });
    new CozeBotPublication(name, { bot }, { provider });
  }
  const namesOf = async (provider) => (await getBots({}, { provider })).map(({ name }) => name);
  module.exports = async () => ({ listed: await Promise.all([home, byToken, byEnv].map(namesOf)) });
`;
