/** What each room may import. The last block that names a file holds for it, so each block lists all its walls. */

const relative = (paths) => `^\\.{1,2}/(?:.*/)?(?:${paths})(?:/|$)`;

const apart = (paths, message) => ({ regex: relative(paths), message });
const OTHER_TOPS = apart("verify|emulator|tools|tests|examples", "The package holds provider/ alone.");
const SDK = {
  regex: "^@pulumi/",
  message: "Only what runs in the user's program loads the Pulumi SDK; the provider process starts without it.",
};

/** The rooms of the provider process, the lowest first. A room imports values and types from itself and from those before it. */
const ROOMS = [
  "values",
  "lifecycle",
  "client",
  "asset",
  "session",
  "consistency",
  "host",
  "resources",
  "lookup",
  "kinds",
  "cli",
];
/** Rooms of one file are at the root of provider/. */
const FILES = ["lifecycle", "asset", "kinds", "index"];
const above = (room) => {
  const rooms = ["program", "testing", "index", ...ROOMS.slice(ROOMS.indexOf(room) + 1)];
  const [files, folders] = [true, false].map((isFile) => rooms.filter((name) => FILES.includes(name) === isFile));
  return {
    regex: `${relative(folders.join("|"))}|^(?:\\.\\./)+(?:${files.join("|")})$`,
    message: "This room is below that one.",
  };
};

const CLIENT_LIBRARIES = {
  regex: "^(?:zod(?:/.*)?|ofetch|jose|undici)$",
  message: "A program loads neither schemas nor client: import() them where they are needed.",
};
/** The rooms that a program loads. All of their modules are cheap. */
const PROCESS_SIDE = {
  regex: relative("lifecycle|client/(?!errors/).*|asset|session|consistency|host|resources|lookup|kinds|cli"),
  allowTypeImports: true,
  message: "Every program would load this at its start: import the type alone, or import() it.",
};

const walls = (files, ...patterns) => ({
  files,
  rules: { "@typescript-eslint/no-restricted-imports": ["error", { patterns }] },
});

const WIRE_NAME = "/^[a-z]+(_[a-z]+)+$/";

export default [
  walls(
    ["emulator/**/*.ts"],
    SDK,
    apart("provider|verify|tools|tests|examples", "The emulator is a product of its own."),
    {
      regex: "^pulumi-coze",
      message: "The emulator is a product of its own.",
    },
  ),
  walls(
    ["verify/**/*.ts"],
    SDK,
    apart("emulator|tools|tests|examples", "The questions to Coze are asked of any server."),
    apart("provider/(?!client/|values/).*", "The questions use the client and values alone."),
  ),
  ...ROOMS.map((room) => walls([`provider/${room}.ts`, `provider/${room}/**/*.ts`], OTHER_TOPS, SDK, above(room))),
  walls(["provider/values/**/*.ts"], OTHER_TOPS, SDK, CLIENT_LIBRARIES, {
    regex: "^\\.\\./",
    message: "Values know no other room.",
  }),
  walls(
    ["provider/host/plugin/**/*.ts"],
    OTHER_TOPS,
    {
      regex: "^@pulumi/(?!pulumi/proto/)",
      message: "The plugin speaks the engine's protocol, and does not load the SDK.",
    },
    above("host"),
  ),
  // Runs in the tests of programs, which may load all of the package, and gives the SDK its mocks by type.
  walls(["provider/testing/**/*.ts"], OTHER_TOPS, { ...SDK, allowTypeImports: true }),
  walls(
    ["provider/index.ts", "provider/with-plugin.ts", "provider/program/**/*.ts"],
    OTHER_TOPS,
    CLIENT_LIBRARIES,
    PROCESS_SIDE,
  ),
  {
    files: ["provider/**/*.ts"],
    // The doctor asks the API about itself.
    ignores: ["provider/client/**", "provider/resources/*/{fields,readers,state,wire}.ts", "provider/cli/doctor/**"],
    rules: {
      "no-restricted-syntax": [
        "error",
        {
          selector: `Identifier[name=${WIRE_NAME}], MemberExpression > Literal[value=${WIRE_NAME}]`,
          message: "The API's own names stay in client/, fields.ts, readers.ts, state.ts and wire.ts: map them there.",
        },
      ],
    },
  },
];
