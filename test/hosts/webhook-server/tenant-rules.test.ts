import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { loadTenantRules, type TenantRules } from '../../../hosts/webhook-server/tenant-rules.ts';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'order-events-rules-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function write(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

function ruleIds(rules: TenantRules, instanceId: string): readonly string[] {
  if (rules.kind === 'invalid') throw new Error(rules.faults.join('\n'));
  return rules.of(instanceId).rules.map(({ id }) => id);
}

function oneRule(id: string): string {
  return `export const site = { rules: [{ id: '${id}' }], settings: {} };`;
}

describe('the rules of tenants', () => {
  it('come from the default file, or from a file for the tenant', () => {
    write({ 'default.js': oneRule('for-all'), '0FC2D8B5-44b9-4f50-a0a4-3c2d0c1b7a11.ts': oneRule('for-one') });
    const rules = loadTenantRules(folder);

    expect(ruleIds(rules, 'f00dd8b5-44b9-4f50-a0a4-3c2d0c1b7a11')).toEqual(['for-all']);
    expect(ruleIds(rules, '0fc2d8b5-44b9-4f50-a0a4-3c2d0c1b7a11')).toEqual(['for-one']);
  });

  it('may be written with the helpers of a site, in TypeScript, and from files beside them', () => {
    write({
      'default.ts': `
        import { shop, type SiteRules } from 'backend/order-events.js';
        import { paid } from './parts/paid';
        export const site: SiteRules = {
          rules: [shop.rule({ id: 'written', change: paid, emailId: { default: 'Paid' }, recipient: 'buyer' })],
          settings: {},
        };`,
      'parts/paid.ts': "export const paid = 'order-paid';",
    });

    expect(ruleIds(loadTenantRules(folder), 'any')).toEqual(['written']);
  });

  it('of the package work unchanged', () => {
    write({ 'default.ts': readFileSync('src/backend/notification-rules.ts', 'utf8') });

    expect(ruleIds(loadTenantRules(folder), 'any')).toEqual(
      expect.arrayContaining(['ticket-order-paid', 'shop-order-paid', 'plan-paid']),
    );
  });

  it('are all checked, and all faults are reported at once', () => {
    write({
      'default.js': 'export const rules = [];',
      'broken.ts': '\nexport const site = {',
      'needs-wix.js': "import wixData from 'wix-data';\nexport const site = { rules: [wixData] };",
      'throws.js': "throw new Error('no settings');",
    });

    expect(loadTenantRules(folder)).toEqual({
      kind: 'invalid',
      faults: [
        expect.stringContaining(`${folder}/broken.ts:2: `) as unknown,
        `${folder}/default.js: expected it to export \`site\` with \`rules\` and \`settings\`, found no such export`,
        `${folder}/needs-wix.js:1: Could not resolve "wix-data"`,
        `${folder}/throws.js: an error was thrown on loading it: no settings`,
      ],
    });
  });

  it.each([
    ['has no default', { 'other.js': oneRule('other') }, 'other.js'],
    ['is empty', {}, 'no rule file'],
    ['holds other files', { 'readme.md': '', 'types.d.ts': '' }, 'no rule file'],
  ])('are refused if the folder %s', (_what, files, found) => {
    write(files);

    expect(loadTenantRules(folder)).toEqual({
      kind: 'invalid',
      faults: [`${folder}: expected default.js or default.ts, found ${found}`],
    });
  });

  it('are refused if the folder does not exist', () => {
    expect(loadTenantRules(join(folder, 'none'))).toMatchObject({ kind: 'invalid' });
  });
});
