import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { packageVersion } from '../../../src/backend/order-events/values/package-version.ts';

/** Version number of the earlier version. */
export const EARLIER = '0.0.9';

const BACKEND = 'src/backend';
/** A handler that the earlier version does not have. */
const NEWER_HANDLER = 'wixEcom_onOrderApproved';

/**
 * Creates a copy of this package as an earlier version: a lower version number, one handler less, and one changed file. No published
 * version exists yet that could be used.
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

/** Copies the working files of this package (all but those that Git ignores) and links its installed packages. */
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
