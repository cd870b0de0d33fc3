import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';

import { startStandIn, type StandIn } from '../../tools/site/rehearse/stand-in.ts';

const guard = join(__dirname, '../../tools/site/loopback-only.cjs');
let standIn: StandIn;

beforeEach(async () => {
  standIn = await startStandIn();
});

afterEach(async () => {
  await standIn.close();
});

/** Asks the stand-in for a tunnel, and through it for a page; gives the status of whichever came last. */
function ask(host: string, method: string, path: string, body = ''): Promise<string> {
  const { hostname, port } = new URL(standIn.proxyUrl);
  return new Promise((resolve, reject) => {
    const tunnel = request({ host: hostname, port, method: 'CONNECT', path: `${host}:443` });
    tunnel.on('error', reject);
    tunnel.on('response', (response) => resolve(`tunnel ${response.statusCode ?? ''}`));
    tunnel.on('connect', (response, socket) => {
      if (response.statusCode !== 200) {
        socket.destroy();
        resolve(`tunnel ${response.statusCode ?? ''}`);
        return;
      }
      const secure = connect({ socket, servername: host, ca: standIn.certificate });
      secure.on('error', reject);
      secure.once('data', (data: Buffer) => {
        secure.destroy();
        resolve(data.toString().split('\r\n')[0] ?? '');
      });
      const head = `${method} ${path} HTTP/1.1\r\nHost: ${host}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n`;
      secure.write(head + body);
    });
    tunnel.end();
  });
}

it('answers for the account, with a certificate that its clients can check', async () => {
  expect(await ask('manage.wix.com', 'GET', '/_api/account-server/v1/accounts/my_account')).toBe('HTTP/1.1 200 OK');
  expect(standIn.answered()).toEqual(['GET manage.wix.com/_api/account-server/v1/accounts/my_account']);
});

it('keeps what is deployed', async () => {
  const files = [{ path: 'src/backend/events.js', content: 'é' }];
  const body = JSON.stringify({ deploymentData: { content: { files } } });

  await ask('code.wix.com', 'POST', '/_api/wix-code-lifecycle-service/v1/apps/deploy', body);

  expect(standIn.upload()).toEqual(files);
});

it.each(['www.wix.com', 'example.com', 'localhost', '169.254.169.254'])('opens no tunnel to %s', async (host) => {
  expect(await ask(host, 'GET', '/')).toBe('tunnel 403');
  expect(standIn.refused()).toEqual([host]);
});

it.each([
  ['another page of a known host', 'manage.wix.com', 'GET', '/anything'],
  ['another method', 'manage.wix.com', 'POST', '/_api/account-server/v1/accounts/my_account'],
  ['the page of another host', 'code.wix.com', 'GET', '/_api/account-server/v1/accounts/my_account'],
])('answers nothing for %s', async (_, host, method, path) => {
  expect(await ask(host, method, path)).toBe('HTTP/1.1 404 Not Found');
  expect(standIn.refused()).toEqual([`${method} ${host}${path}`]);
});

it('passes on no plain request', async () => {
  const { hostname, port } = new URL(standIn.proxyUrl);
  const status = await new Promise((resolve, reject) => {
    const sent = request({ host: hostname, port, path: 'http://example.com/' }, (response) =>
      resolve(response.statusCode),
    );
    sent.on('error', reject).end();
  });

  expect(status).toBe(403);
  expect(standIn.refused()).toEqual(['example.com']);
});

describe('a process with the guard', () => {
  it.each([
    ['a connection', "require('node:net').connect(443, 'example.com')"],
    ['a connection to an address', "require('node:net').connect({ port: 443, host: '93.184.216.34' })"],
    ['a secure connection', "require('node:tls').connect({ port: 443, host: 'example.com' })"],
    ['a request', "require('node:https').get('https://example.com')"],
    ['a fetch', "fetch('https://example.com').catch(fail)"],
    ['an HTTP/2 session', "require('node:http2').connect('https://example.com').on('error', fail)"],
    ['a look-up', "require('node:dns').lookup('example.com', fail)"],
    ['a promised look-up', "require('node:dns').promises.resolve4('example.com').catch(fail)"],
    ['a resolver', "new (require('node:dns').Resolver)().resolve('example.com', fail)"],
    ['a datagram', "require('node:dgram').createSocket('udp4').send('x', 53, '8.8.8.8')"],
    [
      'a datagram with a look-up of its own',
      "require('node:dgram').createSocket({ type: 'udp4', lookup: (host, _, done) => done(null, host, 4) }).send('x', 53, '8.8.8.8')",
    ],
    [
      'a connection of a process that it starts',
      `require('node:child_process').execFileSync(process.execPath, ['-e', "require('net').connect(443, 'example.com')"])`,
    ],
  ])('makes %s in vain, and notes the host', (_, code) => {
    const dir = mkdtempSync(join(tmpdir(), 'guard-'));
    const log = join(dir, 'refused');
    const program = `const fail = (error) => { throw error; }; ${code};`;

    const { status, stderr } = spawnSync(process.execPath, ['-e', program], {
      env: {
        PATH: process.env['PATH'],
        NODE_OPTIONS: `--require ${JSON.stringify(guard)}`,
        ORDER_EVENTS_REFUSED_HOSTS: log,
      },
      encoding: 'utf8',
      timeout: 180_000,
    });

    expect(status).not.toBe(0);
    expect(stderr).toContain('Nothing leaves this machine');
    expect(readFileSync(log, 'utf8')).toMatch(/^(example\.com|93\.184\.216\.34|8\.8\.8\.8)\n/);
    rmSync(dir, { recursive: true });
  });

  it('reaches the loopback address', async () => {
    const { status, stderr } = spawnSync(
      process.execPath,
      [
        '-e',
        "const s = require('net').createServer((c) => c.end()).listen(0, '127.0.0.1', () => require('net').connect(s.address().port, '127.0.0.1').on('close', () => s.close()).resume());",
      ],
      {
        env: { PATH: process.env['PATH'], NODE_OPTIONS: `--require ${JSON.stringify(guard)}` },
        encoding: 'utf8',
        timeout: 180_000,
      },
    );

    expect(stderr).toBe('');
    expect(status).toBe(0);
  });
});
