import type { RawConfig } from "./settings";

/** Where the access token comes from. */
export interface Credentials {
  /** Names the source in messages, never the token. */
  readonly source: string;
  token(): Promise<string>;
}

/** Config comes first; the environment stands in where config says nothing. */
export function findCredentials(config: RawConfig, env: NodeJS.ProcessEnv): Credentials {
  if (config.token !== undefined) return fixed("the configuration key coze:token", config.token);
  const fromEnv = env["COZE_API_TOKEN"];
  if (fromEnv) return fixed("the environment variable COZE_API_TOKEN", fromEnv);
  throw new Error(
    "No Coze credentials were found. Set the configuration key coze:token with " +
      "`pulumi config set --secret coze:token <token>`, or the environment variable COZE_API_TOKEN.",
  );
}

function fixed(source: string, token: string): Credentials {
  // A line break pasted along with a token would otherwise surface as an "invalid header" with the token in it.
  const trimmed = token.trim();
  if (!/^[\x21-\x7e]+$/.test(trimmed)) {
    throw new Error(`The token from ${source} holds characters that no access token has.`);
  }
  return { source, token: () => Promise.resolve(trimmed) };
}
