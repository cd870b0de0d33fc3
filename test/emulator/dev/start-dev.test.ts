import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { dirname, join } from 'node:path';

import { type DevOptions, type DevServer, startDev } from '../../../emulator/dev/start-dev.ts';
import { cleanUp, makeSite } from '../site-fixture.ts';

const servers: DevServer[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
  cleanUp();
});

const site = {
  'src/backend/http-functions.js': `import { created, ok } from 'wix-http-functions';
    import wixData from 'wix-data';
    export async function post_guests(request) {
      await wixData.insert('Guests', await request.body.json(), { suppressAuth: true });
      return created({ body: { done: true } });
    }
    export const get_version = () => ok({ headers: { 'x-version': '1' }, body: 'one' });`,
  'src/backend/greet.web.js': `import { Permissions, webMethod } from 'wix-web-module';
    export const greet = webMethod(Permissions.SiteMember, (name) => 'Hello ' + name);`,
  'src/backend/events.js': `import { triggeredEmails } from 'wix-crm-backend';
    export async function wixEcom_onOrderCreated(event) { await triggeredEmails.emailContact(event.entity._id, 'c1'); }`,
  'src/backend/jobs.js': `export function sweep() { console.log('swept'); }`,
  'src/backend/jobs.config': `{"jobs":[{"functionLocation":"/jobs.js","functionName":"sweep","executionConfig":{"cronExpression":"0 * * * *"}}]}`,
  'seed/Guests.json': `{"permissions":{"read":"ANYONE"},"items":[{"_id":"g1","name":"<b>Ann</b>","at":{"$date":"2024-01-01T00:00:00.000Z"}}]}`,
  'payloads/wixEcom_onOrderCreated.documented.json': `{"entity":{"_id":"documented"}}`,
};

/** Serves the site, with what it prints. */
async function start(
  options: Partial<DevOptions> = {},
): Promise<{ readonly dir: string; readonly url: string; readonly printed: string[] }> {
  const dir = options.siteDir ?? makeSite(site);
  const printed: string[] = [];
  const server = await startDev({
    siteDir: dir,
    port: 0,
    clock: 'still',
    stateDir: join(dir, '.state'),
    seedDir: join(dir, 'seed'),
    secretsFile: undefined,
    payloadDir: join(dir, 'payloads'),
    allowsNetwork: false,
    print: (line) => void printed.push(line),
    ...options,
  });
  servers.push(server);
  return { dir, url: server.url, printed };
}

async function post(url: string, body?: unknown, headers: Record<string, string> = {}): Promise<unknown> {
  const text = body === undefined ? '' : JSON.stringify(body);
  const response = await fetch(url, { method: 'POST', body: text, headers });
  return { status: response.status, json: await response.json() };
}

async function get(url: string): Promise<string> {
  return await (await fetch(url)).text();
}

it('serves http functions, whose data the viewer shows', async () => {
  const { url } = await start();

  const posted = await post(`${url}/_functions/guests`, { name: 'Bea' });
  const version = await fetch(`${url}/_functions-dev/version`);

  expect(posted).toEqual({ status: 201, json: { done: true } });
  expect([version.status, version.headers.get('x-version'), await version.text()]).toEqual([200, '1', 'one']);
  expect(await get(`${url}/_emulator/collections/Guests`)).toContain('<td>Bea</td>');
});

it('shows text of items as text', async () => {
  const { url } = await start();

  const page = await get(`${url}/_emulator/collections/Guests`);

  expect(page).toContain('<td>&#60;b&#62;Ann&#60;/b&#62;</td>');
});

it('calls web methods as a visitor, unless the header names somebody else', async () => {
  const { url } = await start();
  const address = `${url}/_emulator/web-methods/greet.web.js/greet`;

  expect(await post(address, ['Ann'])).toMatchObject({
    status: 500,
    json: { result: { kind: 'threw', error: { code: 'FORBIDDEN' } } },
  });
  expect(await post(address, ['Ann'], { 'x-velo-identity': 'member:m1' })).toMatchObject({
    status: 200,
    json: { result: { kind: 'returned', value: 'Hello Ann' } },
  });
});

it('fires the documented event, or the one that is sent', async () => {
  const { url } = await start();

  await post(`${url}/_emulator/events/wixEcom_onOrderCreated`);
  await post(`${url}/_emulator/events/wixEcom_onOrderCreated`, { entity: { _id: 'sent' } });

  expect(JSON.parse(await get(`${url}/_emulator/emails`))).toMatchObject([
    { emailId: 'documented' },
    { emailId: 'sent' },
  ]);
});

