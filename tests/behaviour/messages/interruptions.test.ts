import { until } from "../../harness/until";
import { CREATE, LIST } from "../../harness/routes";
import { scenes } from "./scenes";

const CONTENT = { name: "Support" };
const PROGRAM = `new CozeBot("support", ${JSON.stringify(CONTENT)});`;

scenes([
  {
    title: "Coze has an internal error",
    says: [
      "coze:Bot support: waiting <n> s before the next attempt. Coze could not list the bots of workspace <workspace>: it answered HTTP 503, log id <log id>.",
    ],
    run: (scene) => {
      scene.emulator.fault({ route: LIST, kind: { status: 503, retryAfter: "3", body: {} } });
      return scene.up(PROGRAM);
    },
  },
  {
    title: "The answer of a create is lost, and the bot is there",
    says: [
      "coze:Bot support: the answer was lost; looking for the result for up to 10 s. Coze could not create a bot in workspace <workspace>: the answer was lost (ECONNRESET).",
      "coze:Bot support: the result was found; continuing with it",
    ],
    run: (scene) => {
      scene.emulator.fault({ route: CREATE, kind: { reset: "after" } });
      return scene.up(PROGRAM);
    },
  },
  {
    title: "The answer of a create is lost, and the bot is not there",
    says: [
      "coze:Bot support: the answer was lost; looking for the result for up to 10 s. Coze could not create a bot in workspace <workspace>: the answer was lost (none within 60 s).",
      "error: Coze could not create a bot in workspace <workspace>: the answer was lost (none within 60 s). Coze may have created it anyway. Look for a draft of this name in that workspace in the Coze console. If there is one, set botId to its id to adopt it; otherwise run this again.",
    ],
    run: (scene) => {
      scene.emulator.fault({ route: CREATE, kind: { timeout: "before" } });
      return scene.up(PROGRAM);
    },
  },
  {
    title: "The answer of a create is lost, and two bots may be the one",
    says: [
      "coze:Bot support: the answer was lost; looking for the result for up to 10 s. Coze could not create a bot in workspace <workspace>: the answer was lost (ECONNRESET).",
      "error: Coze could not create a bot in workspace <workspace>: the answer was lost (ECONNRESET). Coze may have created it anyway. Look for a draft of this name in that workspace in the Coze console. If there is one, set botId to its id to adopt it; otherwise run this again. 2 drafts in workspace <workspace> may be the one that it made: <bot 1>, <bot 2>. Set botId to the right one, and delete the others in the Coze console.",
    ],
    run: async (scene) => {
      const { emulator } = scene;
      const other = emulator.console.createDraft(emulator.spaceId, CONTENT);
      // While the create is at work someone edits a bot that is alike.
      emulator.set({ latencyMs: 500 });
      emulator.fault({ route: CREATE, kind: { reset: "after" } });
      const run = scene.up(PROGRAM, { allowSameName: "true" });
      await until(() => emulator.calls.some(({ route }) => route === CREATE));
      emulator.console.editDraft(other, CONTENT);
      return run;
    },
  },
  {
    title: "A run before this one was cut off",
    says: [
      'error: Bot <bot> in workspace <workspace> has this name and this content, was made in the last 15 minutes and was never published, and no resource of this run has it: a run before this one may have been cut off before it could record it, or `pulumi destroy` has just kept it, or it is the one that `--replace` is to replace, which Pulumi does not say. Adopt it with botId: "<bot>", or delete it in the Coze console (https://www.coze.cn/space/<workspace>/bot/<bot>), or create another one anyway with `pulumi config set coze:allowSameName true`.',
    ],
    run: (scene) => {
      scene.emulator.console.createDraft(scene.emulator.spaceId, CONTENT);
      return scene.up(PROGRAM);
    },
  },
  {
    title: "The answer is no JSON",
    says: [
      "error: Coze could not list the bots of workspace <workspace>: the answer was lost (HTTP 200 with a body that is not an answer of Coze, log id <log id>). Check coze:baseUrl (https://api.coze.cn), and whether a proxy answers in its place.",
    ],
    run: (scene) => {
      scene.emulator.fault({ route: LIST, times: Infinity, kind: { garbage: true } });
      return scene.up(PROGRAM, { maxRetries: "0" });
    },
  },
  {
    title: "The token may not look for what an interrupted run left behind",
    says: [
      'coze:Bot support: warning: what an interrupted run may have left behind is not looked for. Coze could not list the bots of workspace <workspace>: it answered 4101 "The token does not have the permission listBot for this operation." (HTTP 200), log id <log id>. The token from the configuration key coze:token needs the permission point listBot, and access to the workspace, in a personal plan one of its user\'s own. To change a bot, its user must own it or collaborate on it. Coze answers the same to a token of the other region: coze:baseUrl is https://api.coze.cn. `npx pulumi-coze doctor` says what is wrong with an account.',
    ],
    env: { COZE_API_TOKEN: undefined },
    run: (scene) => scene.up(PROGRAM, { token: scene.emulator.addToken({ permissions: ["createBot"] }) }),
  },
]);
