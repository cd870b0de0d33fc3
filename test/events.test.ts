import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { handlerNames, handlers } from '../src/backend/order-events/handlers/handlers.ts';

const source = readFileSync(join(__dirname, '../src/backend/events.ts'), 'utf8');
const entries = [...source.matchAll(/^\/\*\* (.*) \*\/\nexport function (\w+)\(event: unknown\)/gm)];

describe('events.ts', () => {
  it('exports each handler of the registry as a literal function, and nothing else', () => {
    expect(entries.map(([, , name]) => name)).toEqual(handlerNames);
    expect(source.match(/\bexport\b/g)).toHaveLength(handlerNames.length);
  });

  it.each(handlerNames)('says where %s is documented, and hands its event over under its own name', (handler) => {
    const [text, comment] = entries.find(([, , name]) => name === handler) ?? [];

    expect(comment).toMatch(new RegExp(`: ${handlers[handler].documentedAt}$`));
    expect(source).toContain(
      `${String(text)}: Promise<EventOutcome> {\n  return handleOrderEvent('${handler}', event, site);\n}`,
    );
  });
});
