import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { commonChangeKinds } from '../../src/backend/order-events/changes/change.ts';
import { productChangeKinds } from '../../src/backend/order-events/products/product.ts';

const text = readFileSync(join(__dirname, '../../docs/changes.md'), 'utf8');
const sections = text.split(/^## /m);

describe('docs/changes.md', () => {
  it.each([
    ['Changes of every product', commonChangeKinds],
    ['Changes of ticket orders', productChangeKinds['wix-events']],
    ['Changes of plan orders', productChangeKinds['wix-pricing-plans']],
    ['Changes of shop orders', productChangeKinds['wix-ecom']],
  ])('has under "%s" one sentence or more for each kind, in order, and for no other', (title, kinds) => {
    const section = sections.find((candidate) => candidate.startsWith(title)) ?? '';

    const described = [...section.matchAll(/^- `([a-z-]+)` – [A-Z].*/gm)].map(([, kind]) => kind);

    expect(described).toEqual(kinds);
  });

  it.each(['compared', 'reported', 'inferred', 'first-seen', 'duplicate', 'stale'])('explains `%s`', (word) => {
    expect(text).toContain(`\`${word}\``);
  });
});
