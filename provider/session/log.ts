/** The resource that a step is for. */
export interface Subject {
  readonly kind: string;
  /** Its name in the program. */
  readonly resource: unknown;
}

/** A message for the user. */
export interface LogEntry extends Partial<Subject> {
  readonly severity: "info" | "warning";
  readonly message: string;
  /** The id of the resource on Coze. A publication has the id of its bot. */
  readonly id?: string;
}

/** Where a host shows messages. */
export type LogSink = (entry: LogEntry) => void;

/** A sink for a host that only shows lines. The engine shows a line without its resource, so each line names it. */
export function asLines(write: (line: string) => void): LogSink {
  return ({ severity, message, kind, resource, id }) => {
    const name = typeof resource === "string" ? ` ${resource}` : "";
    const thing = kind === undefined || kind === "Publication" ? "bot" : kind.toLowerCase();
    const about = `coze${kind ? `:${kind}` : ""}${name}${id ? ` (${thing} ${id})` : ""}`;
    write(`${about}: ${severity === "warning" ? "warning: " : ""}${message}`);
  };
}