it('runs a job by hand, and all that are due when the clock moves', async () => {
  const { url, printed } = await start();

  await post(`${url}/_emulator/jobs/sweep`);
  const moved = await post(`${url}/_emulator/clock`, { advanceMs: 7_200_000 });

  expect(moved).toMatchObject({ json: { ran: [{ job: 'sweep' }, { job: 'sweep' }] } });
  expect(printed.filter((line) => line.includes('swept'))).toHaveLength(3);
});

it('loads files again when they change', async () => {
  const { dir, url, printed } = await start();
  await get(`${url}/_functions/version`);

  writeFileSync(
    join(dir, 'src/backend/http-functions.js'),
    `import { ok } from 'wix-http-functions';\nexport const get_version = () => ok({ body: 'two' });`,
  );
  while (!printed.some((line) => line.startsWith('Loaded again')))
    await new Promise((resolve) => setImmediate(resolve));

  expect(await get(`${url}/_functions/version`)).toBe('two');
});

it('restores a snapshot, and exports what a seed file can hold', async () => {
  const { url } = await start();
  await post(`${url}/_emulator/snapshots/first`);
  await post(`${url}/_functions/guests`, { name: 'Bea' });

  const restored = await post(`${url}/_emulator/snapshots/first/restore`);

  expect(restored).toEqual({ status: 200, json: { kind: 'restored' } });
  expect(JSON.parse(await get(`${url}/_emulator/export`))).toMatchObject({
    Guests: {
      permissions: { read: 'ANYONE', insert: 'ADMIN' },
      items: [{ _id: 'g1', at: { $date: '2024-01-01T00:00:00.000Z' } }],
    },
  });
});

it('seeds fields that refer to other collections and unique indexes, and exports them', async () => {
  const reference = {
    key: 'host',
    type: 'REFERENCE',
    typeMetadata: { reference: { referencedCollectionId: 'Guests' } },
  };
  const index = { name: 'number', fields: [{ path: 'number' }], unique: true };
  const { url } = await start({
    siteDir: makeSite({
      ...site,
      'src/backend/http-functions.js': `import wixData from 'wix-data';
        import { ok } from 'wix-http-functions';
        export async function get_visits() {
          const { items } = await wixData.query('Visits').include('host').find({ suppressAuth: true });
          return ok({ body: items.map(({ host }) => host.name).join() });
        }`,
      'seed/Visits.json': JSON.stringify({ fields: [reference], indexes: [index], items: [{ _id: 'v1', host: 'g1' }] }),
    }),
  });

  expect(await get(`${url}/_functions/visits`)).toBe('<b>Ann</b>');
  expect(JSON.parse(await get(`${url}/_emulator/export`))).toMatchObject({
    Visits: { fields: [reference], indexes: [index] },
  });
});

it.each([
  ['another host', { host: 'attacker.example' }],
  ['a page of another site', { origin: 'https://attacker.example' }],
])('refuses %s', async (_who, headers) => {
  const { url } = await start();

  const status = await new Promise((resolve) => {
    request(`${url}/_emulator/export`, { headers }, (response) => resolve(response.resume().statusCode)).end();
  });

  expect(status).toBe(403);
});

it('refuses secrets that git tracks, and takes them otherwise', async () => {
  const dir = makeSite({ ...site, 'secrets.json': '{"key":"s3cret"}' });
  const secretsFile = join(dir, 'secrets.json');
  execFileSync('git', ['init', '--quiet'], { cwd: dir });

  const { printed } = await start({ siteDir: dir, secretsFile });
  await servers.pop()?.close();
  execFileSync('git', ['add', 'secrets.json'], { cwd: dir });

  await expect(start({ siteDir: dir, secretsFile })).rejects.toMatchObject({
    code: 'FILE_NOT_USABLE',
    message: expect.stringContaining('secrets must never be committed') as unknown,
  });
  expect(printed.join()).not.toContain('s3cret');
});

it.each([
  ['Guests.json', '{', 'it is not JSON'],
  ['Guests.json', '{"permissions":{"read":"EVERYONE"}}', 'with the roles of Wix'],
  ['Guests.json', '{"fields":[{"key":1}]}', '"fields": [{"key": …, "type": …}'],
  [
    'Guests.json',
    '{"indexes":[{"name":"two","fields":[{"path":"a"},{"path":"b"}],"unique":true}]}',
    '"unique": true}]',
  ],
])('names a seed file that cannot be used: %s %s', async (file, text, problem) => {
  const dir = makeSite(site);
  mkdirSync(dirname(join(dir, 'bad', file)), { recursive: true });
  writeFileSync(join(dir, 'bad', file), text);

  await expect(start({ siteDir: dir, seedDir: join(dir, 'bad') })).rejects.toThrow(problem);
});
