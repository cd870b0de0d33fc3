import { compareBuiltFiles } from '../../../tools/build/compare-built-files.ts';
import { makeSite, removeSites } from './fixture-site.ts';

afterEach(removeSites);

it('finds nothing when every built file is there as the sources build it', () => {
  const root = makeSite({ 'src/backend/events.js': 'fresh' });

  expect(compareBuiltFiles(root, new Map([['src/backend/events.js', 'fresh']]))).toEqual([]);
});

it('names each stale, missing and unexpected file', () => {
  const root = makeSite({ 'src/backend/events.js': 'old', 'src/backend/stray/by-hand.js': 'x' });
  const built = new Map([
    ['src/backend/events.js', 'fresh'],
    ['src/backend/jobs.js', 'fresh'],
  ]);

  expect(compareBuiltFiles(root, built)).toMatchObject([
    { kind: 'stale', path: 'src/backend/events.js' },
    { kind: 'missing', path: 'src/backend/jobs.js' },
    { kind: 'unexpected', path: 'src/backend/stray/by-hand.js' },
  ]);
});
