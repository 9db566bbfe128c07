/** What each room may not import. The last block that names a file holds for it, so each block lists all its walls. */

const relative = (paths) => `^\\.{1,2}/(?:.*/)?(?:${paths})(?:/|$)`;

const apart = (paths, message) => ({ regex: relative(paths), message });
const OTHER_TOPS = apart("emulator|tools|tests|examples", "The package holds provider/ alone.");
const SDK = {
  regex: "^@pulumi/",
  message: "Only what runs in the user's program loads the Pulumi SDK; the provider process starts without it.",
};
const PROGRAM_SIDE = {
  regex: relative("program|index|resource|get-[a-z-]+"),
  allowTypeImports: true,
  message: "This loads the Pulumi SDK, and the provider process starts without it.",
};
const CLIENT_LIBRARIES = {
  regex: "^(?:zod|ofetch|jose|undici)$",
  message: "A program loads neither schemas nor client: import() them where they are needed.",
};
/** The modules that a program loads. Each of them is cheap. */
const LOADED_BY_PROGRAMS = [
  "index|program|provider|resource|error|declarable|sdk-internals",
  "program/[a-z-]+",
  "resources/[a-z]+/resource|bot/resource|resources/bot/args|declarable",
  "lookup/(?:program|get-[a-z-]+)",
  "client/http/errors|values/settings-table",
].join("|");
const PROCESS_SIDE = {
  regex: `^\\.{1,2}/(?!(?:.*/)?(?:${LOADED_BY_PROGRAMS})$)`,
  allowTypeImports: true,
  message: "Every program would load this at its start: import the type alone, or import() it.",
};
const upward = (rooms) => ({
  regex: relative(rooms),
  allowTypeImports: true,
  message: "This room is below that one.",
});

const walls = (files, ...patterns) => ({
  files,
  rules: { "@typescript-eslint/no-restricted-imports": ["error", { patterns }] },
});

const PROCESS = [OTHER_TOPS, SDK, PROGRAM_SIDE];

const WIRE_NAME = "/^[a-z]+(_[a-z]+)+$/";

export default [
  walls(["emulator/**/*.ts"], SDK, apart("provider|tools|tests|examples", "The emulator is a product of its own."), {
    regex: "^pulumi-coze",
    message: "The emulator is a product of its own.",
  }),
  walls(["provider/**/*.ts"], ...PROCESS),
  walls(["provider/values/*.ts"], OTHER_TOPS, SDK, { regex: "^\\.\\./", message: "Values know no other room." }),
  walls(["provider/client/**/*.ts"], ...PROCESS, upward("asset|certainty|host|resources|lookup|cli")),
  walls(["provider/{asset,certainty,host,session}/**/*.ts"], ...PROCESS, upward("resources|lookup|cli")),
  walls(
    ["provider/host/plugin/*.ts"],
    OTHER_TOPS,
    {
      regex: "^@pulumi/(?!pulumi/proto/)",
      message: "The plugin speaks the engine's protocol, and does not load the SDK.",
    },
    PROGRAM_SIDE,
    upward("resources|lookup|cli"),
  ),
  walls(["provider/resources/**/*.ts"], ...PROCESS, upward("lookup|cli")),
  // Runs in the tests of programs, which may load all of the package, and gives the SDK its mocks by type.
  walls(["provider/testing/*.ts"], OTHER_TOPS, { ...SDK, allowTypeImports: true }),
  walls(
    [
      "provider/index.ts",
      "provider/program/*.ts",
      "provider/lookup/{program,get-*}.ts",
      "provider/resources/*/{resource,args}.ts",
    ],
    OTHER_TOPS,
    CLIENT_LIBRARIES,
    PROCESS_SIDE,
  ),
  {
    files: ["provider/**/*.ts"],
    // The doctor and the readings ask the API about itself.
    ignores: ["provider/client/**", "provider/resources/*/{fields,readers,wire}.ts", "provider/cli/{doctor,verify}/**"],
    rules: {
      "no-restricted-syntax": [
        "error",
        {
          selector: `Identifier[name=${WIRE_NAME}], MemberExpression > Literal[value=${WIRE_NAME}]`,
          message: "The API's own names stay in client/, fields.ts, readers.ts and wire.ts: map them there.",
        },
      ],
    },
  },
];
