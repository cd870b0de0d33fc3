import { cleanUp, makeSite, open, returned } from './site-fixture.ts';

afterEach(cleanUp);

describe('an old web module', () => {
  const site = {
    'src/backend/old.jsw': `export function add(a, b) { return a + b; } export const secret = () => 's';`,
  };

  it('lets anyone call its exports', async () => {
    expect(returned(await open(makeSite(site)).invokeWebMethod('old.jsw', 'add', [1, 2], 'visitor'))).toBe(3);
    expect(returned(await open(makeSite(site)).invokeWebMethod('backend/old', 'add', [1, 2], 'visitor'))).toBe(3);
  });

  it('lets those call whom permissions.json names', async () => {
    const permissions = {
      'web-methods': {
        'backend/old.jsw': {
          secret: { siteOwner: { invoke: true }, siteMember: { invoke: false }, anonymous: { invoke: false } },
        },
        '*': { '*': { siteOwner: { invoke: true }, siteMember: { invoke: true }, anonymous: { invoke: false } } },
      },
    };
    const emulator = open(makeSite({ ...site, 'src/backend/permissions.json': JSON.stringify(permissions) }));
    const kindOf = async (name: string, identity: 'visitor' | 'admin' | { readonly memberId: string }) =>
      (await emulator.invokeWebMethod('old.jsw', name, [], identity)).result.kind;

    expect(await kindOf('add', 'visitor')).toBe('threw');
    expect(await kindOf('add', { memberId: 'm1' })).toBe('returned');
    expect(await kindOf('secret', { memberId: 'm1' })).toBe('threw');
    expect(await kindOf('secret', 'admin')).toBe('returned');
  });
});
