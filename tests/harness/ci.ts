/** The variables of a CI server's run, so that a publish records them without git. */
export const CI = {
  GITHUB_ACTIONS: "true",
  GITHUB_SERVER_URL: "https://github.com",
  GITHUB_REPOSITORY: "acme/bots",
  GITHUB_REF: "refs/heads/main",
  GITHUB_RUN_ID: "16012345678",
  GITHUB_SHA: "a1b2c3d4e5f60718293a4b5c6d7e8f9012345678",
} as const;
