import { parse } from "yaml";
import { blocksOf, PAGES, WORKFLOWS } from "./pages";

interface Step {
  run?: string;
  uses?: string;
  with?: Record<string, string | boolean>;
}

const withoutComment = (line: string): string => line.replace(/(^|\s+)#.*$/, "").trim();

/** The lines of the `sh` blocks of a page. */
export const linesOf = (text: string): string[] => text.split("\n").map(withoutComment).filter(Boolean);

/** What a step of a workflow runs; the action of Pulumi with a command runs the CLI. */
function ofStep({ run, uses, with: given = {} }: Step): string[] {
  if (run !== undefined) return linesOf(run);
  if (!uses?.startsWith("pulumi/actions@") || given.command === undefined) return [];
  return [`pulumi ${given.command}${given.diff ? " --diff" : ""} --stack ${given["stack-name"]}`];
}

export const ofWorkflow = (text: string): string[] => {
  const { jobs } = parse(text) as { jobs: Record<string, { steps?: Step[] }> };
  return Object.values(jobs).flatMap(({ steps = [] }) => steps.flatMap(ofStep));
};

/** Every command that the documentation and the sample workflows tell to run, and where. */
export function commands(): Map<string, string[]> {
  const found = new Map<string, string[]>();
  const add = (line: string, where: string) => found.set(line, [...(found.get(line) ?? []), where]);
  for (const page of PAGES)
    for (const block of blocksOf(page, "sh"))
      for (const line of linesOf(block.code)) add(line, `${page.path}:${block.line}`);
  for (const { path, text } of WORKFLOWS) for (const line of ofWorkflow(text)) add(line, path);
  return found;
}

/**
 * The commands that `commands.test.ts` does not run as they stand: the test that runs the same in another way, or the reason
 * why none does.
 */
export const NOT_RUN_HERE: Readonly<Record<string, string>> = {
  "pulumi preview --diff": "tests/docs/commands.test.ts: with --stack, as preview.yml has it",
  "pulumi preview": "tests/docs/commands.test.ts: the preview of `pulumi up`",
  "pulumi refresh --preview-only --expect-no-changes":
    "tests/docs/commands.test.ts: with --diff and --stack, as drift.yml has it",
  "pulumi stack export | npx pulumi-coze audit --space <workspace id>":
    "tests/docs/commands.test.ts: with --stack, as drift.yml has it",
  "npm ci": ".ci/run",
  "npm test": ".ci/run",
  "npm ci && npm test": ".ci/run",
  "npm run lint": ".github/workflows/ci.yml: a job beside the tests",
  "npm run test:unit": "package.json: a part of `npm test`",
  "npm run pulumi-cli": "package.json: a part of `npm test`",
  "npx jest tests/engine/acceptance": "package.json: a part of `npm test`",
  "npm ci && npm run demo": "tests/engine/acceptance/demo.test.ts",
  "npm run emulator": "tests/unit/emulator/main.test.ts",
  "export COZE_API_BASE=http://127.0.0.1:8888 COZE_API_TOKEN=<a token from its console> COZE_SPACE_ID=<workspace id>":
    "tests/behaviour/studio/doctor.test.ts: in the environment of the test",
  "npx pulumi-coze doctor": "tests/behaviour/studio/doctor.test.ts",
  'npx pulumi-coze emulator --data .coze.json --exec "pulumi up"':
    "tests/engine/examples/template.test.ts: the same with a port and --yes",
  "npx pulumi-coze import --space <workspace> --seed seed.json": "tests/engine/cli/import-seed.test.ts",
  "npx pulumi-coze emulator": "tests/unit/emulator/main.test.ts",
  "npm run try": "tests/engine/examples/template.test.ts",
  "npm run apply": "tests/engine/examples/automation.test.ts",
  "export COZE_SPACE_ID=<workspace id>": "tests/engine/examples/automation.test.ts: in the environment of the command",
  "export PULUMI_CONFIG_PASSPHRASE=<passphrase>":
    "tests/engine/examples/automation.test.ts: in the environment of the command",
  "pulumi login file://~": "tests/engine/examples/automation.test.ts: with a backend of its own in the environment",
  "pulumi stack init prod": "tests/engine/examples/template.test.ts: with the stack dev",
  "pulumi stack init dev": "tests/engine/examples/template.test.ts",
  "npm run docs": "package.json: `npm run lint` compares what it writes",
  "npm run schema": "tests/unit/plugin/schema.test.ts: the same schema, held to the file",
  "npm run fidelity": "tests/docs/fidelity.test.ts: the page alone",
  "npm run record": "tests/tools/recording.test.ts: all but the recorded run, which needs `script`",
  "npm run install-matrix": ".github/workflows/ci.yml: three of its cells; release.yml: all",
  "npm run rehearsal": "by hand, before a release: it publishes and installs for minutes",
  "npm run kubernetes": ".github/workflows/nightly.yml: its provider takes minutes to build",
  "npm run kills": ".github/workflows/nightly.yml: about an hour, every night",
  "npm run bench": ".github/workflows/nightly.yml: one pair, every night; tests/tools/bench.test.ts has its table",
  "npm run mutate": "by hand: it runs these tests themselves, again and again",
  "npm install": "npm run install-matrix: of the packed package",
  "npm install pulumi-coze @pulumi/pulumi": "npm run install-matrix: likewise",
  "npx pulumi-coze test suite.json --bot <bot id> --draft --junit results.xml": "tests/engine/cli/test.test.ts",
  "npx pulumi-coze test suite.json --bot <bot id> --draft": "tests/engine/cli/test.test.ts",
  "npx pulumi-coze compare suite.json --baseline <bot id> --candidate <shadow bot id>@draft --format markdown":
    "tests/engine/cli/compare.test.ts",
  "npx pulumi-coze compare suite.json --baseline <bot id> --candidate <bot id>@draft":
    "tests/engine/cli/compare.test.ts",
  "node server.mjs &": "tests/engine/examples/callback-alarm.test.ts",
  "pulumi stack init alarm": "tests/engine/examples/callback-alarm.test.ts",
  "pulumi config set coze:alarmUrl https://alarm.example.com":
    "tests/engine/examples/callback-alarm.test.ts: with an address of this machine",
  "VERIFY_TOKEN=$(pulumi stack output verifyToken --show-secrets) node server.mjs":
    "tests/engine/examples/callback-alarm.test.ts",
  "pulumi stack init no-worse": "tests/engine/examples/no-worse.test.ts",
  "pulumi up --stack review": "tests/engine/examples/no-worse.test.ts",
  'echo "SHADOW=$(pulumi stack output botId --stack review)" >> "$GITHUB_ENV"':
    "tests/engine/examples/no-worse.test.ts: the same output",
  'npx pulumi-coze compare suite.json --baseline "$LIVE" --candidate "$SHADOW@draft" --format markdown > compare.md':
    "tests/engine/cli/compare.test.ts: into a file",
  'test -s compare.md || echo "$MARK The bots could not be compared, see the run." > compare.md':
    "nothing of this package: it is GitHub's",
  'echo "COMMENT=$(gh api "$COMMENTS" --paginate --jq \'.[] | select(.body | startswith("<!-- pulumi-coze compare -->")) | .id\' | head -1)" >> "$GITHUB_ENV"':
    "nothing of this package: it is GitHub's",
  'gh pr comment "$NUMBER" --body-file compare.md': "nothing of this package: it is GitHub's",
  'gh api --method PATCH "repos/$GITHUB_REPOSITORY/issues/comments/$COMMENT" --field body=@compare.md':
    "nothing of this package: it is GitHub's",
  "npx pulumi-coze doctor --space <workspace>": "tests/engine/cli/doctor.test.ts",
  "npx pulumi-coze verify --space <workspace>": "tests/engine/cli/verify.test.ts",
  "npx pulumi-coze verify --space <workspace> --write --record coze-cn.jsonl": "tests/engine/cli/verify.test.ts",
  "export HTTPS_PROXY=http://user:password@proxy.example.com:8080": "tests/unit/client/proxy.test.ts",
  "export NO_PROXY=.example.com": "tests/unit/client/proxy.test.ts",
  "export NODE_EXTRA_CA_CERTS=/etc/ssl/certs/company.pem": "tests/unit/client/proxy.test.ts",
  "pulumi import coze:index:Bot support 7342866800000000001": "tests/engine/plugin/import.test.ts",
  "pulumi import coze:index:Publication support 7342866800000000001": "tests/engine/plugin/import.test.ts",
  "PLUGIN=./node_modules/pulumi-coze/plugin/pulumi-resource-coze":
    "tests/engine/plugin/import.test.ts: the path itself",
  "pulumi do --package $PLUGIN coze:index:Bot list": "tests/engine/plugin/import.test.ts",
  "pulumi do --package $PLUGIN coze:index:Dataset list --space-id 7342866800000000002":
    "tests/contract/plugin/listing.test.ts: the plugin's answer",
  "pulumi do --package $PLUGIN coze:index:Document list --dataset-id 7342866800000000003":
    "tests/contract/plugin/listing.test.ts: the plugin's answer",
  "pulumi stack output promotion --json --stack prod": "tests/engine/examples/promotion.test.ts: the same output",
  "python3 -m venv venv": "tests/engine/plugin/python-example.test.ts: with the wheel in an environment of its own",
  "venv/bin/pip install --find-links . -r requirements.txt": "tests/engine/plugin/python-example.test.ts: likewise",
  "pulumi plugin install resource coze v0.1.0 --file pulumi-resource-coze-v0.1.0-linux-amd64.tar.gz":
    "tests/engine/plugin/installed.test.ts: with the archive of the machine that it runs on",
  ...Object.fromEntries(
    ofWorkflow(WORKFLOWS.find(({ path }) => path === "docs/ci/console.yml")?.text ?? "")
      .filter((line) => line !== "npm ci")
      .map((line) => [line, "tests/engine/cli/console-workflow.test.ts"]),
  ),

  // The examples are run with what these set, written into the stack's file.
  "pulumi stack init adopt": "tests/engine/examples/adopt-existing.test.ts",
  "pulumi stack init clone": "tests/engine/examples/clone-tested.test.ts",
  "pulumi stack init compose": "tests/engine/examples/compose.test.ts",
  "pulumi stack init knowledge": "tests/engine/examples/knowledge-bot.test.ts",
  "pulumi stack init prompts": "tests/engine/examples/prompt-files.test.ts",
  "pulumi up --policy-pack <the folder of this pack>": "tests/engine/examples/policies.test.ts: a preview",
  "pulumi stack init staging": "tests/engine/examples/tested.test.ts",
  "pulumi stack init rollback": "tests/engine/examples/rollback.test.ts",
  "pulumi config set coze:spaceId <the workspace of the bot>": "tests/engine/examples/adopt-existing.test.ts",
  "pulumi config set coze:botId <bot>": "tests/engine/examples/adopt-existing.test.ts",
  "pulumi config set coze:adoptVersion <the version that is live>": "tests/engine/examples/adopt-existing.test.ts",
  "pulumi config rm coze:botId": "tests/behaviour/examples/histories.test.ts",
  "pulumi config rm coze:adoptVersion": "tests/behaviour/examples/histories.test.ts",
  "pulumi config set coze:spaceId <the workspace to publish in>": "tests/engine/examples/clone-tested.test.ts",
  "pulumi config set coze:testedBotId <the bot that was tested>": "tests/engine/examples/clone-tested.test.ts",
  "pulumi config set coze:testedVersion <its version that was tested>": "tests/engine/examples/clone-tested.test.ts",
  "pulumi config set aws:region <region>": "tests/engine/examples/compose.test.ts",
  "for stack in dev staging prod; do pulumi stack init $stack; done": "tests/engine/examples/promotion.test.ts",
  "pulumi up --stack dev": "tests/engine/examples/promotion.test.ts",
  "pulumi up --stack staging": "tests/engine/examples/promotion.test.ts",
  "pulumi up --stack prod": "tests/engine/examples/promotion.test.ts",
  "pulumi config set coze:release 1.0": "tests/engine/examples/rollback.test.ts",
  "git checkout v1.0 -- .": "nothing of this package: it is Git's",
};
