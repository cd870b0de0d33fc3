import { join } from 'node:path';

import { cleanUp, makeSite, open, returned } from './site-fixture.ts';

afterEach(cleanUp);

// https://dev.wix.com/docs/velo/velo-only-apis/wix-router/introduction
describe('a router', () => {
  const SITE = join(__dirname, '../fixtures/velo-site');

  it.each([
    ['ann', { status: 200, page: 'person-page', data: { title: 'Ann' }, head: { title: 'Ann' } }],
    ['', { status: 301, redirectUrl: 'https://example.com/people/ann' }],
    ['eve', { status: 404, message: 'Not Found' }],
  ])('answers the path "%s"', async (name, response) => {
    const invocation = await open(SITE).invokeFunction('routers.js', 'people_Router', [{ path: [name] }], 'visitor');

    expect(returned(invocation)).toEqual(response);
  });

  // https://dev.wix.com/docs/velo/events-service-plugins/routers/service-plugins/wix-router/redirect
  it('"If any other status code is passed or no status code is passed at all, the status code defaults to 302"', async () => {
    const emulator = open(
      makeSite({
        'src/backend/routers.js': `import { redirect } from 'wix-router';
          export const statuses = () => Promise.all(['301', '302', '307', undefined].map(async (code) => (await redirect('/a', code)).status));`,
      }),
    );

    expect(returned(await emulator.invokeFunction('routers.js', 'statuses', [], 'visitor'))).toEqual([
      301, 302, 302, 302,
    ]);
  });

  it('lists its pages', async () => {
    const invocation = await open(SITE).invokeFunction('routers.js', 'people_SiteMap', [{}], 'visitor');

    expect(returned(invocation)).toMatchObject([
      { name: 'ann', url: '/people/ann' },
      { name: 'ben', title: 'Ben' },
    ]);
  });
});
