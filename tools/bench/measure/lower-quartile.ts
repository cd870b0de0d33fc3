/**
 * Returns the value below which a quarter of the values lie; throws if there are none. What disturbs a measurement only ever adds to it, so
 * this varies less from run to run than the median.
 */
export function lowerQuartile(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  const value = sorted[Math.floor((sorted.length - 1) / 4)];
  if (value === undefined) throw new Error('A quartile needs at least one value');
  return value;
}
