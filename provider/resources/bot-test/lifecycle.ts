import { randomUUID } from "node:crypto";
import { PartialFailure, type Created, type Diff, type Lifecycle, type Step } from "../../lifecycle";
import type { Session } from "../../session/session";
import type { Declared } from "../../values/tree";
import { botTestInputs, type BotTestInputs } from "./inputs";
import { announcement, check } from "./check";
import {
  changedInputs,
  isOpen,
  willTest,
  computedOf,
  inputsOf,
  outputs,
  type BotTestComputed,
  type BotTestOutputs,
  passedOutputs,
} from "./state";
import { keptFor } from "./compare/baseline";
import { runTested, type Tested } from "./compare/gate";
import { omissions, report, resultsOf, transcript, type Secrets } from "./report";
import type { KeptBaseline } from "./types";
import { botTestPlugin } from "./plugin";
import { watch } from "./watch";
import { declaredBot, draftHash, liveConflicts, refuseEarly, seenDraft } from "../bot/declared";
import { isSecretContent } from "../bot/secret-content";
import type { Kind } from "../../host/kind";

type Inputs = Declared<BotTestInputs>;

export function botTestLifecycle(session: Session): Lifecycle<BotTestInputs, BotTestOutputs> {
  return {
    check: (olds, news, step) => check(session, olds, news, step),
    diff: (_id, olds, news) => {
      notePassed(session, olds);
      return diff(olds, news);
    },
    create: (inputs, step) => create(session, inputs, step),
    update: (id, olds, news, step) => update(session, id, olds, news, step),
    // Coze knows no tests.
    read: (_id, outs) => Promise.resolve({ outs, inputs: inputsOf(outs) }),
    readUnmanaged: (id) => Promise.reject(new Error(`The test ${id} is in no state, and Coze knows no tests.`)),
    delete: () => Promise.resolve(),
  };
}

function diff(olds: BotTestOutputs, news: Inputs): Diff {
  const changed = changedInputs(olds, news);
  const note = willTest(olds, news) ? announcement(news, olds) : undefined;
  return { changes: changed.length > 0 || isOpen(olds, news), changed, replaces: [], ...(note && { note }) };
}

/** The live version on the API channel, in place of the id of a version. Coze Studio chats only with this version. */
const LIVE = "live";

/** Notes a passed test for the gate of a publication of this run. */
function notePassed(session: Session, outs: BotTestOutputs): void {
  const { botId, version, passed, testedContentHash: tested, testedDraftHash: draftHash = "", results } = outs;
  if (!passed || version !== undefined || tested === "") return;
  const count = results.filter(({ status }) => status === "passed").length;
  session.facts.notePassed(botId, tested, { passed: count, of: results.length, draftHash });
}

async function create(session: Session, inputs: BotTestInputs, step: Step): Promise<Created<BotTestOutputs>> {
  const id = randomUUID();
  return { id, outs: await test(session, id, inputs, step) };
}

async function update(
  session: Session,
  id: string,
  olds: BotTestOutputs,
  news: BotTestInputs,
  step: Step,
): Promise<BotTestOutputs> {
  return willTest(olds, news)
    ? test(session, id, news, step, keptFor(olds, news.cases, news))
    : outputs(id, news, computedOf(olds));
}

async function test(
  session: Session,
  id: string,
  inputs: BotTestInputs,
  { resource }: Step,
  kept?: KeptBaseline,
): Promise<BotTestOutputs> {
  const { botId, version } = inputs;
  if (version === undefined) refuseEarly(session, botId, resource);
  const secrets = secretsOf(session, inputs);
  const bot = version === undefined ? declaredBot(session, botId) : undefined;
  const then = consequence(inputs, session.registry.managerOf("Bot", botId) ?? resource);
  const seen = bot ? await seenDraft(session, botId, bot) : undefined;
  const edited = seen?.fields ?? [];
  if (edited.length > 0) return untested(session, id, inputs, { why: asEdited(inputs, edited), then, kept });
  const source = version === undefined ? "draft" : version === LIVE ? LIVE : { version };
  // A declared draft is compared with the program, so only other content is watched.
  const look = typeof source === "string" && !bot ? await watch(session, botId, source) : undefined;
  const content = seen ? draftHash(seen.draft) : look ? look.before : version;
  const tested = await runTested(session, inputs, { botId, source, content }, kept);
  if ("problem" in tested)
    return untested(session, id, inputs, { why: `Nothing is tested: ${tested.problem}`, then, kept });
  const { outcome, opens } = tested;
  const omitted = omissions(outcome);
  if (omitted !== undefined) session.log(omitted);
  const hasPassed = opens && outcome.cases.every(({ status }) => status === "passed");
  // The draft is read again, to see whether it still has the tested content.
  const draft = version === undefined && (hasPassed || bot) ? await session.api().readDraft(botId) : undefined;
  const changed = draft && bot ? liveConflicts(bot, draft) : [];
  const { problem: why, note } = (await look?.again()) ?? {};
  const isSame = note === undefined && (!draft || draftHash(draft) === content);
  const baseline = keptAfter(tested.baseline ?? kept, isSame && changed.length === 0 && why === undefined);
  if (changed.length > 0) {
    const { chats } = outcome;
    return untested(session, id, inputs, { why: asEdited(inputs, changed), then, kept: baseline, chats });
  }
  if (why !== undefined) {
    const { chats } = outcome;
    return untested(session, id, inputs, { why: `Not tested: ${why}`, then, kept: baseline, chats });
  }
  const results = { ...resultsIn(session, tested, secrets), baseline };
  if (!hasPassed) return refused(session, { id, inputs, tested, secrets, then }, outputs(id, inputs, results));
  const compared = tested.tell(secrets, true);
  if (compared.length > 0) session.log(compared.join("\n"));
  const outs = outputs(id, inputs, {
    ...results,
    passed: true,
    // A test of a version opens no gate for a draft.
    testedContentHash: draft ? inputs.contentHash : "",
    testedPromotionHash: inputs.promotionHash,
    testedDraftHash: draft ? draftHash(draft) : "",
  });
  notePassed(session, outs);
  return outs;
}

