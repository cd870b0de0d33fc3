/** Enough of an installation's id to tell a few sites apart. */
export function shortSite(instanceId: string): string {
  return instanceId.slice(0, 8);
}
