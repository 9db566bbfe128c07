import type { Unanswered } from "../http/answer";
import { OPERATIONS, type Operation } from "../http/operation";
import { decide } from "../http/policy";
import type { Failure } from "../http/envelope";
import { lacksCall } from "./errors";

type Refused = Extract<Unanswered, { kind: "refused" }>;
type Lost = Extract<Unanswered, { kind: "lost" }>;

const DOCTOR = "`npx pulumi-coze doctor` says what is wrong with an account.";
const GONE_KNOWLEDGE_BASE =
  "If somebody has deleted the knowledge base, run `pulumi refresh`: the next `pulumi up` creates it again, and its documents.";

const MEMBERS = new Map([
  [702042162, "Add the user to the enterprise first, and let the user's main account allow workspaces of others."],
  [702042018, "The workspace has as many members as it may: remove one, or upgrade the plan."],
  [777074044, "The user is the last administrator: make another user one first."],
]);

const CHALLENGE =
  "Check the value that Coze names, and the server: Coze posts a challenge to the address, and wants it back within 3 seconds.";

/** Coze creates a bot without a model, but sometimes refuses to publish such a bot. */
const DECLARE_MODEL = "Where the bot declares no model, set modelInfoConfig.modelId.";

/** Says where to find the ids of custom channels. Coze's page of the call says the same. */
const CHANNEL_IDS =
  "The ids of custom channels are in the Coze console: account settings, publish channels, enterprise custom channels.";

/** The advice after a refused publish: Coze has refused a channel, or the bot may lack a model. */
function refusedPublish({ msg }: { readonly msg?: string | undefined }): string {
  return /connector|channel|渠道/i.test(msg ?? "") ? CHANNEL_IDS : DECLARE_MODEL;
}

/** The next step for the user, in one sentence. */
export function advise(operation: Operation, failure: Failure, source: string, baseUrl: string): string {
  if (failure.kind === "refused") return connection(failure.by, baseUrl);
  if (operation.repeat === "once" && decide(operation.repeat, failure) === "look") return operation.undecided ?? "";
  if (failure.kind === "lost") return lost(failure, baseUrl);
  if (lacksCall(failure)) return noSuchCall(operation, baseUrl);
  const ofMembers = MEMBERS.get(failure.code ?? 0);
  if (ofMembers !== undefined) return ofMembers;
  const isPublish = operation === OPERATIONS.publishBot;
  switch (failure.code) {
    case 4100: // invalid token
    case 700012006: // invalid access token
      return rejected(source, baseUrl);
    case 4101: // permission point missing
      return (
        `The token from ${source} needs the permission point ${operation.permission}, and access to the workspace, in a personal plan one ` +
        "of its user's own. To change a bot, its user must own it or collaborate on it. Coze answers the same to a token of the other " +
        `region: coze:baseUrl is ${baseUrl}. ${DOCTOR}`
      );
    case 4200: // not found, or of another account
    case 4006: // the same, of other endpoints
      if (operation === OPERATIONS.createDocument) return GONE_KNOWLEDGE_BASE;
      return `Check the id, and that the token from ${source} belongs to ${baseUrl} and may read it.`;
    case 4012: // no such model
      return "Check modelInfoConfig.modelId: the workspace does not offer that model.";
    case 4015: // not published to the channel
      return "Publish the bot to that channel first.";
    case 4300: // uploads that are empty, too large or of an unknown kind
    case 4301:
    case 4302:
    case 4303:
    case 4304:
      return "Coze does not accept that file. Use another one.";
    case 4105: // content check
      return "Coze's content check refused the bot: change its prompt, prologue or questions.";
    case 4011: // no tokens or balance left
    case 4019:
    case 4022:
      return "Top up the Coze account.";
    case 4028: // free quota used up
      return "The free quota of the Coze account is used up, and does not come back: upgrade its plan.";
    case 4008: // chats of the day used up
      return "Run the same command tomorrow: the day's chats with the bot are used up.";
    case 702042078:
      return `Publish it later, with the same command. ${DECLARE_MODEL}`;
    case 4000: // bad parameter
      if (failure.status === 404) return noSuchCall(operation, baseUrl);
      if (operation === OPERATIONS.updateCallback) return CHALLENGE;
      return `Check the value that Coze names.${isPublish ? ` ${refusedPublish(failure)}` : ""}`;
  }
  if (failure.status === 401) return rejected(source, baseUrl);
  if (failure.status === 404) return noSuchCall(operation, baseUrl);
  if (failure.status >= 300 && failure.status < 400)
    return `Check coze:baseUrl (${baseUrl}): that server redirects elsewhere.`;
  if (failure.status === 413) return "Coze does not accept that much in one call. Declare less, or use a smaller file.";
  if (failure.status === 429) return "Lower coze:requestsPerSecond, or run the same command later.";
  return `Run the same command later; if it persists, give Coze's support the log id.${isPublish ? ` ${DECLARE_MODEL}` : ""}`;
}

function lost({ field, how }: Lost, baseUrl: string): string {
  if (field) return `Check coze:baseUrl (${baseUrl}): that server does not answer as Coze documents.`;
  switch (how) {
    case "unreadable":
      return `Check coze:baseUrl (${baseUrl}), and whether a proxy answers in its place.`;
    case "oversized":
      return "Make the bot answer in fewer words.";
    case "unusable":
      return "Run the same command again; if it persists, ask the bot the same in the Coze console.";
    default:
      return "Run the same command again.";
  }
}

function noSuchCall(operation: Operation, baseUrl: string): string {
  if (operation === OPERATIONS.updateMember)
    return "That server does not have this call. Change the role in the Coze console, and run `pulumi refresh`.";
  const hasOlder = operation === OPERATIONS.readBot || operation === OPERATIONS.listBots;
  const older = hasOlder
    ? " Without it only what is live on the API channel can be read: no draft, and no other channel."
    : "";
  const path = new URL(baseUrl).pathname === "/" ? "" : ", whose path comes before that of every call";
  return `Check coze:baseUrl (${baseUrl})${path}: that server does not have this call.${older}`;
}

/** The next step if there was no connection. */
export function connection(by: Refused["by"], baseUrl: string): string {
  switch (by) {
    case "network":
      return `Check coze:baseUrl (${baseUrl}) and the network. ${DOCTOR}`;
    case "proxy":
      return `Check that address, and its user and password; NO_PROXY lists the hosts that are reached without it.`;
    case "certificate":
      return (
        `If a company's network signs the traffic of ${baseUrl}, set NODE_EXTRA_CA_CERTS to the file of its certificate (PEM) in the ` +
        "environment of Pulumi."
      );
  }
}

function rejected(source: string, baseUrl: string): string {
  return (
    `The token from ${source} was rejected by ${baseUrl}: it may have expired, or belong to the other region. Set a new one, ` +
    "or coze:baseUrl to the address of its region. " +
    "`pulumi refresh` and `pulumi destroy` use the settings of the last `pulumi up` unless you pass --run-program. " +
    DOCTOR
  );
}
