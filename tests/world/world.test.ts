import { worldTest } from "./in-time";

// Everything that may happen to a stack, by chance, and what has to hold after each of it. `npm run world` is for longer.

worldTest(["ownership", "lists", "account", "mixed"]);
