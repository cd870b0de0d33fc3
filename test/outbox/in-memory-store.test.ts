import { createInMemoryStore } from '../support/in-memory-store.ts';
import { emptyWorld } from '../support/in-memory-world.ts';
import { noon } from './sample-rows.ts';
import { describeStore } from './store-contract.ts';

describeStore('the in-memory store', () => createInMemoryStore(emptyWorld(noon)));
