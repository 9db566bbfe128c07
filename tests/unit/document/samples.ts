import { createHash } from "node:crypto";
import type { Props } from "../../../provider/lifecycle";
import { ARCHIVE, ASSET, SIGNATURE } from "../../harness/marks";

export const hashOfText = (text: string): string => createHash("sha256").update(text).digest("hex");

/** A `StringAsset` as the engine hands it to a provider. */
export const textAsset = (text: string): Props => ({ [SIGNATURE]: ASSET, hash: hashOfText(text), text });

/** A `FileAsset` as the engine hands it to a provider. */
export const fileAsset = (path: string, hash = "0".repeat(64)): Props => ({ [SIGNATURE]: ASSET, hash, path });

/** A `RemoteAsset` as the engine hands it to a provider. */
export const remoteAsset = (uri: string, hash = "0".repeat(64)): Props => ({ [SIGNATURE]: ASSET, hash, uri });

/** What is left of any asset in the state, as it comes to `diff` and `read`. */
export const elided = ({ hash }: Props): Props => ({ [SIGNATURE]: ASSET, hash });

export const archive = (): Props => ({ [SIGNATURE]: ARCHIVE, hash: "0".repeat(64) });
