import type { PluginSide, RunNotes } from "../../host/kind";
import type { Props } from "../../lifecycle";
import type { Session } from "../../session/session";
import { importSpace } from "../space";
import { getAt, withAt } from "../../values/tree";
import { canonical, hashes } from "./canonical";
import { declarable, pluginsWithoutTools } from "../../values/declarable";
import { FIELD_KEYS } from "./fields";
import { noteContent } from "./secret-content";
import { computedFrom, fromInfo, refuseForeign } from "./wire";

export function botPlugin(session: Session, notes: RunNotes): PluginSide {
  return {
    // An adopted bot already has its id.
    knownBefore: ({ botId }) => (botId === undefined ? {} : { botId }),

    async importOf(id) {
      const live = await session.api().readDraft(id);
      refuseForeign(id, live, "imported");
      const spaceId = await importSpace(session, "Bot", id);
      const content = fromInfo(live);
      const { plugins, ...others } = declarable(content);
      // A plugin without tool ids cannot be declared.
      const declared = { ...others, ...(pluginsWithoutTools(content).length === 0 && { plugins }), spaceId };
      // The inputs have the form of a check: the engine compares them with the inputs of the next refresh.
      const inputs = { ...declared, ...hashes(canonical(declared)) };
      const outs = {
        ...content,
        ...hashes(canonical(content)),
        ...computedFrom(live),
        spaceId,
        botId: id,
        __schema: 1,
        // No leaf counts as declared: if the dynamic host takes over before the first update, it must not reset
        // undeclared leaves.
        __managed: [],
      };
      return { inputs, outs };
    },

    secretsIn(marked) {
      noteContent(session, marked);
      return {};
    },

    asDeclared: ({ olds, news, imported }) => (imported ? declaredPart(olds, news) : olds),

    noteDiff({ id, olds, imported, news }, { changed }) {
      const before = imported ? declaredPart(olds, news) : olds;
      // The policy is not content: no other resource follows its change.
      const isEdited =
        changed.some((path) => path !== "deletionPolicy") || before["contentHash"] !== news["contentHash"];
      notes.noteBot(id, { imported, isEdited, declared: canonical(news) });
    },
  };
}

/** The outputs with only the declared leaves, and the hashes of these leaves. */
function declaredPart(outs: Props, declared: Props): Props {
  const managed = Object.keys(canonical(declared));
  let part: Props = Object.fromEntries(Object.entries(outs).filter(([key]) => !FIELD_KEYS.has(key)));
  for (const path of managed) part = withAt(part, path, getAt(outs, path));
  return { ...part, ...hashes(canonical(part)), __managed: managed };
}
