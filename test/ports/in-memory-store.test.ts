import { createInMemoryStore } from '../../src/backend/order-events/memory/in-memory-store.ts';
import { emptyWorld } from '../../src/backend/order-events/memory/in-memory-world.ts';
import { noon } from './sample-rows.ts';
import { describeStore } from './store-contract.ts';

describeStore('the in-memory store', () => createInMemoryStore(emptyWorld(noon)));
