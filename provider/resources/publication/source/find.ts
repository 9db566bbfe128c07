import envCi from "env-ci";
import type { Source } from "../log";
import { execaSync } from "./execa";
import { addressOf } from "./repository";

interface Place {
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
}

/**
 * The source of the program of this run, by the variables of the CI server, else by git. Parts that neither knows are
 * absent.
 */
export function findSource(place: Place): Source {
  const { isCi, commit, branch, prBranch, build, slug } = envCi(place);
  const said = { commit, branch: prBranch ?? branch, run: build };
  if (!isCi || commit === undefined) {
    const found = commit ?? git(place, "rev-parse", "HEAD");
    return {
      ...{ ...said, commit: found },
      // Without a commit, nothing can have changed since the commit.
      ...(found !== undefined && { dirty: git(place, "status", "--porcelain", "--untracked-files=no") !== "" }),
      repository: addressOf(git(place, "config", "--get", "remote.origin.url")),
    };
  }
  return { ...said, repository: addressOf(remoteOf(place, slug)) };
}

/** The address of the repository. `env-ci` has only its name, and not for every server. */
function remoteOf(place: Place, slug: string | undefined): string | undefined {
  const { env } = place;
  const server = env["GITHUB_SERVER_URL"] ?? (env["BITBUCKET_BUILD_NUMBER"] && "https://bitbucket.org");
  const named = slug !== undefined && server ? `${server}/${slug}` : slug;
  return (
    // GitLab, Azure, Jenkins
    env["CI_PROJECT_URL"] ??
    env["BUILD_REPOSITORY_URI"] ??
    env["GIT_URL"] ??
    named ??
    git(place, "config", "--get", "remote.origin.url")
  );
}

function git({ env, cwd }: Place, ...args: string[]): string | undefined {
  try {
    return execaSync("git", args, { env, cwd }).stdout;
  } catch {
    return undefined;
  }
}
