import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join, sep } from 'node:path';

const payloadsDir = join(__dirname, '../../payloads');

const sha256OfFile: Readonly<Record<string, string>> = {
  'wixEcom_onOrderPaymentStatusUpdated/documented.json':
    'c6eb3a1195b2952f8831db55eb23d313c574b001829f8b51f00c11cf74355c2c',
  'wixEcom_onOrderUpdated/documented.json': 'abbd2f9030f071a1fa51af259bf7c7c8148bbc9b5d2703978bb04e23707ee784',
  'wixEvents_onOrderUpdated/documented.json': '1f47dbbd770d0491f9709a71c3184adfe65fcfe564a5941dc816c27695ea16d3',
  'wixEvents_onOrderUpdated/documented.rest.json': 'fc72895d24374c6ac97ea18fc5a7ef2fe92541a93b1ff459e5ea42960cfd5e9a',
  'wixPricingPlans_onOrderUpdated/documented.json': '8705d93333c764a9987ad820315244d9c776e8daeff4ab36ba45f5cf55c765f9',
};

function payloadFiles(): string[] {
  return readdirSync(payloadsDir, { recursive: true, encoding: 'utf8' })
    .map((file) => file.split(sep).join('/'))
    .filter((file) => file.endsWith('.json') && !file.startsWith('sequences/'))
    .sort();
}

describe('the payload files', () => {
  it('are the documented ones and no others', () => {
    expect(payloadFiles()).toEqual(Object.keys(sha256OfFile).sort());
  });

  it.each(Object.entries(sha256OfFile))('%s is byte for byte what was taken from the documents', (file, sha256) => {
    const bytes = readFileSync(join(payloadsDir, file));

    expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256);
  });

  it.each(Object.keys(sha256OfFile))('%s has its source in the README', (file) => {
    const readme = readFileSync(join(payloadsDir, 'README.md'), 'utf8');

    expect(readme).toMatch(new RegExp(`^\\| \`${file}\` \\|.*<https://dev\\.wix\\.com/docs/`, 'm'));
  });
});
