/**
 * The module that a program's first lookup imports. Node.js scans a CommonJS module for its exports when `import()`
 * loads it. The scan would be slow for the large bundle behind this module.
 */
export { ask, Session } from "./ask";
