import { compareFiles } from '../../tools/site/rehearse/compare-files.ts';
import type { ComparedPayload, Rehearsal } from '../../tools/site/rehearse/rehearse-site.ts';
import { isPassed } from '../../tools/site/run-rehearse.ts';
import { cleanUp, makeSite } from '../emulator/site-fixture.ts';

afterEach(cleanUp);

const files = { 'src/backend/a.js': '1', 'src/public/b.js': '2' };
const upload = Object.entries(files).map(([path, content]) => ({ path, content }));

describe('an upload', () => {
  it('is the site when every file arrived as it is', () => {
    expect(compareFiles(makeSite({ ...files, 'package.json': '{}', 'test/x.js': '' }), upload)).toEqual([]);
  });

  it('lacks a file that did not arrive', () => {
    expect(compareFiles(makeSite(files), upload.slice(1))).toEqual([
      { kind: 'not-uploaded', path: 'src/backend/a.js' },
    ]);
  });

  it('lacks package.json when only the lock arrived', () => {
    const dir = makeSite({ ...files, 'package.json': '{}', 'wix.lock': 'l' });

    expect(compareFiles(dir, [...upload, { path: 'wix.lock', content: 'l' }])).toEqual([
      { kind: 'not-uploaded', path: 'package.json' },
    ]);
  });

  it('has a file too many', () => {
    expect(compareFiles(makeSite(files), [...upload, { path: '.env', content: 'KEY=1' }])).toEqual([
      { kind: 'not-in-the-site', path: '.env' },
    ]);
  });

  it('has a file that arrived in another form', () => {
    const [first, ...rest] = upload;

    expect(compareFiles(makeSite(files), [{ path: first?.path ?? '', content: '1\n' }, ...rest])).toEqual([
      { kind: 'changed', path: 'src/backend/a.js' },
    ]);
  });
});

describe('a rehearsal', () => {
  const report = {
    ...{
      handler: 'wixEcom_onOrderUpdated',
      verdict: 'first-seen' as const,
      order: null,
      changes: [],
      notifications: [],
    },
    ...{ emails: [], warnings: [], rejection: null, wixCalls: { data: 1, email: 0 } },
  };
  const payload: ComparedPayload = {
    ...{ handler: 'wixEcom_onOrderUpdated', payload: 'documented', reports: [report, report] },
    ...{ isSame: true, isHandled: true },
  };
  const rehearsal: Extract<Rehearsal, { readonly kind: 'uploaded' }> = {
    ...{ kind: 'uploaded', cliVersion: '1', files: [], differences: [], answered: [], refused: [] },
    payloads: [payload, payload],
  };

  it.each<[string, boolean, Rehearsal]>([
    ['passes when all is as it is here', true, rehearsal],
    ['fails with the CLI', false, { kind: 'failed', cliVersion: '1', command: 'wix preview', output: '' }],
    ['fails when a file differs', false, { ...rehearsal, differences: [{ kind: 'changed', path: 'a' }] }],
    ['fails when one run differs', false, { ...rehearsal, payloads: [payload, { ...payload, isSame: false }] }],
    ['fails when an event is not handled', false, { ...rehearsal, payloads: [{ ...payload, isHandled: false }] }],
  ])('%s', (_, isGood, result) => {
    expect(isPassed(result)).toBe(isGood);
  });
});
