import type { Guard } from './guard.ts';

/** Guards against clocks that differ. */
export const clockGuards: readonly Guard[] = [
  {
    name: 'a container that does not know its clock’s error allows for twelve minutes',
    file: 'wix/store-clock.ts',
    lines: 'const MAX_ERROR_MS = 12 * 60_000;',
    without: 'const MAX_ERROR_MS = 9 * 60_000;',
    scenario: 'reported by both events',
    variant: 'clocks apart',
  },
  {
    name: 'a lease begins at the latest time that its container’s clock may mean',
    file: 'intake/create-capped.ts',
    lines: 'storeTime().latest + leaseMs',
    without: 'storeTime().earliest + leaseMs',
    scenario: 'reported by both events',
    variant: 'clocks apart',
  },
  {
    name: 'a claim is dated by the latest time that its container’s clock may mean',
    file: 'delivery/deliver-due.ts',
    lines: 'claims.claim(key, attempt, storeTime().latest);',
    without: 'claims.claim(key, attempt, storeTime().earliest);',
    scenario: 'reported by both events',
    variant: 'clocks apart',
  },
];
