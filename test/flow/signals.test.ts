import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, watch } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { root } from './run-cli.ts';

it.each([
  ['SIGHUP', 129],
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)(
  'ends on %s with code %i, and leaves nothing in the temporary folder',
  async (signal, code) => {
    const folder = mkdtempSync(join(tmpdir(), 'order-events-test-'));
    const watcher = watch(folder);
    try {
      const child = spawn(
        process.execPath,
        [join(root, 'bin/order-events.js'), 'event', 'replay', '-', '--fresh', '--site', root],
        {
          stdio: ['pipe', 'ignore', 'ignore'],
          env: { ...process.env, TMPDIR: folder, TEMP: folder },
        },
      );
      const ended = once(child, 'exit');
      // The folder for the input is there once the command waits for more of it.
      while (!readdirSync(folder).some((name) => name.startsWith('order-events-input-'))) {
        await Promise.race([
          once(watcher, 'change'),
          ended.then(() => Promise.reject(new Error('It ended by itself.'))),
        ]);
      }

      child.kill(signal);

      expect(await ended).toEqual([code, null]);
      expect(readdirSync(folder).filter((name) => name.startsWith('order-events-'))).toEqual([]);
    } finally {
      watcher.close();
      rmSync(folder, { recursive: true, force: true });
    }
  },
  60_000,
);
