const { Script } = require("node:vm");
const { default: Runtime } = require("jest-runtime");

/**
 * By file: its source, and V8's compiled script. All test files of a process share them; each test file has its own
 * context.
 */
const compiled = new Map();

/**
 * Jest's runtime, but it compiles each module once for a process, and not again for each test file. That saves a fifth
 * of the processor time of small files. The same code runs, in a new context with new state.
 */
module.exports = class CompilesOnce extends Runtime {
  constructor(...options) {
    super(...options);
    const { executor } = this;
    const head = `(function (${executor.injectedModuleParameters.join(", ")}) {`;
    executor.compile = (source, filename) => {
      const context = executor.environment.getVmContext();
      if (context === null) return null;
      const known = compiled.get(filename);
      if (known?.source === source) return known.script.runInContext(context);
      // The offset keeps the lines and columns of the file.
      const script = new Script(`${head}${source}\n})`, { filename, columnOffset: -head.length });
      compiled.set(filename, { source, script });
      return script.runInContext(context);
    };
  }
};
