import { createInMemoryPorts } from '../../src/backend/order-events/memory/in-memory-ports.ts';
import { emptyWorld } from '../../src/backend/order-events/memory/in-memory-world.ts';
import { noon } from './sample-rows.ts';
import { describeStores } from './store-contract.ts';

describeStores('the in-memory stores', async () => ({
  stores: createInMemoryPorts(emptyWorld(noon)),
  close: () => Promise.resolve(),
}));
