/** Texts that are for people to read: another wording of them is no fault, so no test says what it is. */
function isWording(path) {
  if (!path.isStringLiteral()) return false;
  const { parent } = path;
  const callee = parent.callee?.property ?? parent.callee;
  if (path.parentPath.isCallExpression()) return callee.name === 'log' && path.key === 0;
  return path.parentPath.isNewExpression() && callee.name === 'OrderEventsError' && path.key === 1;
}

/** Read by the mutation tests: see `stryker.config.js`. */
export const strykerPlugins = [
  {
    kind: 'Ignore',
    name: 'passed-over',
    value: { shouldIgnore: (path) => (isWording(path) ? 'wording of a log line or an error' : undefined) },
  },
];
