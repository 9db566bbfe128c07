import { permissionPoints } from "../../emulator/auth/tokens";
import type { Section } from "./mistake";

const PROGRAM = `new CozeBot("support", { name: "Support" });`;

export const account: Section = {
  title: "Token, region, workspace, settings",
  mistakes: [
    {
      title: "No access token",
      command: "pulumi up",
      remedy: "Run the command that the message shows.",
      env: { COZE_API_TOKEN: undefined },
      run: (scene) => scene.up(PROGRAM),
    },
    {
      title: "An OAuth app of which a part is missing",
      command: "pulumi up",
      remedy: "Set the other two values as well.",
      env: { COZE_API_TOKEN: undefined },
      run: (scene) => scene.up(PROGRAM, { oauthAppId: "1100000000000" }),
    },
    {
      title: "A token that has expired, or is of the other region",
      command: "pulumi up",
      remedy:
        "Set a new token; for an account of coze.com also `pulumi config set coze:baseUrl https://api.coze.com`. The two regions answer alike.",
      env: { COZE_API_TOKEN: undefined },
      run: (scene) => scene.up(PROGRAM, { token: "pat_of_another_region" }),
    },
    {
      title: "A token in config that has expired, and a good one in the environment",
      command: "pulumi up",
      remedy: "Set a new `coze:token`, or take it out: `pulumi config rm coze:token`.",
      run: (scene) => scene.up(PROGRAM, { token: "pat_that_has_expired" }),
    },
    {
      title: "A permission that the token does not have",
      command: "pulumi up",
      remedy: "Give the token the permission point, and access to the workspace, in Coze's settings of the token.",
      env: { COZE_API_TOKEN: undefined },
      run: (scene) => {
        const permissions = permissionPoints.filter((point) => point !== "createBot");
        return scene.up(PROGRAM, { token: scene.emulator.addToken({ permissions }) });
      },
    },
    {
      title: "A workspace that the token may not use",
      command: "pulumi up",
      env: { COZE_API_TOKEN: undefined },
      remedy: "Check `spaceId` or `coze:spaceId`, and the workspaces of the token in Coze's settings of it.",
      run: (scene) => {
        const { spaceId, otherSpaceId } = scene.emulator;
        const token = scene.emulator.addToken({ spaces: [spaceId] });
        return scene.up(`new CozeBot("support", { name: "Support", spaceId: "${otherSpaceId}" });`, { token });
      },
    },
    {
      title: "No workspace",
      command: "pulumi preview",
      remedy: "`pulumi config set coze:spaceId <workspace id>`",
      env: { COZE_SPACE_ID: undefined },
      run: (scene) => scene.preview(PROGRAM),
    },
    {
      title: "A setting that is no number",
      command: "pulumi preview",
      remedy: "Set it to a number in that range.",
      run: (scene) => scene.preview(PROGRAM, { timeoutSeconds: "30s" }),
    },
    {
      title: "Plain http",
      command: "pulumi preview",
      remedy: "Use `https`: the token would be sent in clear.",
      env: { COZE_API_BASE: "http://api.coze.cn" },
      run: (scene) => scene.preview(PROGRAM),
    },
    {
      title: "An address that is not the API's",
      command: "pulumi up",
      remedy: "Set `coze:baseUrl` to `https://api.coze.cn` or `https://api.coze.com`, without a path.",
      run: (scene) => scene.up(PROGRAM, { baseUrl: `${scene.emulator.url}/v1` }),
    },
    {
      title: "A server that cannot be reached",
      command: "pulumi up",
      remedy: "Check `coze:baseUrl`, the network and the proxy.",
      run: async (scene) => {
        await scene.emulator.refuse();
        return scene.up(PROGRAM, { maxRetries: "0" });
      },
    },
    {
      title: "A model that the workspace does not offer",
      command: "pulumi up",
      remedy: "Take `modelId` from the workspace's list of models.",
      run: (scene) => {
        scene.emulator.fault({
          route: "POST /v1/bot/create",
          kind: { code: 4012, msg: "The model is not available." },
        });
        return scene.up(`new CozeBot("support", { name: "Support", modelInfoConfig: { modelId: "1" } });`);
      },
    },
  ],
};
