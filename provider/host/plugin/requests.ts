import { AsyncLocalStorage } from "node:async_hooks";
import {
  CheckFailure,
  CheckRequest,
  CheckResponse,
  CreateResponse,
  ReadResponse,
  UpdateResponse,
  type CreateRequest,
  type DeleteRequest,
  type DiffRequest,
  type DiffResponse,
  type ReadRequest,
  type UpdateRequest,
} from "@pulumi/pulumi/proto/provider_pb";
import type { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { until } from "../../client/http/clock";
import { UNKNOWN } from "../../values/tree";
import type { Problem } from "../../values/problem";
import type { Created, Props } from "../../lifecycle";
import { diffResponse } from "./detailed-diff";
import { fromStruct, markedIn, toStruct, urnParts } from "./engine-values";
import type { Known, References } from "../kind";
import type { HostedKind, Kinds } from "./kinds";
import { outlineOf } from "./long-lists";
import type { Names } from "./names";
import { referencesIn, resolve, withoutReferences } from "./references";
import { refuseWrongId } from "../steps";
import { keepingSecretsOf, withSecretsOf } from "./secrets";

/** Every request about a resource names it. */
interface ResourceRequest {
  getUrn(): string;
  getTimeout?(): number;
}

/** The problems of lists that are too long to be read. */
function longLists(lists: ReadonlyMap<string, number>, mostItems: Readonly<Record<string, number>> = {}): Problem[] {
  return Object.entries(mostItems).flatMap(([key, most]) => {
    const count = lists.get(key) ?? 0;
    const rule = `must have at most ${most} items, got a list of ${count} items`;
    return count > most ? [{ path: [key], rule }] : [];
  });
}

/** Answers the engine's requests for steps of resources. */
export class ResourceRequests {
  /** Static: Node propagates every AsyncLocalStorage ever created through every promise. */
  private static readonly subject = new AsyncLocalStorage<string>();

  constructor(
    private readonly kinds: Kinds,
    private readonly names: Names,
    private readonly now: () => number,
  ) {}

  /** The resource whose step runs, for the log. */
  static runningUrn(): string | undefined {
    return ResourceRequests.subject.getStore();
  }

  /** Takes the bytes of the message: a list that is refused by its size is never turned into values. */
  async check(message: Uint8Array): Promise<CheckResponse> {
    const { urn, lists } = outlineOf(message);
    const { steps, plugin, references } = await this.kindOf(urn);
    const tooLong = longLists(lists, plugin.mostItems);
    if (tooLong.length > 0) return this.refusal(urn, tooLong);
    const request = CheckRequest.deserializeBinary(message);
    const marked = markedIn(request.getNews());
    const oldInputs = withoutReferences(references, withoutHostKeys(request.getOlds()));
    const given = { marked, news: fromStruct(request.getNews()), olds: oldInputs };
    const resolved = resolve(references, given, this.kinds.registry);
    const news = { ...named(request, resolved.inputs), ...plugin.secretsIn?.(marked) };
    const olds = plugin.checkedBefore?.(oldInputs, news) ?? oldInputs;
    const checked = await this.during(request, () => steps.check(olds, news, request.getUrn()));
    const problems = [...resolved.problems, ...checked.problems];
    // The references stay: the engine compares inputs by the names that the program uses.
    const inputs = { ...referencesIn(references, marked), ...checked.inputs };
    if (problems.length > 0) return this.refusal(urn, problems);
    return new CheckResponse().setInputs(toStruct(withSecretsOf(marked, inputs)));
  }

  async diff(request: DiffRequest): Promise<DiffResponse> {
    const { steps, plugin, references } = await this.kindOf(request.getUrn());
    const known = knownOf(request, references);
    const olds = plugin.asDeclared?.(known) ?? known.olds;
    const diff = await this.during(request, () => steps.diff(known.id, olds, known.news, request.getUrn(), known.olds));
    plugin.noteDiff?.(known, diff);
    // The outputs of a resource that does not change are the recorded ones.
    if (!diff.changes) this.kinds.registry.noteOutputs(request.getUrn(), known.id, known.olds);
    return diffResponse(diff, olds, known.news);
  }

  async create(request: CreateRequest): Promise<CreateResponse> {
    const { steps, plugin, computed, references, hide } = await this.kindOf(request.getUrn());
    const marked = markedIn(request.getProperties());
    const inputs = named(request, withoutReferences(references, fromStruct(request.getProperties())));
    const answer = (outs: Props, id = ""): CreateResponse => {
      this.kinds.registry.noteOutputs(request.getUrn(), id, outs);
      return new CreateResponse().setProperties(toStruct(hide(withSecretsOf(marked, outs)))).setId(id);
    };
    if (request.getPreview()) {
      const unknown = Object.fromEntries(Object.keys(computed({}, "")).map((key) => [key, UNKNOWN]));
      return answer({ ...unknown, ...plugin.knownBefore?.(inputs), ...inputs });
    }
    const create = (): Promise<Created> => this.during(request, () => steps.create(inputs, request.getUrn()));
    const { id, outs } = await keepingSecretsOf(marked, create, hide);
    return answer(outs, id);
  }

  async read(request: ReadRequest): Promise<ReadResponse> {
    const { steps, plugin, references, hide } = await this.kindOf(request.getUrn());
    const id = request.getId();
    const oldOutputs = named(request, withoutHostKeys(request.getProperties()));
    // A request without inputs is an import. Nothing else distinguishes an import from a read of an object that others
    // manage.
    if (oldOutputs["__schema"] === undefined && !request.hasInputs())
      return this.import(request, { steps, plugin, hide }, id);
    const imported = isImported(request.getProperties());
    const oldInputs = withoutReferences(references, withoutHostKeys(request.getInputs()));
    const known = { id, olds: oldOutputs, oldInputs, news: oldInputs, imported };
    const olds = imported ? (plugin.asDeclared?.(known) ?? oldOutputs) : oldOutputs;
    const found = await this.during(request, () => steps.read(id, olds, request.getUrn()));
    // For the engine, an empty id means that the resource is gone.
    if (found === "gone") return new ReadResponse();
    const marked = markedIn(request.getInputs());
    const outs = imported ? { ...oldOutputs, ...found.outs, __imported: true } : found.outs;
    return readResponse(id, hide(withSecretsOf(markedIn(request.getProperties()), outs)), {
      ...referencesIn(references, marked),
      ...withSecretsOf(marked, found.inputs),
    });
  }

  async update(request: UpdateRequest): Promise<UpdateResponse> {
    const { steps, plugin, computed, references, hide } = await this.kindOf(request.getUrn());
    const known = knownOf(request, references);
    const { id, news } = known;
    const olds = plugin.asDeclared?.(known) ?? known.olds;
    const marked = markedIn(request.getNews());
    const answer = (outs: Props): UpdateResponse => {
      this.kinds.registry.noteOutputs(request.getUrn(), id, outs);
      return new UpdateResponse().setProperties(toStruct(hide(withSecretsOf(marked, outs))));
    };
    if (request.getPreview()) {
      const kept = Object.fromEntries(Object.keys(computed({}, "")).map((key) => [key, olds[key]]));
      const unknown = plugin.unknownAfter?.(olds, news) ?? [];
      return answer({ ...kept, ...news, ...Object.fromEntries(unknown.map((key) => [key, UNKNOWN])) });
    }
    const update = (): Promise<Props> => this.during(request, () => steps.update(id, olds, news, request.getUrn()));
    return answer(await keepingSecretsOf(marked, update, hide));
  }

  async delete(request: DeleteRequest): Promise<void> {
    const { steps } = await this.kindOf(request.getUrn());
    const outs = named(request, withoutHostKeys(request.getProperties()));
    await this.during(request, () => steps.delete(request.getId(), outs, request.getUrn()));
  }

  private async import(
    request: ReadRequest,
    { steps, plugin, hide }: Pick<HostedKind, "steps" | "plugin" | "hide">,
    id: string,
  ): Promise<ReadResponse> {
    refuseWrongId(id);
    const { outs, inputs } = await this.during(request, () => plugin.importOf(id));
    steps.noteImport(id, named(request, inputs), request.getUrn());
    return readResponse(id, hide({ ...named(request, outs), __imported: true }), named(request, inputs));
  }

  /**
   * The answer to refused inputs. It names no property, since the engine would print the value of a named property,
   * even a secret.
   */
  private refusal(urn: string, problems: readonly Problem[]): CheckResponse {
    const { type } = urnParts(urn);
    const failures = problems.map((problem) => new CheckFailure().setReason(this.names.sentence(type, problem)));
    return new CheckResponse().setFailuresList(failures);
  }

  private kindOf(urn: string): Promise<HostedKind> {
    return this.kinds.of(urnParts(urn).type);
  }

  /** Runs a step within the resource's `customTimeouts`, in seconds. 0 means no limit. */
  private during<T>(request: ResourceRequest, step: () => Promise<T>): Promise<T> {
    const seconds = request.getTimeout?.() ?? 0;
    const limited = seconds > 0 ? () => until(this.now() + seconds * 1000, step) : step;
    return ResourceRequests.subject.run(request.getUrn(), limited);
  }
}

function readResponse(id: string, outs: Props, inputs: Props): ReadResponse {
  return new ReadResponse().setId(id).setProperties(toStruct(outs)).setInputs(toStruct(inputs));
}

/** The properties with the name of the resource, which lifecycles and states of dynamic resources need. */
function named(request: ResourceRequest, props: Props): Props {
  return { ...props, __resource: props["__resource"] ?? urnParts(request.getUrn()).name };
}

/** The old outputs, the old inputs and the new inputs of a diff or an update. */
function knownOf(request: DiffRequest | UpdateRequest, references: References): Known {
  return {
    id: request.getId(),
    olds: withoutHostKeys(request.getOlds()),
    oldInputs: withoutReferences(references, withoutHostKeys(request.getOldInputs())),
    news: named(request, withoutReferences(references, fromStruct(request.getNews()))),
    imported: isImported(request.getOlds()),
  };
}

/** The properties without the keys of the hosts. The state may come from the dynamic host. */
function withoutHostKeys(struct: Struct | undefined): Props {
  const { __provider, __imported, ...props } = fromStruct(struct);
  return props;
}

function isImported(outs: Struct | undefined): boolean {
  return fromStruct(outs)["__imported"] === true;
}
