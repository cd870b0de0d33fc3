import type { Stores } from '../../src/backend/order-events/ports/ports.ts';
import { describeClaims } from './attempt-claims-contract.ts';
import { describeErasures } from './erasures-contract.ts';
import { describeJobStates } from './job-states-contract.ts';
import { describeLeftovers } from './leftovers-contract.ts';
import { describeNotifications } from './notifications-contract.ts';
import { describeProjections } from './projections-contract.ts';
import { describeRecorded } from './recorded-events-contract.ts';
import { describeUnhandled } from './unhandled-events-contract.ts';

/** Stores that are open and empty. */
export interface OpenStores {
  readonly stores: Stores;
  close(): Promise<void>;
}

/** What the stores of every adapter must do, port by port; `open` is called for each test. */
export function describeStores(name: string, open: () => Promise<OpenStores>): void {
  describe(name, () => {
    let opened: OpenStores | undefined;
    const stores = (): Stores => {
      if (opened === undefined) throw new Error('The stores are not open');
      return opened.stores;
    };

    beforeEach(async () => {
      opened = await open();
    });
    afterEach(async () => {
      await opened?.close();
      opened = undefined;
    });

    describe('projections', () => describeProjections(() => stores().projections));
    describe('notifications', () => describeNotifications(() => stores().notifications));
    describe('claims of attempts', () => describeClaims(() => stores().claims));
    describe('events that could not be handled', () => describeUnhandled(() => stores().unhandled));
    describe('states of jobs', () => describeJobStates(() => stores().jobStates));
    describe('recorded events', () => describeRecorded(() => stores().recorded));
    describe('erasures', () => describeErasures(() => stores().erasures));
    describe('leftovers', () => describeLeftovers(stores));
  });
}
