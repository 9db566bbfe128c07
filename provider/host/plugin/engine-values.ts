import { Struct, type JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";
import { UNKNOWN } from "../../values/tree";
import type { Props } from "../../lifecycle";
import { plain } from "../plain";

/** The key of an object that represents another kind of value, and the signatures that the key may have. */
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";
const OUTPUT = "d0e6a833031e9bbcd3f4e8bde6ca49a4";
const RESOURCE = "5cf8f73096256a8f31e491e813e4eb8e";

/** The engine has a text for each type of value that is not known yet. */
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
 * The values of a message as plain ones: without the marks of secrets, outputs and resources, and with one text for all
 * unknown values. Assets and archives keep their form.
 */
export function fromStruct(struct: Struct | undefined): Props {
  return unmarked(struct?.toJavaScript() ?? {}) as Props;
}

/** A result for the engine; anything but JSON in it is a mistake of ours, and refused here. */
export function toStruct(props: Props): Struct {
  return Struct.fromJavaScript(plain(props) as Record<string, JavaScriptValue>);
}

/** The value as a secret, for the fields that are secret whatever the program says. */
export function secret(value: unknown): unknown {
  return { [SIGNATURE]: SECRET, value };
}

export function isSecret(value: unknown): boolean {
  const signature = signatureOf(value);
  return signature === SECRET || (signature === OUTPUT && (value as Record<string, unknown>)["secret"] === true);
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

function signatureOf(value: unknown): unknown {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>)[SIGNATURE] : undefined;
}

/** What a URN says of its resource: `urn:pulumi:stack::project::parents$type::name`. */
export interface UrnParts {
  readonly project: string;
  readonly type: string;
  readonly name: string;
}

export function urnParts(urn: string): UrnParts {
  const [, project = "", types = "", ...name] = urn.split("::");
  // A name may hold the separator.
  return { project, type: types.split("$").at(-1) ?? "", name: name.join("::") };
}
