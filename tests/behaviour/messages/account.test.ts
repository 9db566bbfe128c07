import { permissionPoints } from "../../../emulator/auth/tokens";
import { scenes } from "./scenes";

const PROGRAM = `new CozeBot("support", { name: "Support" });`;

scenes([
  {
    title: "No access token",
    says: [
      "error: No Coze credentials were found. Set the configuration key coze:token with `pulumi config set --secret coze:token <token>`, or the environment variable COZE_API_TOKEN; or all of coze:oauthAppId, coze:oauthKeyId and coze:oauthPrivateKey.",
    ],
    env: { COZE_API_TOKEN: undefined },
    run: (scene) => scene.up(PROGRAM),
  },
  {
    title: "An OAuth app of which a part is missing",
    says: [
      "error: No Coze credentials were found. Set the configuration key coze:token with `pulumi config set --secret coze:token <token>`, or the environment variable COZE_API_TOKEN; or all of coze:oauthAppId, coze:oauthKeyId and coze:oauthPrivateKey. Only coze:oauthAppId of an OAuth app is set.",
    ],
    env: { COZE_API_TOKEN: undefined },
    run: (scene) => scene.up(PROGRAM, { oauthAppId: "1100000000000" }),
  },
  {
    title: "A token that has expired, or is of the other region",
    says: [
      'error: Coze could not list the bots of workspace <workspace>: it answered 700012006 "access token invalid" (HTTP 401), log id <log id>. The token from the configuration key coze:token was rejected by https://api.coze.cn: it may have expired, or belong to the other region. Set a new one, or coze:baseUrl to the address of its region. `pulumi refresh` and `pulumi destroy` use the settings of the last `pulumi up` unless you pass --run-program. `npx pulumi-coze doctor` says what is wrong with an account.',
    ],
    env: { COZE_API_TOKEN: undefined },
    run: (scene) => scene.up(PROGRAM, { token: "pat_of_another_region" }),
  },
  {
    title: "A token in config that has expired, and a good one in the environment",
    says: [
      "coze:Bot support: the token from the configuration key coze:token was rejected; the one from the environment variable COZE_API_TOKEN is used instead",
    ],
    run: (scene) => scene.up(PROGRAM, { token: "pat_that_has_expired" }),
  },
  {
    title: "A permission that the token does not have",
    says: [
      'error: Coze could not create a bot in workspace <workspace>: it answered 4101 "The token does not have the permission createBot for this operation." (HTTP 200), log id <log id>. The token from the configuration key coze:token needs the permission point createBot, and access to the workspace, in a personal plan one of its user\'s own. To change a bot, its user must own it or collaborate on it. Coze answers the same to a token of the other region: coze:baseUrl is https://api.coze.cn. `npx pulumi-coze doctor` says what is wrong with an account.',
    ],
    env: { COZE_API_TOKEN: undefined },
    run: (scene) => {
      const permissions = permissionPoints.filter((point) => point !== "createBot");
      return scene.up(PROGRAM, { token: scene.emulator.addToken({ permissions }) });
    },
  },
  {
    title: "A workspace that the token may not use",
    says: [
      'coze:Bot support: warning: what an interrupted run may have left behind is not looked for. Coze could not list the bots of workspace <other workspace>: it answered 4101 "The token does not have permission to access the workspace <other workspace>." (HTTP 200), log id <log id>. The token from the configuration key coze:token needs the permission point listBot, and access to the workspace, in a personal plan one of its user\'s own. To change a bot, its user must own it or collaborate on it. Coze answers the same to a token of the other region: coze:baseUrl is https://api.coze.cn. `npx pulumi-coze doctor` says what is wrong with an account.',
      'error: Coze could not create a bot in workspace <other workspace>: it answered 4101 "The token does not have permission to access the workspace <other workspace>." (HTTP 200), log id <log id>. The token from the configuration key coze:token needs the permission point createBot, and access to the workspace, in a personal plan one of its user\'s own. To change a bot, its user must own it or collaborate on it. Coze answers the same to a token of the other region: coze:baseUrl is https://api.coze.cn. `npx pulumi-coze doctor` says what is wrong with an account.',
    ],
    env: { COZE_API_TOKEN: undefined },
    run: (scene) => {
      const { spaceId, otherSpaceId } = scene.emulator;
      const token = scene.emulator.addToken({ spaces: [spaceId] });
      return scene.up(`new CozeBot("support", { name: "Support", spaceId: "${otherSpaceId}" });`, { token });
    },
  },
  {
    title: "No workspace",
    says: [
      "error: pulumi-nodejs:dynamic/coze:Bot resource 'support' has a problem: spaceId: is required: set it, or the configuration key coze:spaceId, or the environment variable COZE_SPACE_ID; with a CozeProvider of its own, set spaceId of that, got nothing",
    ],
    env: { COZE_SPACE_ID: undefined },
    run: (scene) => scene.preview(PROGRAM),
  },
  {
    title: "A setting that is no number",
    says: ["error: The Coze settings are not usable: coze:timeoutSeconds must be a number from 0.1 to 3600."],
    run: (scene) => scene.preview(PROGRAM, { timeoutSeconds: "30s" }),
  },
  {
    title: "Plain http",
    says: [
      "error: The Coze settings are not usable: coze:baseUrl must begin with https:// (plain http is accepted for this machine, and for the host that coze:allowHttpHost names).",
    ],
    env: { COZE_API_BASE: "http://api.coze.cn" },
    run: (scene) => scene.preview(PROGRAM),
  },
  {
    title: "An address that is not the API's",
    says: [
      'coze:Bot support: warning: what an interrupted run may have left behind is not looked for. Coze could not list the bots of workspace <workspace>: it answered 4000 "The requested API endpoint GET /v1/v1/bots does not exist." (HTTP 404), log id <log id>. Check coze:baseUrl (https://api.coze.cn/v1), whose path comes before that of every call: that server does not have this call. Without it only what is live on the API channel can be read: no draft, and no other channel.',
      'error: Coze could not create a bot in workspace <workspace>: it answered 4000 "The requested API endpoint POST /v1/v1/bot/create does not exist." (HTTP 404), log id <log id>. Check coze:baseUrl (https://api.coze.cn/v1), whose path comes before that of every call: that server does not have this call.',
    ],
    run: (scene) => scene.up(PROGRAM, { baseUrl: `${scene.emulator.url}/v1` }),
  },
  {
    title: "A server that cannot be reached",
    says: [
      "error: Coze could not list the bots of workspace <workspace>: no connection (ECONNREFUSED). Check coze:baseUrl (https://api.coze.cn) and the network. `npx pulumi-coze doctor` says what is wrong with an account.",
    ],
    run: async (scene) => {
      await scene.emulator.refuse();
      return scene.up(PROGRAM, { maxRetries: "0" });
    },
  },
  {
    title: "A model that the workspace does not offer",
    says: [
      'error: Coze could not create a bot in workspace <workspace>: it answered 4012 "The model is not available." (HTTP 200), log id <log id>. Check modelInfoConfig.modelId: the workspace does not offer that model.',
    ],
    run: (scene) => {
      scene.emulator.fault({
        route: "POST /v1/bot/create",
        kind: { code: 4012, msg: "The model is not available." },
      });
      return scene.up(`new CozeBot("support", { name: "Support", modelInfoConfig: { modelId: "1" } });`);
    },
  },
]);
