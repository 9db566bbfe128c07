import { randomUUID } from "node:crypto";
import {
  PartialFailure,
  type Checked,
  type Created,
  type Diff,
  type Lifecycle,
  type Props,
  type Step,
} from "../../lifecycle";
import type { Session } from "../../session/session";
import { MAX_CASES } from "../../values/limits";
import type { Declared } from "../../values/tree";
import { counts, botTestInputs, botTestProblems, hints, schemaProblems, type BotTestInputs } from "./inputs";
import {
  changedInputs,
  isOpen,
  willTest,
  computedOf,
  inputsOf,
  outputs,
  type BotTestComputed,
  type BotTestOutputs,
  computed,
} from "./state";
import { omissions, report, resultsOf, transcript, type Secrets } from "./report";
import { runSuite, type SuiteOutcome } from "./run";
import { declaredBot, draftConflicts, draftHash, liveConflicts } from "../bot/declared";
import { isSecretContent } from "../bot/secret-content";
import type { Kind, PluginSide } from "../../host/kind";
import { containsSecret, isSecret } from "../../values/marks";

type Inputs = Declared<BotTestInputs>;

export function botTestLifecycle(session: Session): Lifecycle<BotTestInputs, BotTestOutputs> {
  return {
    check,
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

async function check(olds: Partial<BotTestInputs>, news: Props): Promise<Checked<BotTestInputs>> {
  const problems = [...botTestProblems(news), ...(await schemaProblems(news["cases"]))];
  if (problems.length > 0) return { problems };
  const inputs = news as Inputs;
  // An update is announced by its diff, which knows whether the test runs again without a change.
  const isNew = Object.keys(olds).length === 0;
  const { data } = botTestInputs.shape.cases.safeParse(inputs.cases);
  const announced = isNew ? announcement(inputs) : undefined;
  const note = [...(data ? hints(data) : []), ...(announced === undefined ? [] : [announced])].join("; ");
  return { inputs, problems, ...(note === "" ? {} : { note }) };
}

function announcement({ cases }: Inputs): string | undefined {
  const { data } = botTestInputs.shape.cases.safeParse(cases);
  return data && `to be tested: ${counts(data)}; chats are billed, and the tools that the bot calls act for real`;
}

function diff(olds: BotTestOutputs, news: Inputs): Diff {
  const changed = changedInputs(olds, news);
  const note = willTest(olds, news) ? announcement(news) : undefined;
  return { changes: changed.length > 0 || isOpen(olds, news), changed, replaces: [], ...(note && { note }) };
}

/** For the gate of a publication of this run. */
function notePassed(session: Session, { botId, version, passed, testedContentHash: tested }: BotTestOutputs): void {
  if (passed && version === undefined && tested !== "") session.registry.notePassed(botId, tested);
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
  return willTest(olds, news) ? test(session, id, news, step) : outputs(id, news, computedOf(olds));
}

async function test(session: Session, id: string, inputs: BotTestInputs, { resource }: Step): Promise<BotTestOutputs> {
  const { botId, version } = inputs;
  const secrets = secretsOf(session, inputs);
  const source = version === undefined ? "draft" : { version };
  const api = session.api();
  const bot = version === undefined ? declaredBot(session, botId) : undefined;
  const then = consequence(inputs, session.registry.managerOf("Bot", botId) ?? resource);
  const edited = bot && (await draftConflicts(session, botId, bot));
  if (edited && edited.length > 0) return untested(session, id, inputs, { edited, then, chats: 0 });
  const outcome = await runSuite({ ...inputs, source }, (request) => api.chats.ask(request), {
    now: () => session.clock.now(),
  });
  const omitted = omissions(outcome);
  if (omitted !== undefined) session.log(omitted);
  const hasPassed = outcome.cases.every(({ status }) => status === "passed");
  // The chats were with the content that the draft still has.
  const draft = version === undefined && (hasPassed || bot) ? await api.readDraft(botId) : undefined;
  const changed = draft && bot ? liveConflicts(bot, draft) : [];
  if (changed.length > 0) return untested(session, id, inputs, { edited: changed, then, chats: outcome.chats });
  if (hasPassed) {
    const outs = outputs(id, inputs, {
      ...failedOf(session, outcome, secrets),
      passed: true,
      // A version that is live already opens no gate for a draft.
      testedContentHash: draft ? inputs.contentHash : "",
      testedPromotionHash: inputs.promotionHash,
      testedDraftHash: draft ? draftHash(draft) : "",
    });
    notePassed(session, outs);
    return outs;
  }
  const outs = outputs(id, inputs, failedOf(session, outcome, secrets));
  const problem = (words: boolean): string =>
    `${report(outcome, { secrets, isDraft: source === "draft", words })}\n${then}`;
  if (inputs.onFailure === "record") {
    session.warn(problem(true));
    return outs;
  }
  // The engine stores the reason of a failure, and prints a log line only.
  const said = transcript(outcome, secrets);
  if (said !== undefined) session.log(said);
  throw new PartialFailure(id, outs, new Error(problem(false)));
}

/** The outputs of a run that has not passed. */
function failedOf(session: Session, outcome: SuiteOutcome, secrets: Secrets): BotTestComputed {
  return {
    ...NOT_PASSED,
    testedAt: new Date(session.api().serverNow()).toISOString(),
    chats: outcome.chats,
    results: resultsOf(outcome, secrets),
  };
}

const NOT_PASSED = { passed: false, testedContentHash: "", testedPromotionHash: "", testedDraftHash: "" };

/** A test of another content than the declared one is none. As an error of its cases, so that the next `up` tests again. */
function untested(
  session: Session,
  id: string,
  inputs: BotTestInputs,
  { edited, then, chats }: { readonly edited: readonly string[]; readonly then: string; readonly chats: number },
): BotTestOutputs {
  const results = inputs.cases.map(({ name }) => ({ name, status: "error" as const, passed: 0, runs: 0 }));
  const testedAt = new Date(session.api().serverNow()).toISOString();
  const outs = outputs(id, inputs, { ...NOT_PASSED, testedAt, chats, results });
  const problem =
    `The draft of bot ${inputs.botId} is not what the program declares, so it is not tested: it differs in ${edited.join(", ")}, as after an ` +
    `edit in the console. Run \`pulumi refresh\`, then \`pulumi up\`. ${then}`;
  if (inputs.onFailure !== "record") throw new PartialFailure(id, outs, new Error(problem));
  session.warn(problem);
  return outs;
}

/** The secret cases: all of them where the bot's content holds a secret, since any answer may repeat it. */
function secretsOf(session: Session, { cases, contentHash, __secretCases: secrets }: BotTestInputs): Secrets {
  if (!isSecretContent(session, contentHash)) return secrets;
  return { cases: [...cases.keys()], names: secrets?.names ?? [] };
}

/** The publish that is not made. `bot` is the name of the bot's resource, or that of the test. */
function consequence({ version }: BotTestInputs, bot = "The bot"): string {
  return version === undefined
    ? `${bot} is not published; what is live stays as it is.`
    : `Version ${version} of ${bot} stays live as it is, and what requires this test is not done.`;
}

/** What a run of the test changes: all but its id. */
const COMPUTED = Object.keys(computed({}, "")).filter((key) => key !== "testId");

const botTestPlugin: PluginSide = {
  unknownAfter: (olds, news) => (willTest(olds, news) ? COMPUTED : []),
  secretsIn: ({ cases }) => (containsSecret(cases) ? { __secretCases: secretCases(cases) } : {}),
  importOf: (id) => Promise.reject(new Error(`The test ${id} cannot be imported: Coze knows no tests. Declare it.`)),
};

/** The same positions as the constructor of the class finds. If the list itself is secret, all of them. */
function secretCases(cases: unknown): BotTestInputs["__secretCases"] {
  const all = Array.from({ length: MAX_CASES }, (_, i) => i);
  if (!Array.isArray(cases)) return { cases: all, names: all };
  const where = (part: (item: unknown) => unknown): number[] =>
    all.slice(0, cases.length).filter((i) => containsSecret(part(cases[i])));
  return { cases: where((item) => item), names: where(nameOf) };
}

function nameOf(item: unknown): unknown {
  return typeof item === "object" && item !== null && "name" in item && !isSecret(item) ? item.name : item;
}

/** The outputs of a mocked test: it has passed, without a chat. */
function passed(inputs: Props, id: string): Props {
  const { contentHash, promotionHash, cases } = inputs;
  const names = Array.isArray(cases) ? (cases as { name: string; minPassed?: number; repeat?: number }[]) : [];
  const results = names.map(({ name, repeat = 1, minPassed: count = repeat }) => {
    return { name, status: "passed", passed: count, runs: count };
  });
  return { ...computed(inputs, id), testedContentHash: contentHash, testedPromotionHash: promotionHash, results };
}

export const botTestKind: Kind = {
  inputs: botTestInputs,
  lifecycle: botTestLifecycle,
  plugin: () => botTestPlugin,
  computed: passed,
};
