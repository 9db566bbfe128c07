import { cpSync, existsSync } from "node:fs";
import { mkdtemp, readdir, readFile, realpath, rm } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import pkg from "../../../package.json";
import { pythonMissing } from "../../../tools/fidelity/python";
import { packArchives } from "../../../tools/plugin/archives";
import { ensureLanguageHost } from "../../../tools/pulumi-cli/hosts";
import { generateSdk } from "../../../tools/sdk/generate";
import { listen } from "../../harness/listen";
import { sharedPython } from "../../harness/plugin/python";
import { testWith } from "../../harness/test-with";
import { CREATE, LIST, openWith, PUBLISH, UPDATE } from "./harness";

const EXAMPLE = join(__dirname, "..", "..", "..", "examples", "python");

let folder: string;
let releases: Server;
let address: string;
const asked: string[] = [];
beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), "pulumi-coze-python-")));
  releases = createServer(({ url = "" }, answer) => {
    asked.push(url);
    readFile(join(folder, "release", basename(url))).then(
      (archive) => answer.end(archive),
      () => answer.writeHead(404).end(),
    );
  });
  address = await listen(releases);
});
afterAll(async () => {
  releases.close();
  await rm(folder, { recursive: true, force: true });
});

/** A copy of the shared environment, with the SDK as it is with another address of the plugin. */
async function environmentWith(pluginDownloadURL: string): Promise<string> {
  const virtualenv = join(folder, "venv");
  // A link that was made absolute would lead back to the shared environment.
  cpSync(await sharedPython(), virtualenv, { recursive: true, verbatimSymlinks: true });
  const [version = ""] = await readdir(join(virtualenv, "lib"));
  const installed = join(virtualenv, "lib", version, "site-packages", "pulumi_coze");
  await generateSdk("python", join(folder, "sdk"), { schema: { pluginDownloadURL } });
  // The wheel has the file with the address.
  expect(existsSync(join(installed, "pulumi-plugin.json"))).toBe(true);
  cpSync(join(folder, "sdk", "pulumi_coze"), installed, { recursive: true });
  return virtualenv;
}

testWith(pythonMissing())(
  "the example in Python runs without a plugin on the machine: the engine gets it from the SDK's address",
  async () => {
    await packArchives(join(folder, "release"));
    // The released SDK has the address of the releases in the same place.
    const virtualenv = await environmentWith(address);
    const t = await openWith([await ensureLanguageHost("python"), join(virtualenv, "bin")], {
      env: { PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: undefined },
    });
    cpSync(EXAMPLE, t.ws.projectDir, { recursive: true });
    cpSync(virtualenv, join(t.ws.projectDir, "venv"), { recursive: true });

    expect((await t.up()).calls).toEqual([LIST, CREATE, PUBLISH]);
    expect(asked).toEqual([expect.stringMatching(`^/pulumi-resource-coze-v${pkg.version}-\\w+-\\w+\\.tar\\.gz$`)]);
    const prompt = join("prompts", "support.md");
    expect(t.bot.draft.prompt_info?.prompt).toBe(await readFile(join(EXAMPLE, prompt), "utf8"));
    expect(Object.keys(t.bot.published).sort()).toEqual(["1024", "999"]);

    await t.writeFile(prompt, "Be brief.\n");
    expect((await t.up()).calls).toEqual([UPDATE, PUBLISH]);
    expect(await t.ws.outputs()).toEqual({ botId: t.bot.id, version: t.bot.versions[0]?.version });
    // What was got is kept.
    expect(asked).toHaveLength(1);
  },
);
