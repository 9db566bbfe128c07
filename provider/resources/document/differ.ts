import { assetOf } from "../../asset";
import { canonicalJson } from "../../values/canonical-json";
import { normal } from "../../values/text";
import { containsUnknown } from "../../values/unknown";

/** Whether an input means something else than before. Assets are the same if their bytes are. */
export function differ(old: unknown, wanted: unknown): boolean {
  return containsUnknown(wanted) || form(old) !== form(wanted);
}

function form(value: unknown): string {
  return canonicalJson(assetOf(value)?.hash ?? normal(value) ?? null);
}
