import { ApiError } from "./api-error";
import type { ApiCall } from "./route";

export function checkSpace({ identity }: ApiCall, spaceId: string): void {
  if (!identity.spaces.has(spaceId)) {
    throw new ApiError(4101, `The token does not have permission to access the workspace ${spaceId}.`);
  }
}
