import { hasText } from "./http/answers";
import type { Caller } from "./http/call";
import type { Success } from "./http/envelope";
import { OPERATIONS } from "./http/operation";

/** What Coze tells of an uploaded file. */
export interface FileInfo {
  id: string;
  bytes?: number;
  /** Unix seconds, by the server's clock. */
  created_at?: number;
  file_name?: string;
}

/** The file endpoints of the Coze API. There is none that deletes a file, and none that lists them. */
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
      expects: hasText("id"),
    });
    const file = fileOf(answer);
    this.caller.isFresh(file.id);
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
      expects: hasText("id"),
    });
    return fileOf(answer);
  }
}

function fileOf({ data }: Success): FileInfo {
  return data as FileInfo;
}
