import type { Caller } from "./http/call";
import { OPERATIONS } from "./http/operation";
import * as z from "./http/schema";

/** An uploaded file. */
export interface FileInfo {
  readonly id: string;
  readonly bytes?: number;
  /** In Unix seconds, by the server's clock. */
  readonly createdAt?: number;
  readonly fileName?: string;
  /** The address of the file in the store of Coze Studio. */
  readonly uri?: string;
}

export const file = z.as(
  z.object({
    id: z.id,
    bytes: z.maybe(z.number),
    created_at: z.maybe(z.time),
    CreatedAt: z.maybe(z.time),
    file_name: z.maybe(z.text()),
    uri: z.maybe(z.text()),
  }),
  ({ id, bytes, created_at: createdAt, CreatedAt, file_name: fileName, uri }): FileInfo => ({
    ...{ id, bytes, fileName, uri },
    createdAt: createdAt ?? CreatedAt,
  }),
);

/** The file endpoints of the Coze API. Coze has no call that deletes or lists files. */
export class FilesApi {
  constructor(private readonly caller: Caller) {}

  /** `POST /v1/files/upload`. */
  async upload(content: Blob, fileName: string): Promise<FileInfo> {
    const body = new FormData();
    body.append("file", content, fileName);
    const { data } = await this.caller.call({
      operation: OPERATIONS.uploadFile,
      subject: `the file ${fileName}`,
      path: "/v1/files/upload",
      body,
      bytes: content.size,
      answer: file,
    });
    this.caller.markFresh(data.id);
    return data;
  }

  /** `GET /v1/files/retrieve`. */
  async retrieve(fileId: string): Promise<FileInfo> {
    const answer = await this.caller.call({
      operation: OPERATIONS.readFile,
      subject: `file ${fileId}`,
      path: "/v1/files/retrieve",
      target: fileId,
      query: { file_id: fileId },
      answer: file,
    });
    return answer.data;
  }
}
