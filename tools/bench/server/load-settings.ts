/** A load of webhooks on processes of the server. */
export interface LoadSettings {
  readonly orders: number;
  /** Over how many minutes they are spread. */
  readonly minutes: number;
  readonly processes: number;
  readonly database: 'postgres' | 'sqlite';
  /** How long Wix takes to send an email. */
  readonly emailMs: number;
  /** Installations that the orders are of, in turn. */
  readonly tenants: number;
  /** Which part of the webhooks is delivered twice. */
  readonly duplicateShare: number;
  /** By how much a webhook may be late, so that others overtake it. */
  readonly maxDelayMs: number;
  readonly seed: number;
}

/** Ten thousand orders in ten minutes. */
export const fullLoad: LoadSettings = {
  orders: 10_000,
  minutes: 10,
  processes: 3,
  database: 'postgres',
  emailMs: 2_000,
  // A site of the emulator looks through all its emails for each new one.
  tenants: 50,
  duplicateShare: 0.1,
  maxDelayMs: 4_000,
  seed: 20_260_101,
};

/** The ids of the installations. */
export function tenantsOf({ tenants }: Pick<LoadSettings, 'tenants'>): readonly string[] {
  return Array.from(
    { length: tenants },
    (_none, index) => `0fc2d8b5-44b9-4f50-a0a4-${String(index).padStart(12, '0')}`,
  );
}
