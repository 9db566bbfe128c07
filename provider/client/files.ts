import { each, isId, isNumber, isObject, isText, isTime, numberOf, type Numeric } from "./http/answers";
import type { Caller } from "./http/call";
import type { Success } from "./http/envelope";
import { OPERATIONS } from "./http/operation";

/** An uploaded file. */
export interface FileInfo {
  readonly id: string;
  readonly bytes?: number;
  /** In Unix seconds, by the server's clock. */
  readonly createdAt?: number;
  readonly fileName?: string;
}

/** A file as the API has it. */
interface FileObject {
  id: string;
  bytes?: Numeric;
  created_at?: Numeric;
  file_name?: string;
}

const isFile = isObject({
  id: isId,
  ...each(["file_name"], isText),
  ...each(["bytes"], isNumber),
  ...each(["created_at"], isTime),
});

/** The file endpoints of the Coze API. None deletes or lists files. */
export class FilesApi {
  constructor(private readonly caller: Caller) {}

  /** `POST /v1/files/upload`. */
  async upload(content: Blob, fileName: string): Promise<FileInfo> {
    const body = new FormData();
    body.append("file", content, fileName);
    const answer = await this.caller.call({
      operation: OPERATIONS.uploadFile,
      subject: `the file ${fileName}`,
      path: "/v1/files/upload",
      body,
      bytes: content.size,
      expects: isFile,
    });
    const file = fileOf(answer);
    this.caller.markFresh(file.id);
    return file;
  }

  /** `GET /v1/files/retrieve`. */
  async retrieve(fileId: string): Promise<FileInfo> {
    const answer = await this.caller.call({
      operation: OPERATIONS.readFile,
      subject: `file ${fileId}`,
      path: "/v1/files/retrieve",
      target: fileId,
      query: { file_id: fileId },
      expects: isFile,
    });
    return fileOf(answer);
  }
}

function fileOf({ data }: Success): FileInfo {
  const { id, bytes, created_at: createdAt, file_name: fileName } = data as FileObject;
  return { id, bytes: numberOf(bytes), createdAt: numberOf(createdAt), fileName };
}
