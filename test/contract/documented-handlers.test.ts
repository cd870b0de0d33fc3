import { isDocumented } from '../../emulator/site-entries/documented-handlers.ts';
import { handlerNames } from '../../src/backend/order-events/handlers/handlers.ts';

it('the list of documented handlers has every handler of the registry', () => {
  expect(handlerNames.filter((name) => !isDocumented(name))).toEqual([]);
});
