/** Returns the variable names that a rule's `variables` function sets; `null` if it cannot be called without an order. */
export function listRuleVariables(variables: unknown): readonly string[] | null {
  if (typeof variables !== 'function') return null;
  try {
    const result: unknown = Reflect.apply(variables, undefined, [anything()]);
    return typeof result === 'object' && result !== null ? Object.keys(result) : null;
  } catch {
    return null;
  }
}

/** Returns a value that has every property and can be called, iterated and printed, so that a rule runs without an order. */
function anything(): unknown {
  return new Proxy(() => undefined, {
    get(_target, key) {
      if (key === Symbol.toPrimitive) return () => '';
      if (key === Symbol.iterator) return () => [][Symbol.iterator]();
      return anything();
    },
    apply: anything,
    has: () => true,
  });
}