/** The counts to keep. The candidate's counts are dropped if its content changed during the chats. */
function keptAfter(kept: KeptBaseline | undefined, isSame: boolean): KeptBaseline | undefined {
  if (isSame || !kept?.candidate) return kept;
  const { candidate: _, ...rest } = kept;
  return rest;
}

interface Refused {
  readonly id: string;
  readonly inputs: BotTestInputs;
  readonly tested: Tested;
  readonly secrets: Secrets;
  readonly then: string;
}

/** Fails the run, or records the failure, by `onFailure`. */
function refused(
  session: Session,
  { id, inputs, tested, secrets, then }: Refused,
  outs: BotTestOutputs,
): BotTestOutputs {
  const { outcome } = tested;
  const isDraft = inputs.version === undefined;
  const isOff = outcome.cases.some(({ status }) => status === "failed" || status === "error");
  const problem = (words: boolean): string =>
    [...tested.tell(secrets, words), ...(isOff ? [report(outcome, { secrets, isDraft, words })] : []), then].join("\n");
  if (inputs.onFailure === "record") {
    session.warn(problem(true));
    return outs;
  }
  // The engine stores the reason of a failure, but only prints log lines. So only the log quotes answers.
  const compared = tested.comparison ? tested.tell(secrets, true) : [];
  const said = [...compared, transcript(outcome, secrets) ?? []].flat();
  if (said.length > 0) session.log(said.join("\n"));
  throw new PartialFailure(id, outs, new Error(problem(false)));
}

/** The outputs of a run that has not passed. */
function resultsIn(session: Session, { outcome, comparison }: Tested, secrets: Secrets): BotTestComputed {
  return {
    ...NOT_PASSED,
    testedAt: new Date(session.api().serverNow()).toISOString(),
    chats: outcome.chats,
    results: resultsOf(outcome, secrets),
    comparison,
  };
}

const NOT_PASSED = { passed: false, testedContentHash: "", testedPromotionHash: "", testedDraftHash: "" };

interface Untested {
  readonly why: string;
  readonly then: string;
  readonly kept: KeptBaseline | undefined;
  readonly chats?: number;
}

/** Ends a test of content that is not the declared one. Every case has an error, so the next `up` tests again. */
function untested(
  session: Session,
  id: string,
  inputs: BotTestInputs,
  { why, then, kept, chats = 0 }: Untested,
): BotTestOutputs {
  const results = inputs.cases.map(({ name }) => ({ name, status: "error" as const, passed: 0, runs: 0 }));
  const testedAt = new Date(session.api().serverNow()).toISOString();
  const outs = outputs(id, inputs, { ...NOT_PASSED, testedAt, chats, results, baseline: kept });
  const problem = `${why} ${then}`;
  if (inputs.onFailure !== "record") throw new PartialFailure(id, outs, new Error(problem));
  session.warn(problem);
  return outs;
}

/** The reason why an edited draft is not tested. */
function asEdited({ botId }: BotTestInputs, fields: readonly string[]): string {
  return (
    `The draft of bot ${botId} is not what the program declares, so it is not tested: it differs in ${fields.join(", ")}, as after an ` +
    "edit in the console. Run `pulumi refresh`, then `pulumi up`."
  );
}

/** The secret cases. If the bot's content contains a secret, all cases are secret, since any answer may repeat it. */
function secretsOf(session: Session, { cases, contentHash, __secretCases: secrets }: BotTestInputs): Secrets {
  if (!isSecretContent(session, contentHash)) return secrets;
  return { cases: [...cases.keys()], names: secrets?.names ?? [] };
}

/**
 * The consequence of a test that has not passed, for messages. It is not known here whether anything requires the test.
 * `bot` is the name of the bot's resource, or of the test.
 */
function consequence({ version }: BotTestInputs, bot = "The bot"): string {
  return version === undefined
    ? `What requires this test does not publish ${bot}.`
    : `What requires this test of version ${version} of ${bot} is not done.`;
}

export const botTestKind: Kind = {
  inputs: botTestInputs,
  lifecycle: botTestLifecycle,
  plugin: () => botTestPlugin,
  computed: passedOutputs,
  references: {
    bot: { kind: "Bot", gives: { botId: "id", contentHash: "contentHash", promotionHash: "promotionHash" } },
    publication: {
      kind: "Publication",
      gives: { botId: "id", contentHash: "contentHash", promotionHash: "promotionHash", version: "version" },
    },
  },
};
