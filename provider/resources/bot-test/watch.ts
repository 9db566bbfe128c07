import { CozeApiError } from "../../client/errors/errors";
import type { Session } from "../../session/session";
import { draftHash } from "../bot/declared";
import { liveVersion } from "./compare/baseline";

/** Content that may change during the chats: the draft, or the live version on the API channel. */
export type Unpinned = "draft" | "live";

/** The result of a look after the chats. */
interface Seen {
  /** The reason, if the chats were not with one content. */
  readonly problem?: string;
  /** The reason, if it is not known whether the chats were with one content. */
  readonly note?: string;
}

/** A look at the content that is asked. */
interface Watch {
  /** A hash or a version that identifies the content before the first chat; `undefined` if it cannot be read. */
  readonly before: string | undefined;
  /** Reads the content again after the last chat, and says what has changed meanwhile. */
  again(): Promise<Seen>;
}

export async function watch(session: Session, botId: string, which: Unpinned): Promise<Watch> {
  const before = await contentOf(session, botId, which);
  const again = async (): Promise<Seen> => {
    const after = await contentOf(session, botId, which);
    if (before === undefined || after === undefined) {
      const note = `whether the draft of bot ${botId} was edited during the chats cannot be read`;
      return which === "draft" ? { note } : {};
    }
    if (before === after) return {};
    const what =
      which === "draft" ? `the draft of bot ${botId} was edited` : `another version of bot ${botId} went live`;
    return { problem: `${what} during the chats, so that they were not with one content. Run it again.` };
  };
  return { before, again };
}

async function contentOf(session: Session, botId: string, which: Unpinned): Promise<string | undefined> {
  try {
    return which === "live" ? await liveVersion(session, botId) : draftHash(await session.api().readDraft(botId));
  } catch (error) {
    if (!(error instanceof CozeApiError)) throw error;
    return undefined;
  }
}
