declare module "env-ci" {
  /** The run by the variables of a CI server; without a CI server, by git. */
  interface Environment {
    readonly isCi: boolean;
    readonly service?: string;
    readonly commit?: string | undefined;
    readonly branch?: string | undefined;
    /** The branch of a pull request. `branch` is then its target branch. */
    readonly prBranch?: string | undefined;
    readonly build?: string | undefined;
    readonly slug?: string | undefined;
  }

  export default function envCi(options: { env: NodeJS.ProcessEnv; cwd: string }): Environment;
}
