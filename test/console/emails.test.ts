import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { openEmailShelf } from '../../tools/console/site/email-shelf.ts';
import { serveConsole } from '../../tools/console/serve-console.ts';
import { root, temporaryState } from './console-client.ts';

const NAME = 'shop-order-paid.en.1';

/** Runs a test with an empty folder of a state. */
async function withFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const state = temporaryState();
  try {
    await work(state.folder);
  } finally {
    state.remove();
  }
}

it('has every default email in three languages, and none changed at first', async () => {
  await withFolder(async (folder) => {
    const { emails, problems } = await openEmailShelf({ root, site: root }, folder, 'token').list();

    expect(problems).toEqual([]);
    expect(new Set(emails.map(({ template, language }) => `${template} ${language}`)).size).toBe(72);
    expect(emails.filter(({ change }) => change !== 'none')).toEqual([]);
  });
});

it('shows what changed since the last run beside what it was', async () => {
  await withFolder(async (folder) => {
    await openEmailShelf({ root, site: root }, folder, 'token').list();
    const file = join(folder, 'emails.json');
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll('are preparing your order', 'have noted your order'));

    const shelf = openEmailShelf({ root, site: root }, folder, 'token');

    const { emails } = await shelf.list();
    expect(emails.filter(({ change }) => change === 'changed').map(({ name }) => name)).toEqual([
      'shop-order-paid.en.1',
      'shop-order-paid.en.2',
      'shop-order-paid.en.3',
    ]);
    const email = await shelf.read(NAME);
    expect(email?.before?.text).toContain('have noted your order');
    expect(email?.now.text).toContain('are preparing your order');
    expect(email?.before?.frames.light).not.toBe(email?.now.frames.light);
  });
});

it('gives the HTML of a frame in the color scheme that is asked for', async () => {
  await withFolder(async (folder) => {
    const shelf = openEmailShelf({ root, site: root }, folder, 'token');
    const email = await shelf.read(NAME);
    const [, , key = ''] = email?.now.frames.dark.split('/') ?? [];

    expect(shelf.frame(key, 'dark')).toContain('@media (min-width: 0)');
    expect(shelf.frame(key, 'light')).toContain('@media (max-width: 0)');
    expect(shelf.frame('another', 'dark')).toBeUndefined();
    expect(await shelf.read('no-such-rule.en.1')).toBeUndefined();
  });
});

it('serves frames with a policy that allows styles and pictures only, and the console no frame but its own', async () => {
  await withFolder(async (folder) => {
    const served = await serveConsole({ root, state: folder, port: 0 });
    try {
      const [base = '', token = ''] = served.url.split('#token=');
      const headers = { authorization: `Bearer ${token}` };
      const email: unknown = await (await fetch(`${base}api/emails/${NAME}`, { headers })).json();
      const path = /\/emails\/[\w-]+\/light/.exec(JSON.stringify(email))?.[0] ?? '';

      const frame = await fetch(new URL(path, base));
      const page = await fetch(base);
      const refused = await fetch(`${base}api/emails`);
      const unknown = await fetch(`${base}emails/guess/light`);

      expect(frame.status).toBe(200);
      expect(frame.headers.get('content-security-policy')).toBe(
        "default-src 'none'; style-src 'unsafe-inline'; img-src https: data:; form-action 'none'; base-uri 'none'; " +
          "frame-ancestors 'self'; sandbox",
      );
      expect(page.headers.get('content-security-policy')).toContain("frame-src 'self'");
      expect(refused.status).toBe(401);
      expect(unknown.status).toBe(404);
    } finally {
      await served.close();
    }
  });
});
