/**
 * Creates the `process` of a container: that of Node.js, except that it has no environment of this computer, cannot end this process, and keeps
 * its listeners to itself.
 */
export function createSiteProcess(): object {
  const env: Record<string, string> = {};
  const own = {
    env,
    argv: [] as string[],
    execArgv: [] as string[],
    exit: refuse('exit'),
    abort: refuse('abort'),
    kill: refuse('kill'),
    chdir: refuse('chdir'),
    on: doNothing,
    once: doNothing,
    off: doNothing,
    addListener: doNothing,
    removeListener: doNothing,
    emitWarning: doNothing,
  };
  return Object.assign(Object.create(process) as object, own);
}

function refuse(name: string): () => never {
  return () => {
    throw new Error(`process.${name} is not available to site code.`);
  };
}

function doNothing(this: unknown): unknown {
  return this;
}
