/** Matches texts for people: their wording is not tested, so changing it is not a fault. */
function isWording(path) {
  if (!path.isStringLiteral()) return false;
  const { parent } = path;
  const callee = parent.callee?.property ?? parent.callee;
  if (path.parentPath.isCallExpression()) return callee.name === 'log' && path.key === 0;
  return path.parentPath.isNewExpression() && callee.name === 'OrderEventsError' && path.key === 1;
}

/** Plugins of the mutation tests: see `stryker.config.js`. */
export const strykerPlugins = [
  {
    kind: 'Ignore',
    name: 'passed-over',
    value: { shouldIgnore: (path) => (isWording(path) ? 'wording of a log line or an error' : undefined) },
  },
];
