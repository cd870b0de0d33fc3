import * as v from 'valibot';

import { createInMemoryPorts } from '../../src/backend/order-events/memory/in-memory-ports.ts';
import { emptyWorld } from '../../src/backend/order-events/memory/in-memory-world.ts';
import { defineMethod } from '../../src/backend/order-events/web-methods/define-method.ts';
import { noon } from '../ports/sample-rows.ts';

it('refuses input also where a schema does not name what it expects', async () => {
  const schema = v.pipe(
    v.number(),
    v.check((count) => count > 0),
  );
  const method = defineMethod({
    input: (count: unknown) => count,
    schema,
    work: () => Promise.resolve({ kind: 'ok', value: null }),
  });

  const result = await method('count', createInMemoryPorts(emptyWorld(noon)))(0);

  expect(result).toEqual({ kind: 'refused', reason: 'expected another value', path: '' });
});
