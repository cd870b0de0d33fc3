import { cleanUp } from '../emulator/site-fixture.ts';
import { openStoreSite, storeOfSite } from './store-site.ts';
import { describeStore } from './store-contract.ts';

afterAll(cleanUp);

describeStore('the Wix Data store', () => storeOfSite(openStoreSite()));
