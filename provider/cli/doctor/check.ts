/** One finding of the doctor. */
export interface Check {
  readonly name: string;
  readonly status: "ok" | "warning" | "failure";
  /** What was found, and what to do if it is wrong. */
  readonly detail: string;
}

export const ok = (name: string, detail: string): Check => ({ name, status: "ok", detail });
export const warning = (name: string, detail: string): Check => ({ name, status: "warning", detail });
export const failure = (name: string, detail: string): Check => ({ name, status: "failure", detail });
