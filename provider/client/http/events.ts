import { createParser } from "eventsource-parser";
import { readJson } from "./envelope";
import type { Answer, Unanswered } from "./transport";

/** The size limit of one answer. */
const MAX_BYTES = 5 * 1024 * 1024;

/** The content of an answer of Coze, in JSON or in events. */
export interface Envelope {
  readonly code: number;
  readonly msg?: string;
  readonly data: unknown;
  readonly logId?: string;
}

export type Progress = "more" | "over" | "broken";

/** Takes the events of one stream. */
export interface EventReader {
  /** Whether more events follow. `read` parses the data; `broken`: they do not have the shape of the event. */
  take(event: string, read: () => unknown): Progress;
  /** The content of the stream; `undefined` before its end. */
  envelope(): Envelope | undefined;
}

export type ByteStream = AsyncIterable<Uint8Array> | undefined;

type Head = Pick<Answer, "status" | "headers">;

/** The answer. The reader gets a stream of events; a refusal comes as an ordinary text. */
export async function readStream(
  head: Head,
  body: ByteStream,
  { events: reader, token }: { readonly events: EventReader; readonly token: string },
): Promise<Answer | Unanswered> {
  const isEvents = head.headers.get("content-type")?.startsWith("text/event-stream") ?? false;
  const decoder = new TextDecoder();
  let text = "";
  let progress: Progress = "more";
  const parser = createParser({
    onEvent: ({ event = "message", data }) => {
      if (progress === "more") progress = reader.take(event, () => readJson(data, token));
    },
  });
  let size = 0;
  try {
    for await (const chunk of body ?? []) {
      size += chunk.length;
      if (size > MAX_BYTES) return lost("oversized", `more than ${MAX_BYTES / 1024 / 1024} MB`);
      const piece = decoder.decode(chunk, { stream: true });
      if (!isEvents) text += piece;
      else parser.feed(piece);
      if (hasCome(progress, "broken")) return lost("unreadable", "a stream with an event that is none of Coze's");
      if (hasCome(progress, "over")) break;
    }
  } catch (error) {
    // After the end of the chat a broken stream does no harm.
    if (reader.envelope() === undefined) throw error;
  }
  if (!isEvents) return { kind: "answer", ...head, text };
  const envelope = reader.envelope();
  if (!envelope) return lost("reset", "the stream ended before the chat did");
  return { kind: "answer", ...head, text, envelope };
}

/** The compiler does not see that the parser calls back and assigns. */
function hasCome(progress: Progress, wanted: Progress): boolean {
  return progress === wanted;
}

function lost(how: "reset" | "unreadable" | "oversized", detail: string): Unanswered {
  return { kind: "lost", how, detail };
}
