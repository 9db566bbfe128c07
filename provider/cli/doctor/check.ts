/** What the doctor found out about one thing. */
export interface Check {
  readonly name: string;
  readonly status: "ok" | "warning" | "failure";
  /** What is there; where it is not fine, what to do. */
  readonly detail: string;
}

export const ok = (name: string, detail: string): Check => ({ name, status: "ok", detail });
export const warning = (name: string, detail: string): Check => ({ name, status: "warning", detail });
export const failure = (name: string, detail: string): Check => ({ name, status: "failure", detail });
