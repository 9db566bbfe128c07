import type * as pulumi from "@pulumi/pulumi";
import { CozeResource, ofExisting, type CozeResourceOptions } from "../../program/resource";

/**
 * The inputs of a {@link CozeFile}. Both are checked in the preview, without a call; all problems are reported at once.
 *
 * Coze's page: https://docs.coze.cn/developer_guides/upload_files
 */
export interface CozeFileArgs {
  /**
   * The file: a `pulumi.asset.FileAsset`, whose path is relative to the project's directory, a `StringAsset`, or a
   * `RemoteAsset`. Required; 1 byte to 512 MB. Its name, or `fileName`, ends in a format that Coze takes:
   *
   * - images: JPG (or JPEG), JPG2, PNG, GIF, WEBP, HEIC, HEIF, BMP, PCD, TIFF (or TIF)
   * - documents: DOC, DOCX, XLS, XLSX, PPT, PPTX, PDF, Numbers, CSV
   * - texts: CPP, PY, JAVA, C
   * - audio: WAV, MP3, FLAC, M4A, AAC, OGG, WMA, MIDI
   * - video: MP4, AVI, MOV, 3GP, 3GPP, FLV, WEBM, WMV, RMVB, M4V, MKV
   * - archives: RAR, ZIP, 7Z, GZ, GZIP, BZ2
   *
   * Only the bytes count: other bytes **replace** the file, the same ones from another path or of another kind of asset
   * change nothing.
   */
  source: pulumi.Input<pulumi.asset.Asset>;
  /**
   * The name that the file is uploaded under: at least one character, without `/` or `\`, with the ending of a format
   * that Coze takes. Default: the last segment of the path or address, as it was when these bytes were uploaded; required
   * with a `StringAsset`. A change **replaces** the file.
   */
  fileName?: pulumi.Input<string>;
}

/**
 * A file that is uploaded to Coze: a bot's avatar, or an image of a knowledge base.
 *
 * A create is one upload, a change of bytes or name is another, and whatever uses `fileId` is updated in the same run. No
 * change is no call. Files of 8 MB and more are uploaded one after another, as each may take its size in memory. An upload
 * may last as long as `coze:timeoutSeconds`, and a second longer for each 512 kB; a download from an address, which a
 * `RemoteAsset` is, as long as `coze:timeoutSeconds`. Coze takes 10 uploads a second of a personal account and 20 of others; more are
 * waited for.
 *
 * Coze keeps a file for three months, and one that is the avatar of a bot for ever. `pulumi refresh` finds out that a file
 * has expired, and the next `pulumi up` uploads it again. Coze answers "not found" for a file of another account, too: a
 * younger file that is not found is an error, and stays in the state. A file can be used by the account that has uploaded
 * it alone, and cannot be downloaded.
 *
 * Deleting the resource calls nothing, as Coze has no call that deletes a file: it expires by itself.
 *
 * The token needs the permission points `uploadFile`, and `retrieveFile` for a refresh. An operation that fails prints one
 * line that has Coze's code, its words and the log id. A failed upload is repeated as it is, as one too many does no harm.
 *
 * Coze's pages: https://docs.coze.cn/developer_guides/upload_files and https://docs.coze.cn/developer_guides/retrieve_files
 *
 * @example
 * ```ts
 * const logo = new CozeFile("logo", { source: new pulumi.asset.FileAsset("logo.png") });
 * const bot = new CozeBot("support", { name: "Support", iconFileId: logo.fileId });
 * ```
 */
export class CozeFile extends CozeResource {
  /** The file's id on Coze, the same as `id`: what `iconFileId` of a bot takes. */
  declare readonly fileId: pulumi.Output<string>;
  /** As declared in {@link CozeFileArgs}. */
  declare readonly source: pulumi.Output<pulumi.asset.Asset>;
  /** The name that the file was uploaded under. */
  declare readonly fileName: pulumi.Output<string>;
  /** The size of the file, in bytes. */
  declare readonly bytes: pulumi.Output<number>;
  /** When the file was uploaded, in Unix seconds. */
  declare readonly createdAt: pulumi.Output<number>;

  /**
   * @param name The name of the resource in the program; unique there.
   * @param args What the file is.
   * @param opts Resource options. `replaceOnChanges` has no effect on dynamic resources, nor have custom timeouts.
   */
  constructor(name: string, args: CozeFileArgs, opts?: CozeResourceOptions) {
    super("File", name, { ...args }, OUTPUTS, opts);
  }

  /**
   * Reads an uploaded file without managing it: one call in every run. It has no `source`. Fails where there is no such
   * file, or it is another account's.
   *
   * @param name The name of the resource in the program; unique there.
   * @param id The file's id.
   * @param opts Resource options.
   */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: CozeResourceOptions): CozeFile {
    return new CozeFile(name, {} as CozeFileArgs, ofExisting("File", name, id, opts));
  }
}

const OUTPUTS = ["fileId", "source", "fileName", "bytes", "createdAt"];
