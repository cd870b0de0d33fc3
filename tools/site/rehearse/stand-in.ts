import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import selfsigned from 'selfsigned';
import * as v from 'valibot';

/** File as the Wix CLI uploads it. */
export interface UploadedFile {
  readonly path: string;
  readonly content: string;
}

/** Stand-in for Wix on the loopback address: an HTTPS proxy that answers for two Wix hosts and refuses all others. */
export interface StandIn {
  readonly proxyUrl: string;
  /** Certificate for the Wix CLI to trust, in PEM; created for this run and discarded afterwards. */
  readonly certificate: string;
  /** Returns the files of the last deployment; `undefined` before the first. */
  upload(): readonly UploadedFile[] | undefined;
  /** Returns the requests that were answered: `POST host/path`. */
  answered(): readonly string[];
  /** Returns the hosts that were requested and refused. */
  refused(): readonly string[];
  close(): Promise<void>;
}

const ACCOUNT_HOST = 'manage.wix.com';
const CODE_HOST = 'code.wix.com';
const knownHosts = [ACCOUNT_HOST, CODE_HOST];
const MAX_BODY_BYTES = 64 * 1024 * 1024;

const NO_ID = '00000000-0000-0000-0000-000000000000';
const account = { account: { slug: 'rehearsal', accountId: NO_ID, accountOwner: NO_ID } };
const deployment = {
  deploymentInfo: {
    deploymentId: NO_ID,
    deploymentUrl: 'https://rehearsal.invalid/',
    deployedRevision: '1',
    isPublishPipelineDeployment: false,
  },
};

const deploySchema = v.object({
  deploymentData: v.object({
    content: v.object({ files: v.array(v.object({ path: v.string(), content: v.string() })) }),
  }),
});

/** Starts the stand-in on a free port of 127.0.0.1. */
export async function startStandIn(): Promise<StandIn> {
  const pair = await makeCertificate();
  const answered: string[] = [];
  const refused: string[] = [];
  const sockets = new Set<Socket>();
  let upload: UploadedFile[] | undefined;

  const wix = createSecureServer({ key: pair.private, cert: pair.cert }, (request, response) => {
    void answer(request, response);
  });
  const proxy = createServer((request, response) => {
    refused.push(hostOf(request.url ?? ''));
    response.writeHead(403).end();
  });
  proxy.on('connect', (request: IncomingMessage, socket: Socket, head: Buffer) => {
    const [host = '', port] = (request.url ?? '').split(':');
    if (!knownHosts.includes(host) || port !== '443') {
      refused.push(host);
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
      return;
    }
    socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
    if (head.length > 0) socket.unshift(head);
    wix.emit('connection', socket);
  });
  proxy.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [path = ''] = (request.url ?? '').split('?');
    const route = `${request.method ?? ''} ${request.headers.host ?? ''}${path}`;
    switch (route) {
      case `GET ${ACCOUNT_HOST}/_api/account-server/v1/accounts/my_account`:
        reply(response, route, account);
        return;
      case `POST ${CODE_HOST}/_api/wix-code-lifecycle-service/v1/apps/deploy`: {
        const body = v.safeParse(deploySchema, JSON.parse(await readBody(request)));
        if (!body.success) break;
        upload = body.output.deploymentData.content.files;
        reply(response, route, deployment);
        return;
      }
      default:
    }
    refused.push(route);
    response.writeHead(404, { 'content-type': 'application/json' }).end('{}');
  }

  function reply(response: ServerResponse, route: string, body: object): void {
    answered.push(route);
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  }

  await new Promise<void>((resolve, reject) => {
    proxy.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  return {
    proxyUrl: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    certificate: pair.cert,
    upload: () => upload,
    answered: () => [...answered],
    refused: () => [...new Set(refused)].sort(),
    close: () => closeAll(proxy, sockets),
  };
}

/** Creates a self-signed certificate, which is both the server's and the authority's. */
async function makeCertificate(): Promise<{ readonly private: string; readonly cert: string }> {
  return await selfsigned.generate([{ name: 'commonName', value: 'Rehearsal of a Wix upload' }], {
    keyType: 'ec',
    extensions: [
      { name: 'basicConstraints', cA: true },
      { name: 'subjectAltName', altNames: knownHosts.map((value) => ({ type: 2, value })) },
    ],
  });
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MAX_BODY_BYTES) throw new Error(`The upload is larger than ${MAX_BODY_BYTES} bytes.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname : url;
}

function closeAll(proxy: Server, sockets: ReadonlySet<Socket>): Promise<void> {
  return new Promise((resolve) => {
    proxy.close(() => resolve());
    for (const socket of sockets) socket.destroy();
  });
}
