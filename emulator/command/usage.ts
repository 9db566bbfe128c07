export const USAGE = `Usage:
  pulumi-coze emulator [--port 4700] [--seed <file>] [--data <file>] [--latency <ms>] [--rate <n>]
                       [--exec "<command>"] [--json] [--open]
      A Coze platform of your own, on 127.0.0.1, in memory; in a browser, its address is a page that shows all it holds.

  --port     The port; 0 is any free one. Default 4700.
  --seed     A JSON file with what it holds at its start (docs/guides/without-an-account.md).
  --data     A file that it loads where there is one, and saves after each change and at its end.
  --latency  How many milliseconds each call takes longer.
  --rate     How many calls a second it takes, before it answers 429.
  --exec     A command to run against it, with COZE_API_BASE, COZE_API_TOKEN and COZE_SPACE_ID set; the emulator ends
             with the command, and with its exit code.
  --json     Prints one line of JSON instead: url, token, readOnlyToken, spaceId, otherSpaceId, oauth.
  --open     Opens the page in the browser.
`;
