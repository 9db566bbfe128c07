import { execFileSync } from "node:child_process";
import {
  appendFileSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findSource } from "../../../provider/resources/publication/source/find";
import { addressOf } from "../../../provider/resources/publication/source/repository";
import { CI } from "../../harness/ci";

const dirs: string[] = [];
afterAll(() => dirs.forEach((dir) => rmSync(dir, { recursive: true, force: true })));

const folder = (): string => {
  const dir = realpathSync(mkdtempSync(join(tmpdir(), "pulumi-coze-source-")));
  dirs.push(dir);
  return dir;
};

// A repository of its own, whatever the git of this machine is set to.
const ENV = { GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_SYSTEM: "/dev/null", GIT_CEILING_DIRECTORIES: tmpdir() };
const git = (cwd: string, ...args: string[]): string => {
  const named = ["-c", "user.name=Ada", "-c", "user.email=ada@example.com", "-c", "commit.gpgsign=false", ...args];
  return execFileSync("git", named, { cwd, env: { ...process.env, ...ENV }, encoding: "utf8", stdio: "pipe" }).trim();
};

function repository(): string {
  const dir = folder();
  git(dir, "init", "-q", "-b", "main");
  writeFileSync(join(dir, "index.ts"), "1\n");
  git(dir, "add", ".");
  git(dir, "commit", "-q", "-m", "one");
  return dir;
}

const sourceIn = (cwd: string) => findSource({ env: ENV, cwd });

describe("git, where no CI server says it", () => {
  test("commit and branch, and that nothing is changed", () => {
    const dir = repository();
    writeFileSync(join(dir, "not-in-git.log"), "");
    expect(sourceIn(dir)).toEqual({ commit: git(dir, "rev-parse", "HEAD"), branch: "main", dirty: false });
  });

  test("a changed file is said", () => {
    const dir = repository();
    appendFileSync(join(dir, "index.ts"), "2\n");
    expect(sourceIn(dir)).toMatchObject({ dirty: true });
  });

  test("a token in the remote's address stays out", () => {
    const dir = repository();
    git(dir, "remote", "add", "origin", "https://oauth2:glpat-secret@gitlab.com/acme/bots.git?private_token=secret");
    expect(sourceIn(dir).repository).toBe("gitlab.com/acme/bots");
  });

  test("a detached head has no branch", () => {
    const dir = repository();
    git(dir, "checkout", "-q", "--detach");
    expect(sourceIn(dir)).toEqual({ commit: git(dir, "rev-parse", "HEAD"), branch: undefined, dirty: false });
  });

  test("a shallow clone has its commit", () => {
    const dir = repository();
    const clone = folder();
    git(clone, "clone", "-q", "--depth", "1", `file://${dir}`, "clone");
    const found = sourceIn(join(clone, "clone"));
    expect(found).toEqual({ commit: git(dir, "rev-parse", "HEAD"), branch: "main", dirty: false });
  });

  test("a repository without a commit, and a folder without git, have nothing", () => {
    const empty = folder();
    git(empty, "init", "-q");
    for (const dir of [empty, folder()]) {
      expect(Object.values(sourceIn(dir)).filter((part) => part !== undefined)).toEqual([]);
    }
  });

  test("no git on the machine", () => {
    expect(findSource({ env: { ...ENV, PATH: folder() }, cwd: repository() }).commit).toBeUndefined();
  });

  test("what the tests read is in no way changed", () => {
    const dir = repository();
    const times = () => readdirSync(join(dir, ".git")).map((name) => [name, statSync(join(dir, ".git", name)).mtimeMs]);
    // As after a checkout: an index that git would write anew where it looks.
    utimesSync(join(dir, "index.ts"), new Date(), new Date(Date.now() - 60_000));
    const before = times();
    expect(sourceIn(dir).dirty).toBe(false);
    expect(times()).toEqual(before);
  });
});

describe("the variables of CI servers", () => {
  const commit = CI.GITHUB_SHA;
  test.each([
    ["GitHub", CI, { run: "16012345678", repository: "github.com/acme/bots" }],
    [
      "GitLab",
      {
        GITLAB_CI: "true",
        CI_COMMIT_SHA: commit,
        CI_COMMIT_REF_NAME: "main",
        CI_PIPELINE_ID: "77",
        CI_PROJECT_PATH: "acme/bots",
        CI_PROJECT_URL: "https://gitlab.example.com/acme/bots",
      },
      { run: "77", repository: "gitlab.example.com/acme/bots" },
    ],
    [
      "Jenkins",
      {
        JENKINS_URL: "https://ci.example.com/",
        GIT_COMMIT: commit,
        GIT_BRANCH: "main",
        BUILD_NUMBER: "12",
        GIT_URL: "https://bot:pa55word@git.example.com/acme/bots.git",
      },
      { run: "12", repository: "git.example.com/acme/bots" },
    ],
    [
      "Azure",
      {
        BUILD_BUILDURI: "vstfs:///Build/Build/9",
        BUILD_SOURCEVERSION: commit,
        BUILD_SOURCEBRANCH: "refs/heads/main",
        BUILD_BUILDNUMBER: "20261127.3",
        BUILD_REPOSITORY_URI: "https://acme@dev.azure.com/acme/p/_git/bots",
      },
      { run: "20261127.3", repository: "dev.azure.com/acme/p/_git/bots" },
    ],
    [
      "Bitbucket",
      {
        BITBUCKET_BUILD_NUMBER: "5",
        BITBUCKET_COMMIT: commit,
        BITBUCKET_BRANCH: "main",
        BITBUCKET_REPO_FULL_NAME: "acme/bots",
      },
      { run: "5", repository: "bitbucket.org/acme/bots" },
    ],
  ])("%s", (_server, env, expected) => {
    expect(findSource({ env: { ...ENV, ...env }, cwd: folder() })).toEqual({ commit, branch: "main", ...expected });
  });

  test("of a merge request the branch is its own", () => {
    const env = {
      GITLAB_CI: "true",
      CI_COMMIT_SHA: commit,
      CI_MERGE_REQUEST_ID: "4",
      CI_MERGE_REQUEST_SOURCE_BRANCH_NAME: "words",
      CI_MERGE_REQUEST_TARGET_BRANCH_NAME: "main",
    };
    expect(findSource({ env: { ...ENV, ...env }, cwd: folder() }).branch).toBe("words");
  });
});

test.each([
  ["https://github.com/acme/bots.git", "github.com/acme/bots"],
  ["https://x-access-token:ghs_secret@github.com/acme/bots", "github.com/acme/bots"],
  ["https://gitlab.example.com:8443/acme/bots/", "gitlab.example.com:8443/acme/bots"],
  ["https://example.com/acme/bots?token=secret#secret", "example.com/acme/bots"],
  ["ssh://git@github.com:22/acme/bots.git", "github.com:22/acme/bots"],
  ["git@github.com:acme/bots.git", "github.com/acme/bots"],
  ["user:secret@example.com:acme/bots.git", "example.com/acme/bots"],
  ["work:acme/bots", "work/acme/bots"],
  ["acme/bots", "acme/bots"],
  ["/srv/bots", undefined],
  ["file:///home/ada/bots", undefined],
  ["/home/ada/bots.git", undefined],
  ["../bots", undefined],
  ["C:\\Users\\ada\\bots", undefined],
  ["C:/Users/ada/bots", undefined],
  ["https://", undefined],
  ["https://[broken", undefined],
  ["", undefined],
  [undefined, undefined],
])("the repository of %j is %j", (remote, repository) => {
  expect(addressOf(remote)).toBe(repository);
});
