import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { packageVersion } from '../../../src/backend/order-events/values/package-version.ts';

/** What the earlier version is called. */
export const EARLIER = '0.0.9';

const BACKEND = 'src/backend';
/** A handler that the earlier version has not. */
const NEWER_HANDLER = 'wixEcom_onOrderApproved';

/**
 * Makes a copy of this package as an earlier version: with an earlier number, a handler less and one file that is otherwise. No version
 * is published yet, so none can be taken from anywhere.
 */
export function makeEarlierVersion(root: string, folder: string): void {
  copyPackage(root, folder);
  for (const name of readdirSync(join(folder, BACKEND)).filter((file) => file.endsWith('.js'))) {
    edit(join(folder, BACKEND, name), (text) =>
      text
        .replace(`${packageVersion.number} (${packageVersion.date})`, `${EARLIER} (2026-01-02)`)
        .replace('Hourly', 'Each hour'),
    );
  }
  edit(join(folder, 'package.json'), (text) =>
    text.replace(`"version": "${packageVersion.number}"`, `"version": "${EARLIER}"`),
  );
  edit(join(folder, BACKEND, 'order-events.js'), (text) => text.replaceAll(NEWER_HANDLER, 'wixEcom_onNothing'));
  edit(join(folder, BACKEND, 'order-events/handlers/handlers.ts'), (text) =>
    text.replace(new RegExp(`^  ${NEWER_HANDLER}: \\{\\n[^]*?^  \\},\\n`, 'm'), ''),
  );
}

/** Copies what Git knows of this package as it stands, with the packages that are installed. */
export function copyPackage(root: string, folder: string): void {
  const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], {
    cwd: root,
    encoding: 'utf8',
  });
  for (const file of files.split('\0').filter((path) => path !== '' && existsSync(join(root, path)))) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    cpSync(join(root, file), join(folder, file), { force: true });
  }
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
}

function edit(file: string, change: (text: string) => string): void {
  writeFileSync(file, change(readFileSync(file, 'utf8')));
}
