/** Load of webhooks on processes of the server. */
export interface LoadSettings {
  readonly orders: number;
  /** Minutes over which the orders are spread. */
  readonly minutes: number;
  readonly processes: number;
  readonly database: 'postgres' | 'sqlite';
  /** Milliseconds that Wix takes to send an email. */
  readonly emailMs: number;
  /** Number of installations, among which the orders rotate. */
  readonly tenants: number;
  /** Share of webhooks that are delivered twice. */
  readonly duplicateShare: number;
  /** Longest delay of a webhook in milliseconds, so that others overtake it. */
  readonly maxDelayMs: number;
  readonly seed: number;
}

/** Load of ten thousand orders in ten minutes. */
export const fullLoad: LoadSettings = {
  orders: 10_000,
  minutes: 10,
  processes: 3,
  database: 'postgres',
  emailMs: 2_000,
  // A site of the emulator searches all its emails for each new one.
  tenants: 50,
  duplicateShare: 0.1,
  maxDelayMs: 4_000,
  seed: 20_260_101,
};

/** Returns the ids of the installations. */
export function tenantsOf({ tenants }: Pick<LoadSettings, 'tenants'>): readonly string[] {
  return Array.from(
    { length: tenants },
    (_none, index) => `0fc2d8b5-44b9-4f50-a0a4-${String(index).padStart(12, '0')}`,
  );
}
