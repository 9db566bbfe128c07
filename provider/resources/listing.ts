import type { Listed, Listing } from "../host/kind";
import type { Session } from "../session/session";

const SPACE: Listing["query"] = {
  spaceId: { description: "The id of the workspace. Default: `spaceId` of the settings.", isRequired: false },
};

/** Lists the objects of the requested workspace, or else of the configured one. */
export function inSpace(list: (session: Session, spaceId: string) => Promise<readonly Listed[]>): Listing {
  return {
    query: SPACE,
    list: (session, { spaceId = session.settings().spaceId }) => {
      if (spaceId !== undefined) return list(session, spaceId);
      throw new Error(
        "spaceId: is required: give it, or set the configuration key coze:spaceId or the environment variable COZE_SPACE_ID",
      );
    },
  };
}

/** An object as a list shows it. Coze may have no name for it. */
export function listed({ id, name = "" }: { readonly id: string; readonly name?: string | undefined }): Listed {
  return { id, name };
}
