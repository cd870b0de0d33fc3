/** Returns a short form of an instance ID, long enough to tell a few sites apart. */
export function shortSite(instanceId: string): string {
  return instanceId.slice(0, 8);
}
