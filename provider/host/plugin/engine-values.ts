import { Struct, type JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";
import { OUTPUT, RESOURCE, SECRET, signatureOf } from "../../values/marks";
import { UNKNOWN } from "../../values/tree";
import type { Props } from "../../lifecycle";
import { plain } from "../plain";

/** The engine's texts for unknown values, one for each type. */
const UNKNOWNS: ReadonlySet<unknown> = new Set([
  UNKNOWN,
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7", // boolean
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421", // number
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2", // list
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff", // object
  "030794c1-ac77-496b-92df-f27374a8bd58", // asset
  "e48ece36-62e2-4504-bad9-02848725956a", // archive
]);

/**
 * The plain values of a message: without marks of secrets, outputs and resources, and with one text for all unknown
 * values. Assets and archives keep their form.
 */
export function fromStruct(struct: Struct | undefined): Props {
  return unmarked(struct?.toJavaScript() ?? {}) as Props;
}

/** A result for the engine. Fails for anything that is not JSON, which would be a bug of the provider. */
export function toStruct(props: Props): Struct {
  return Struct.fromJavaScript(plain(props) as Record<string, JavaScriptValue>);
}

/** The values of a message with all their marks. */
export function markedIn(struct: Struct | undefined): Props {
  return struct?.toJavaScript() ?? {};
}

function unmarked(value: unknown): unknown {
  if (UNKNOWNS.has(value)) return UNKNOWN;
  if (Array.isArray(value)) return value.map(unmarked);
  if (typeof value !== "object" || value === null) return value;
  const marked = value as Record<string, unknown>;
  switch (signatureOf(value)) {
    case SECRET:
      return unmarked(marked["value"]);
    case OUTPUT:
      return "value" in marked ? unmarked(marked["value"]) : UNKNOWN;
    case RESOURCE:
      return unmarked(marked["id"] ?? marked["urn"]);
    default:
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, unmarked(item)]));
  }
}

/** The parts of a URN: `urn:pulumi:stack::project::parents$type::name`. */
export interface UrnParts {
  readonly project: string;
  readonly type: string;
  readonly name: string;
}

export function urnParts(urn: string): UrnParts {
  const [, project = "", types = "", ...name] = urn.split("::");
  // A name may contain the separator.
  return { project, type: types.split("$").at(-1) ?? "", name: name.join("::") };
}
