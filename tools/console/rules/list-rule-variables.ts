/** The names that a rule's `variables` function sets, whatever the order; `null` when it cannot be called blindly. */
export function listRuleVariables(variables: unknown): readonly string[] | null {
  if (typeof variables !== 'function') return null;
  try {
    const result: unknown = Reflect.apply(variables, undefined, [anything()]);
    return typeof result === 'object' && result !== null ? Object.keys(result) : null;
  } catch {
    return null;
  }
}

/** A value that has every field, can be called, listed and printed: enough to walk through a rule without an order. */
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
