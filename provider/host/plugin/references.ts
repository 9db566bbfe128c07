import type { Registry } from "../../session/registry";
import { OUTPUT, RESOURCE, SECRET, signatureOf } from "../../values/marks";
import { differ } from "../../values/differ";
import type { Problem } from "../../values/problem";
import { UNKNOWN } from "../../values/tree";
import type { Props } from "../../lifecycle";
import type { Reference, References } from "../kind";
import { urnParts } from "./engine-values";

/** Inputs with the values of the resources that they name. */
interface Resolved {
  readonly inputs: Props;
  readonly problems: readonly Problem[];
}

interface Check {
  /** The inputs with the engine's marks. `news` are the same inputs without marks. */
  readonly marked: Props;
  readonly news: Props;
  /** The inputs of the last check, without references. */
  readonly olds: Props;
}

/**
 * Replaces references by the values of this run. The values of a resource that this run does not touch, as with
 * `--target`, are the recorded ones.
 */
export function resolve(references: References, { marked, news, olds }: Check, registry: Registry): Resolved {
  const resolved: Record<string, unknown> = { ...withoutReferences(references, news) };
  const problems: Problem[] = [];
  for (const [key, reference] of Object.entries(references)) {
    if (news[key] === undefined) continue;
    const given = pointerOf(marked[key]);
    if (given === undefined) {
      if (reference.isObject || news[key] === UNKNOWN) continue;
      problems.push({ path: [key], rule: mustBe(reference) });
    }
    const found = given && valuesOf(key, { reference, given, olds }, registry);
    if (found?.problem) problems.push(found.problem);
    // A refused input becomes unknown, so that it has no second problem.
    const values = found?.values ?? mapValues(reference.gives, () => UNKNOWN);
    if (reference.isObject) resolved[key] = values;
    else problems.push(...place(resolved, { key, news, olds, values }));
  }
  problems.push(...subjectProblems(references, news, resolved));
  return { inputs: resolved, problems };
}

/** The problems of a resource with two subjects or none: it needs one reference, or an id in its place. */
function subjectProblems(references: References, news: Props, resolved: Record<string, unknown>): Problem[] {
  const subjects = Object.entries(references).filter(([, { isObject }]) => !isObject);
  const [first, ...more] = subjects.map(([key]) => key).filter((key) => news[key] !== undefined);
  if (more.length > 0) return more.map((key) => ({ path: [key], rule: `must not be set beside ${first ?? ""}` }));
  const idInput = subjects.flatMap(([, { gives }]) => idInputOf(gives) ?? [])[0];
  if (idInput === undefined || resolved[idInput] !== undefined) return [];
  const ways = [...subjects.map(([name]) => name), idInput];
  // A refused input becomes unknown, so that it has no second problem.
  for (const [, { gives }] of subjects) for (const input of Object.keys(gives)) resolved[input] ??= UNKNOWN;
  return [{ path: ways.slice(0, 1), rule: `is required, or ${ways.slice(1).join(" or ")} in its place` }];
}

function idInputOf(gives: Reference["gives"]): string | undefined {
  return Object.keys(gives).find((input) => gives[input] === "id");
}

/**
 * The inputs without references. An unknown reference, as in the diff before a replacement, makes the inputs unknown
 * that it gives.
 */
export function withoutReferences(references: References, props: Props): Props {
  const isReference = (key: string): boolean => references[key] !== undefined && !references[key].isObject;
  const unknown = Object.keys(props)
    .filter((key) => isReference(key) && props[key] === UNKNOWN)
    .flatMap((key) => Object.keys(references[key]?.gives ?? {}));
  return {
    ...Object.fromEntries(Object.entries(props).filter(([key]) => !isReference(key))),
    ...Object.fromEntries(unknown.map((input) => [input, UNKNOWN])),
  };
}

/**
 * Only the references, in the engine's form. They stay among the inputs, since the engine compares inputs by the
 * program's own names.
 */
export function referencesIn(references: References, marked: Props): Props {
  const given = Object.entries(marked).filter(([key]) => references[key] && !references[key].isObject);
  return Object.fromEntries(given);
}

interface Pointer {
  readonly urn: string;
  /** The id, empty or unknown before the create. */
  readonly id: string;
}

/** The resource that a value names; `undefined` for any other value. */
function pointerOf(value: unknown): Pointer | undefined {
  const marked = value as Record<string, unknown>;
  switch (signatureOf(value)) {
    case SECRET:
    case OUTPUT:
      return pointerOf(marked["value"]);
    case RESOURCE: {
      const { urn, id } = marked;
      return { urn: String(urn), id: typeof id === "string" ? id : "" };
    }
    default:
      return undefined;
  }
}

interface Named {
  readonly reference: Reference;
  readonly given: Pointer;
  readonly olds: Props;
}

function valuesOf(
  key: string,
  { reference, given: { urn, id }, olds }: Named,
  registry: Registry,
): { readonly values?: Props; readonly problem?: Problem } {
  const { kind, gives, isObject } = reference;
  const { type, name } = urnParts(urn);
  if (type !== `coze:index:${kind}`) return { problem: { path: [key], rule: mustBe(reference) } };
  const known = registry.outputsOf(urn);
  if (known) {
    const outs: Props = { ...known.outs, id: known.id === "" ? UNKNOWN : known.id };
    return { values: mapValues(gives, (output) => outs[output]) };
  }
  const idInput = idInputOf(gives) ?? "";
  const recorded = isObject ? olds[key] : olds[idInput] === id && pick(olds, Object.keys(gives));
  if (typeof recorded === "object" && recorded !== null) return { values: recorded as Props };
  const rule =
    `the resource ${name} has no part in this run, and nothing of it is recorded here: with --target, name it as a target, too; with a ` +
    "provider of its own, give both the same provider";
  return { problem: { path: [key], rule } };
}

/**
 * Puts the values of a reference into the inputs. A value that the program gives beside the reference is a problem,
 * unless `ignoreChanges` has put the recorded value there.
 */
function place(
  resolved: Record<string, unknown>,
  { key, news, olds, values }: { key: string; news: Props; olds: Props; values: Props },
): Problem[] {
  return Object.entries(values).flatMap(([input, value]): Problem[] => {
    if (news[input] === undefined) {
      if (value !== undefined) resolved[input] = value;
      return [];
    }
    if (olds[input] !== undefined && !differ(olds[input], news[input])) return [];
    return [{ path: [input], rule: `must not be set beside ${key}, which sets it` }];
  });
}

function mapValues(record: Readonly<Record<string, string>>, value: (output: string) => unknown): Props {
  return Object.fromEntries(Object.entries(record).map(([key, output]) => [key, value(output)]));
}

function pick(props: Props, keys: readonly string[]): Props {
  return Object.fromEntries(keys.map((key) => [key, props[key]]));
}

function mustBe({ kind, gives }: Reference): string {
  const idInput = idInputOf(gives);
  const also = idInput === undefined ? "" : `; an id goes into ${idInput}`;
  return `must be a resource coze:${kind} of this program${also}`;
}
