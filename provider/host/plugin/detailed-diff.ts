import { DiffResponse, PropertyDiff } from "@pulumi/pulumi/proto/provider_pb";
import { getAt } from "../../values/tree";
import type { Diff, Props } from "../../lifecycle";

const { Kind } = PropertyDiff;

/** A diff in the engine's form: only the changed paths, each with its kind of change. */
export function diffResponse({ changes, changed, replaces }: Diff, olds: Props, news: Props): DiffResponse {
  const { DIFF_NONE, DIFF_SOME } = DiffResponse.DiffChanges;
  const response = new DiffResponse()
    .setChanges(changes ? DIFF_SOME : DIFF_NONE)
    .setReplacesList([...replaces])
    .setDiffsList([...new Set(changed.map(topLevel))])
    .setHasdetaileddiff(changes);
  const details = response.getDetaileddiffMap();
  for (const path of changed) details.set(path, propertyDiff(path, replaces.includes(topLevel(path)), olds, news));
  return response;
}

function propertyDiff(path: string, replaces: boolean, olds: Props, news: Props): PropertyDiff {
  const [before, after] = [getAt(olds, path), getAt(news, path)];
  const diff = new PropertyDiff();
  if (before === undefined) return diff.setKind(replaces ? Kind.ADD_REPLACE : Kind.ADD);
  if (after === undefined) return diff.setKind(replaces ? Kind.DELETE_REPLACE : Kind.DELETE);
  return diff.setKind(replaces ? Kind.UPDATE_REPLACE : Kind.UPDATE);
}

function topLevel(path: string): string {
  return path.split(/[.[]/, 1)[0] ?? path;
}
