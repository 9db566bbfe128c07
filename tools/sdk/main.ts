import { join, resolve } from "node:path";
import { generateSdk, type SdkLanguage } from "./generate";

/** `npm run sdk -- <folder>`: the SDKs of Python, Go and .NET, each in a folder of its own. */
const target = resolve(process.argv[2] ?? "sdk");
const LANGUAGES: readonly SdkLanguage[] = ["python", "go", "dotnet"];

async function main(): Promise<void> {
  for (const language of LANGUAGES) await generateSdk(language, join(target, language));
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
