import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const rootDir = join(__dirname, '../..');

interface Entry {
  readonly title: string;
  readonly text: string;
}

function entriesOfLedger(): Entry[] {
  const ledger = readFileSync(join(rootDir, 'docs/payload-contradictions.md'), 'utf8');
  return ledger
    .split(/^### /m)
    .slice(1)
    .map((section) => {
      const [title = '', ...lines] = section.split(/^## /m)[0]?.split('\n') ?? [];
      return { title, text: lines.join('\n') };
    });
}

const entries = entriesOfLedger();
const pins = entries.flatMap(({ text, title }) =>
  [...text.matchAll(/^- Pinned by: `([^`]+)` › `([^`]+)`$/gm)].map(([, file = '', name = '']) => ({
    title,
    file,
    name,
  })),
);

describe('the ledger of contradictions', () => {
  it('has entries for all three products', () => {
    const ledger = readFileSync(join(rootDir, 'docs/payload-contradictions.md'), 'utf8');

    expect(ledger.match(/^## .*$/gm)).toEqual([
      '## All products',
      '## Ticket orders',
      '## Plan orders',
      '## Shop orders',
    ]);
    expect(entries.length).toBeGreaterThan(40);
  });

  it.each(entries)('says of "$title" what is said, what else, what follows and which test pins it', ({ text }) => {
    const labels = text.match(/^- (Says|But|So|Pinned by): \S/gm)?.map((label) => label.slice(2, -3));

    expect(labels?.slice(0, 4)).toEqual(['Says', 'But', 'So', 'Pinned by']);
  });

  it.each(pins)('names a test that exists for "$title": $name', ({ file, name }) => {
    const path = join(rootDir, file);

    expect(existsSync(path)).toBe(true);
    expect(readFileSync(path, 'utf8')).toContain(`'${name.replaceAll("'", "\\'")}'`);
  });
});
