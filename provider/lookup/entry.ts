/**
 * What a program's first lookup imports. Node.js searches a module that is imported so for its exports, which is slow
 * for the bundle behind this one.
 */
export { ask, Session } from "./ask";
