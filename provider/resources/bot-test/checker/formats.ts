import type Ajv from "ajv";
import addFormats from "ajv-formats";

/** An object with formats by name. */
type Formats = Pick<Ajv, "formats">;

/**
 * The shapes by RFC 3339. The library also accepts any white space in place of the T, and an offset without minutes.
 */
const OFFSET = String.raw`(?:Z|[+-]\d{2}:\d{2})$`;
const SHAPES: Readonly<Record<string, RegExp>> = {
  "date-time": new RegExp(String.raw`^\d{4}-\d{2}-\d{2}T[\d:.]+${OFFSET}`, "i"),
  time: new RegExp(String.raw`^[\d:.]+${OFFSET}`, "i"),
  "iso-date-time": /^[\d-]+[T ]\S+$/i,
};

const HEX_GROUPS = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;
const BASE_64 = /^(?:[A-Za-z\d+/]{4})*(?:[A-Za-z\d+/]{2}==|[A-Za-z\d+/]{3}=)?$/;

/** The parts of an address by RFC 5321. */
const ATOM = "[a-z0-9!#$%&'*+/=?^_`{|}~-]+";
const QUOTED = String.raw`"(?:[\x20\x21\x23-\x5b\x5d-\x7e]|\\[\x20-\x7e])*"`;
const LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
const LOCAL = new RegExp(String.raw`^(?:${ATOM}(?:\.${ATOM})*|${QUOTED})$`, "i");
const DOMAIN = new RegExp(String.raw`^${LABEL}(?:\.${LABEL})*$`, "i");
const [LOCAL_MAX, DOMAIN_MAX] = [64, 255];

/** Adds the formats to a validator, as their standards define them. */
export function withFormats<V extends Ajv>(validator: V): V {
  addFormats(validator);
  // The library knows these formats, and checks nothing.
  delete validator.formats["password"];
  delete validator.formats["binary"];
  for (const [name, shape] of Object.entries(SHAPES)) {
    const known = checkOf(validator, name);
    validator.addFormat(name, (text: string) => shape.test(text) && known(text));
  }
  const [ipv4, ipv6] = [checkOf(validator, "ipv4"), checkOf(validator, "ipv6")];
  validator.addFormat("uuid", HEX_GROUPS);
  validator.addFormat("byte", BASE_64);
  validator.addFormat("email", (text: string) => isMailbox(text, { ipv4, ipv6 }));
  return validator;
}

type Check = (text: string) => boolean;

/** The library's check for a format. */
function checkOf({ formats }: Formats, name: string): Check {
  const format = formats[name];
  const check = typeof format === "object" && "validate" in format ? format.validate : format;
  if (check instanceof RegExp) return (text) => check.test(text);
  return typeof check === "function" ? (check as Check) : () => false;
}

/**
 * Whether a text is a mail address. Before the `@` are words and dots, or a text in quotes; after it a domain, or an IP
 * address in brackets.
 */
function isMailbox(text: string, { ipv4, ipv6 }: Readonly<Record<"ipv4" | "ipv6", Check>>): boolean {
  const at = text.lastIndexOf("@");
  const [local, domain] = [text.slice(0, Math.max(at, 0)), text.slice(at + 1)];
  if (!LOCAL.test(local) || local.length > LOCAL_MAX || domain.length > DOMAIN_MAX) return false;
  const [, literal] = /^\[(.*)\]$/.exec(domain) ?? [];
  if (literal === undefined) return DOMAIN.test(domain);
  const [, six] = /^IPv6:(.*)$/i.exec(literal) ?? [];
  return six === undefined ? ipv4(literal) : ipv6(six);
}
