import { join } from 'node:path';

import { buildSync } from 'esbuild';

import type { Emulator } from '../../emulator/emulator.ts';
import { OrderEventsError, type OrderEventsErrorCode } from '../../src/backend/order-events/order-events-error.ts';
import type { OrderEventStore } from '../../src/backend/order-events/ports/ports.ts';
import { makeSite, open } from '../emulator/site-fixture.ts';

const storeSource = `
  import { createWixDataStore } from '../outbox/src/backend/order-events/wix/wix-data-store.ts';

  const store = createWixDataStore();

  export async function callStore({ method, args }) {
    return await store[method](...args);
  }
`;

let siteDir: string | undefined;

/** An emulator on a site whose one event hands its arguments to the Wix Data store. */
export function openStoreSite(): Emulator {
  siteDir ??= makeSite({ 'src/backend/events.js': bundle(), 'package.json': '{}' });
  return open(siteDir);
}

/** The site's store, called from outside: what it throws comes out as the error that it is. */
export function storeOfSite(emulator: Emulator): OrderEventStore {
  // What comes back has been through JSON: no compiler can know its type, and the contract checks it.
  async function call(method: keyof OrderEventStore, args: readonly unknown[]): Promise<never> {
    const { result } = await emulator.invokeEvent('callStore', { method, args });
    if (result.kind === 'returned') return result.value as never;
    if (result.kind === 'crashed') throw new Error('The site stopped');
    const { name, code, message } = result.error;
    if (name !== 'OrderEventsError') throw new Error(`The site threw ${name}: ${message}`);
    throw new OrderEventsError(code as OrderEventsErrorCode, message, undefined);
  }
  return {
    readProjection: (...args) => call('readProjection', args),
    saveProjection: (...args) => call('saveProjection', args),
    removeOlderProjections: (...args) => call('removeOlderProjections', args),
    removeReplacedProjections: (...args) => call('removeReplacedProjections', args),
    insertNotification: (...args) => call('insertNotification', args),
    readNotification: (...args) => call('readNotification', args),
    saveNotification: (...args) => call('saveNotification', args),
    listDue: (...args) => call('listDue', args),
    listNotifications: (...args) => call('listNotifications', args),
    claimAttempt: (...args) => call('claimAttempt', args),
    readClaim: (...args) => call('readClaim', args),
    removeClaimsBefore: (...args) => call('removeClaimsBefore', args),
    keepUnhandled: (...args) => call('keepUnhandled', args),
    listUnhandled: (...args) => call('listUnhandled', args),
    removeUnhandled: (...args) => call('removeUnhandled', args),
    countProjections: (...args) => call('countProjections', args),
    countNotifications: (...args) => call('countNotifications', args),
    countUnhandled: (...args) => call('countUnhandled', args),
    readJobState: (...args) => call('readJobState', args),
    saveJobState: (...args) => call('saveJobState', args),
  };
}

function bundle(): string {
  const { outputFiles } = buildSync({
    stdin: { contents: storeSource, resolveDir: join(__dirname, '../..'), loader: 'ts' },
    bundle: true,
    format: 'esm',
    target: 'es2020',
    external: ['wix-*'],
    write: false,
  });
  return outputFiles[0]?.text ?? '';
}
