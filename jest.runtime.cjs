const { AsyncLocalStorage } = require('node:async_hooks');
const vm = require('node:vm');
const { default: Runtime } = require('jest-runtime');

/** Compiled modules of this worker, by file. */
const scripts = new Map();

/** Stores that ran in the current test file. Node.js looks at each of them at every promise until it is disabled. */
const stores = new Set();
const { run } = AsyncLocalStorage.prototype;
AsyncLocalStorage.prototype.run = function runAndNote(...args) {
  stores.add(this);
  return run.apply(this, args);
};

/**
 * Creates the runtime of a test file. It evaluates every module anew, as jest does, but compiles each once for all test files of a worker:
 * to compile jest's own modules, which are evaluated for each file, takes longer than most tests.
 */
module.exports = function createRuntime(...args) {
  const runtime = new Runtime(...args);
  compileOnce(runtime.executor);
  const requireInternalModule = runtime.requireInternalModule.bind(runtime);
  runtime.requireInternalModule = (from, name) =>
    name === 'node:async_hooks' ? { AsyncLocalStorage: createStore } : requireInternalModule(from, name);
  const teardown = runtime.teardown.bind(runtime);
  runtime.teardown = () => {
    teardown();
    for (const store of stores) store.disable();
    stores.clear();
  };
  return runtime;
};

function compileOnce(executor) {
  const compileAlone = executor.compile.bind(executor);
  const start = `(function (${executor.injectedModuleParameters.join(', ')}) {`;
  executor.compile = (text, filename) => {
    const context = executor.environment.getVmContext();
    if (context === null) return null;
    try {
      if (scripts.get(filename)?.text !== text) {
        const script = new vm.Script(`${start}${text}\n})`, { filename, columnOffset: -start.length });
        scripts.set(filename, { text, script });
      }
    } catch {
      // It describes the mistake.
      return compileAlone(text, filename);
    }
    return scripts.get(filename).script.runInContext(context);
  };
}

/** Creates what tells jest which test runs. As no tests run concurrently, that needs nothing that costs time at every promise. */
function createStore() {
  let current;
  return {
    getStore: () => current,
    async run(value, callback) {
      const outer = current;
      current = value;
      try {
        return await callback();
      } finally {
        current = outer;
      }
    },
  };
}
