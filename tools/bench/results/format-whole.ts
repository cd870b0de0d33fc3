/** Formats a whole number with thousands separators: 1,000,000. */
export function formatWhole(value: number): string {
  return Math.round(value).toLocaleString('en');
}
