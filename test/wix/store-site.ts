import { join } from 'node:path';
import { buildSync } from 'esbuild';

import type { Emulator } from '../../emulator/emulator.ts';
import { OrderEventsError, type OrderEventsErrorCode } from '../../src/backend/order-events/order-events-error.ts';
import type { InsertProof } from '../../src/backend/order-events/ports/insert-proof.ts';
import type { Leftovers } from '../../src/backend/order-events/ports/leftovers.ts';
import type { Stores } from '../../src/backend/order-events/ports/ports.ts';
import { makeSite, open } from '../emulator/site-fixture.ts';

const STORE_SOURCE = `
  import { createSiteLoad } from './src/backend/order-events/wix/site-load.ts';
  import { createStoreClock } from './src/backend/order-events/wix/store-clock.ts';
  import { createWixStores } from './src/backend/order-events/wix/wix-stores.ts';

  const stores = createWixStores({ effort: 'brief', random: Math.random, load: createSiteLoad(Date.now), clock: createStoreClock(Date.now) });
  const removal = { isInTime: () => true, noteProgress: () => Promise.resolve() };

  export async function callStore({ port, method, args }) {
    if (port === 'leftovers' && method === 'remove') return await stores.leftovers.remove(args[0], { ...args[1], ...removal });
    return await stores[port][method](...args);
  }
`;

let siteDir: string | undefined;

/** An emulator on a site whose one event hands its arguments to the Wix Data stores. */
export function openStoreSite(): Emulator {
  siteDir ??= makeSite({ 'src/backend/events.js': bundle(), 'package.json': '{}' });
  return open(siteDir);
}

/** The site's stores, called from outside: what they throw comes out as the error that it is. */
export function storesOfSite(
  emulator: Emulator,
): Stores & { readonly leftovers: Leftovers; readonly insertProof: InsertProof } {
  function portOf<Port extends keyof Stores>(port: Port): NonNullable<Stores[Port]> {
    const methods: unknown = new Proxy(
      {},
      {
        get:
          (_target, method) =>
          async (...args: readonly unknown[]) => {
            // JSON makes `null` of what is left out.
            const given = args.filter((argument) => argument !== undefined);
            const { result } = await emulator.invokeEvent('callStore', { port, method, args: given });
            if (result.kind === 'returned') return result.value;
            if (result.kind === 'crashed') throw new Error('The site stopped');
            const { name, code, message } = result.error;
            if (name !== 'OrderEventsError') throw new Error(`The site threw ${name}: ${message}`);
            throw new OrderEventsError(code as OrderEventsErrorCode, message, undefined);
          },
      },
    );
    // What comes back has been through JSON: no compiler can know its type, and the contract checks it.
    return methods as NonNullable<Stores[Port]>;
  }

  return {
    projections: portOf('projections'),
    notifications: portOf('notifications'),
    claims: portOf('claims'),
    unhandled: portOf('unhandled'),
    jobStates: portOf('jobStates'),
    recorded: portOf('recorded'),
    erasures: portOf('erasures'),
    leftovers: portOf('leftovers'),
    insertProof: portOf('insertProof'),
  };
}

function bundle(): string {
  const { outputFiles } = buildSync({
    stdin: { contents: STORE_SOURCE, resolveDir: join(__dirname, '../..'), loader: 'ts' },
    bundle: true,
    format: 'esm',
    target: 'es2020',
    external: ['wix-*'],
    write: false,
  });
  return outputFiles[0]?.text ?? '';
}
