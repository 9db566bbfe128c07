import type { FaultKind } from "../../emulator";
import type { ListFault } from "./lists";
import type { Act } from "./people";
import type { Edit, Key, Move } from "./program";

/** Whose program and state: the one that the world is about, or another one's. */
export type Who = "main" | "other";

/** What happens at a call of a run, counted from 0. */
export type Disturbance = { readonly call: number } & (
  | { readonly do: "people"; readonly act: Act }
  | { readonly do: "fault"; readonly kind: FaultKind }
  /** The machine is gone, before the server acts on the call or after it. */
  | { readonly do: "kill"; readonly after: boolean }
  | { readonly do: "cancel" }
);

export interface RunOptions {
  readonly who?: Who;
  /** In which legal order the steps are taken. */
  readonly order?: number;
  readonly targets?: readonly Key[];
  readonly replace?: readonly Key[];
  readonly goesOn?: boolean;
  readonly at?: readonly Disturbance[];
}

export type Step =
  | ({ readonly do: "up" | "refresh" | "destroy" } & RunOptions)
  | { readonly do: "edit"; readonly who?: Who; readonly edit: Edit }
  | { readonly do: "move"; readonly who?: Who; readonly move: Move }
  | { readonly do: "state delete"; readonly who?: Who; readonly key: Key }
  | { readonly do: "people"; readonly act: Act }
  | { readonly do: "list"; readonly fault: ListFault }
  | { readonly do: "server"; readonly odd: Odd }
  | { readonly do: "time"; readonly seconds: number };

/** What a server does that its documentation does not say first. */
export type Odd =
  | { readonly is: "documents from page 0" }
  | { readonly is: "review" }
  | { readonly is: "late"; readonly ms: number }
  | { readonly is: "status of new documents"; readonly status: number }
  | { readonly is: "without"; readonly route: string; readonly status: number }
  /** The other stack exports an unknown value, as after a run with targets. */
  | { readonly is: "unknown export" };

/** What a world begins with. */
export interface Start {
  /** The other program takes over the bot of the main one. */
  readonly shares: boolean;
  readonly allowSameName: boolean;
}

export interface History {
  readonly start: Start;
  readonly steps: readonly Step[];
}
