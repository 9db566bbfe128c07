import type { Answer, Envelope, Unanswered } from "./answer";
import { createParser } from "eventsource-parser";
import { logIdOf, readJson } from "./envelope";

/** The size limit of the kept part of an answer. */
const MAX_KEPT = 5 * 1024 * 1024;
/** The size limit of one event. A thinking model's last message repeats all of its thoughts. */
const MAX_EVENT = 64 * 1024 * 1024;

/** The content of a stream, or why it has none. */
export type StreamResult = { readonly envelope: Envelope } | { readonly unusable: string };

export type Progress = "more" | "over" | "broken";

/** Takes the events of one stream. */
export interface EventReader {
  /**
   * Takes one event. `read` parses its data. The result says whether to go on: `more`, `over`, or `broken` if the data
   * do not have the shape of the event.
   */
  take(event: string, read: () => unknown): Progress;
  /** The content of the stream; `undefined` before its end. */
  result(): StreamResult | undefined;
  /** The size of the kept part of the events. */
  kept(): number;
}

export type ByteStream = AsyncIterable<Uint8Array> | undefined;

type Head = Pick<Answer, "status" | "headers">;

interface Reading {
  readonly text: string;
  readonly how: "over" | "broken" | "oversized";
}

/**
 * Reads an answer. The reader gets the events of a stream. A refusal is an ordinary text, sometimes with the content
 * type of a stream.
 */
export async function readStream(
  head: Head,
  body: ByteStream,
  { events: reader, token }: { readonly events: EventReader; readonly token: string },
): Promise<Answer | Unanswered> {
  const isEvents = head.headers.get("content-type")?.startsWith("text/event-stream") ?? false;
  let reading: Reading;
  try {
    reading = await readAll(body, isEvents ? reader : undefined);
  } catch (error) {
    // After the end of the chat a broken stream does no harm.
    if (reader.result() === undefined) throw error;
    reading = { text: "", how: "over" };
  }
  const { text, how } = reading;
  if (how === "oversized") return lost("oversized", `more than ${MAX_KEPT / 1024 / 1024} MB`);
  if (!isEvents || text !== "") return { kind: "answer", ...head, text };
  const result = reader.result();
  const isRefusal = result !== undefined && "envelope" in result && result.envelope.code !== 0;
  // Whatever the events say, a refused call has no answer.
  if (head.status !== 200) return { kind: "answer", ...head, text, ...(isRefusal ? result : {}) };
  if (how === "broken") return lost("unreadable", "a stream with an event that is none of Coze's");
  if (!result) return lost("reset", "the stream ended before the chat did");
  if ("unusable" in result) return unusable(result.unusable, logIdOf(head.headers, token));
  return { kind: "answer", ...head, text, ...result };
}

/**
 * Feeds the events to the reader. Any other body is returned as text, such as a JSON refusal with the content type of a
 * stream.
 */
async function readAll(body: ByteStream, reader: EventReader | undefined): Promise<Reading> {
  const decoder = new TextDecoder();
  let text = "";
  let isText = reader === undefined ? true : undefined;
  let sinceEvent = 0;
  let progress: Progress = "more";
  const parser = createParser({
    onEvent: ({ event = "message", data }) => {
      sinceEvent = 0;
      if (progress === "more" && reader) progress = reader.take(event, () => readJson(data));
    },
  });
  for await (const chunk of body ?? []) {
    const piece = decoder.decode(chunk, { stream: true });
    sinceEvent += piece.length;
    if (isText !== false) text += piece;
    // No event begins with a brace.
    if (isText === undefined && text.trim() !== "") isText = text.trimStart().startsWith("{");
    if (isText === false) {
      parser.feed(text || piece);
      text = "";
    }
    if (sinceEvent > (isText === false ? MAX_EVENT : MAX_KEPT)) return { text: "", how: "oversized" };
    if ((reader?.kept() ?? 0) > MAX_KEPT) return { text: "", how: "oversized" };
    const now = hasCome(progress);
    if (now !== "more") return { text: "", how: now };
  }
  return { text: isText ? text : "", how: "over" };
}

/**
 * Returns its argument. It hides from the compiler that `progress` is assigned in a callback, which the compiler does
 * not see.
 */
function hasCome(progress: Progress): Progress {
  return progress;
}

/**
 * A failure that is not repeated: the answer was read to its end but is not usable, and the server would bill a
 * repetition.
 */
export function unusable(detail: string, logId: string | undefined): Unanswered {
  return { kind: "lost", how: "unusable", detail: logId === undefined ? detail : `${detail}, log id ${logId}` };
}

function lost(how: "reset" | "unreadable" | "oversized", detail: string): Unanswered {
  return { kind: "lost", how, detail };
}
