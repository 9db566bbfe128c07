declare module "env-ci" {
  /** What a CI server says of the run, by its own variables. Without a server: what git says. */
  interface Environment {
    readonly isCi: boolean;
    readonly service?: string;
    readonly commit?: string | undefined;
    readonly branch?: string | undefined;
    /** The branch of a pull request, whose `branch` is the one that it goes to. */
    readonly prBranch?: string | undefined;
    readonly build?: string | undefined;
    readonly slug?: string | undefined;
  }

  export default function envCi(options: { env: NodeJS.ProcessEnv; cwd: string }): Environment;
}
