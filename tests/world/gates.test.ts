import { worldTest } from "./in-time";

// The same, for what is live under a gate, and for what is not seen yet.

worldTest(["gate", "review", "mixed"]);
