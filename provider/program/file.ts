import type * as pulumi from "@pulumi/pulumi";
import { CozeResource, ofExisting, type CozeResourceOptions } from "./resource";

/**
 * The inputs of a {@link CozeFile}. The preview checks them without a call and reports all problems at once.
 *
 * Coze's page: https://docs.coze.cn/developer_guides/upload_files
 */
export interface CozeFileArgs {
  /**
   * The file: a `pulumi.asset.FileAsset`, whose path is relative to the project's directory, a `StringAsset`, or a
   * `RemoteAsset`. Required; 1 byte to 512 MB. Its name, or `fileName`, has the extension of a format that Coze
   * accepts:
   *
   * - images: JPG (or JPEG), JPG2, PNG, GIF, WEBP, HEIC, HEIF, BMP, PCD, TIFF (or TIF)
   * - documents: DOC, DOCX, XLS, XLSX, PPT, PPTX, PDF, Numbers, CSV
   * - texts: CPP, PY, JAVA, C
   * - audio: WAV, MP3, FLAC, M4A, AAC, OGG, WMA, MIDI
   * - video: MP4, AVI, MOV, 3GP, 3GPP, FLV, WEBM, WMV, RMVB, M4V, MKV
   * - archives: RAR, ZIP, 7Z, GZ, GZIP, BZ2
   *
   * Only the bytes count: different bytes **replace** the file. The same bytes from another path or kind of asset
   * change nothing.
   */
  source: pulumi.Input<pulumi.asset.Asset>;
  /**
   * The name of the upload: at least one character, without `/` or `\`, with the extension of a format that Coze
   * accepts. Default: the last segment of the path or address, as of the upload of these bytes; required with a
   * `StringAsset`. A change **replaces** the file.
   */
  fileName?: pulumi.Input<string>;
}

/**
 * A file that is uploaded to Coze: a bot's avatar, or an image of a knowledge base.
 *
 * A create is one upload. A change of bytes or name is another upload, and resources that use `fileId` are updated in
 * the same run. A run without a change makes no call. Files of 8 MB and more are uploaded one after another, since each
 * may take its size in memory. The time limit of an upload is `coze:timeoutSeconds` and one more second for each 512
 * kB; the time limit of the download of a `RemoteAsset` is `coze:timeoutSeconds`. Coze allows 10 uploads a second for a
 * personal account and 20 for others; the package delays further uploads.
 *
 * Coze keeps a file for three months, and the avatar of a bot for ever. `pulumi refresh` finds an expired file, and the
 * next `pulumi up` uploads it again. Coze answers "not found" for a file of another account, too. So if a younger file
 * is not found, the refresh fails, and the file stays in the state. Only the account of the upload can use a file, and
 * nobody can download it.
 *
 * Deleting the resource makes no call, since Coze has none that deletes a file. The file expires by itself.
 *
 * The token needs the permission points `uploadFile`, and `retrieveFile` for a refresh. Errors of operations are one
 * line with Coze's code, its words and the log id. A failed upload is repeated, since a second upload does no harm.
 *
 * Coze's pages: https://docs.coze.cn/developer_guides/upload_files and
 * https://docs.coze.cn/developer_guides/retrieve_files
 *
 * @remarks In other languages: `coze:File` in YAML, `pulumi_coze.File` in Python, `coze.NewFile` in Go,
 * `Pulumi.Coze.File` in .NET.
 *
 * @example
 * ```ts
 * const logo = new CozeFile("logo", { source: new pulumi.asset.FileAsset("logo.png") });
 * const bot = new CozeBot("support", { name: "Support", iconFileId: logo.fileId });
 * ```
 */
export class CozeFile extends CozeResource {
  /** The file's id on Coze, the same as `id`, for `iconFileId` of a bot. */
  declare readonly fileId: pulumi.Output<string>;
  /** The uploaded file. */
  declare readonly source: pulumi.Output<pulumi.asset.Asset>;
  /** The name of the upload. */
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
   * Reads an uploaded file without managing it, with one call in every run. The output `source` has no value. Fails if
   * there is no such file, or if it belongs to another account.
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
