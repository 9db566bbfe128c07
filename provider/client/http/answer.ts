/** The content of an answer of Coze, in JSON or in events. */
export interface Envelope {
  readonly code: number;
  readonly msg?: string;
  readonly data: unknown;
  readonly logId?: string;
}

/** An answer of any status. */
export interface Answer {
  readonly kind: "answer";
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The content of a stream of events, instead of a text. */
  readonly envelope?: Envelope;
}

/** No readable answer. */
export type Unanswered =
  /** The request was not sent: the server cannot have acted. */
  | {
      readonly kind: "refused";
      readonly by: "network" | "proxy" | "certificate";
      /** Whether another attempt would fail, too. */
      readonly lasts: boolean;
      readonly detail: string;
      readonly cause: unknown;
    }
  /** The request was sent: the server may have acted. */
  | {
      readonly kind: "lost";
      readonly how: "reset" | "timeout" | "unreadable" | "oversized" | "unusable";
      /** The field that an unreadable answer lacks. */
      readonly field?: string;
      readonly detail: string;
      readonly cause?: unknown;
    };
