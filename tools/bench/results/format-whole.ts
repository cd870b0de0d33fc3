/** A whole number as people read it: 1,000,000. */
export function formatWhole(value: number): string {
  return Math.round(value).toLocaleString('en');
}
