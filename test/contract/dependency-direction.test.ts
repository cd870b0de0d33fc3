import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findWrongImports } from '../../tools/check/dependency-direction.ts';

const root = join(__dirname, '../..');
const product = 'src/backend/order-events';

function typeScriptFiles(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => `${folder}/${path.replaceAll('\\', '/')}`);
}

it('every import of the sources and of the emulator points the right way', () => {
  const files = ['src', 'emulator'].flatMap(typeScriptFiles);

  const wrong = files.flatMap((path) => findWrongImports(path, readFileSync(join(root, path), 'utf8')));

  expect(files).toContain(`${product}/composition.ts`);
  expect(wrong).toEqual([]);
});

describe('an import that points the right way', () => {
  it.each([
    [`${product}/orders/parse/a.ts`, "import { b } from '../b.ts';"],
    [`${product}/orders/a.ts`, "import * as v from 'valibot';"],
    [`${product}/orders/a.ts`, "import { sha256 } from '@noble/hashes/sha2';"],
    [`${product}/orders/a.ts`, "import type { orders } from '@wix/ecom';"],
    [`${product}/outbox/a.ts`, "import { b } from '../orders/b.ts';"],
    [`${product}/wix/a.ts`, "import wixData from 'wix-data';"],
    [`${product}/wix/a.ts`, "export const load = () => import('@wix/ecom');"],
    [
      `${product}/composition.ts`,
      "import { b } from './wix/b.ts';\nimport { rules } from 'backend/notification-rules.js';",
    ],
    ['src/backend/events.ts', "import { handle } from 'backend/order-events.js';"],
    ['src/backend/notifications.web.ts', "import { webMethod } from 'wix-web-module';"],
    [
      'src/backend/reconcile-orders.ts',
      "import { orders } from '@wix/ecom';\nimport { site } from 'backend/notification-rules.js';",
    ],
    [
      'emulator/modules/wix-data.ts',
      "import Database from 'libsql';\nimport { a } from '../storage/a.ts';\nimport 'node:fs';",
    ],
    ['tools/cli/main.ts', "import { a } from '../../emulator/a.ts';\nimport { b } from '../../src/backend/b.ts';"],
  ])('passes: in %s, %s', (path, text) => {
    expect(findWrongImports(path, text)).toEqual([]);
  });
});

describe('an import that points the wrong way', () => {
  it.each([
    [`${product}/orders/a.ts`, "import { b } from '../outbox/b.ts';"],
    [`${product}/orders/a.ts`, "import type { B } from '../outbox/b.ts';"],
    [`${product}/orders/a.ts`, "let b: import('../wix/b.ts').B;"],
    [`${product}/orders/a.ts`, "import wixData from 'wix-data';"],
    [`${product}/orders/a.ts`, "import { orders } from '@wix/ecom';"],
    [`${product}/orders/a.ts`, "import { readFileSync } from 'node:fs';"],
    [`${product}/orders/a.ts`, "export * from '../../../../tools/a.ts';"],
    [`${product}/outbox/a.ts`, "import { b } from '../wix/b.ts';"],
    [`${product}/outbox/a.ts`, "import { b } from '../composition.ts';"],
    [`${product}/outbox/a.ts`, "export const load = () => import('wix-data');"],
    [`${product}/outbox/a.ts`, 'export const load = (name: string) => import(name);'],
    [`${product}/wix/a.ts`, "import { orders } from '@wix/ecom';"],
    [`${product}/wix/a.ts`, "import { type orders } from '@wix/ecom';"],
    [`${product}/wix/a.ts`, "import { b } from '../composition.ts';"],
    [`${product}/composition.ts`, "import wixData from 'wix-data';"],
    [`${product}/composition.ts`, "import { a } from '../../../emulator/a.ts';"],
    ['src/backend/events.ts', "import { handle } from './order-events/composition.ts';"],
    ['src/backend/events.ts', "import type { orders } from '@wix/ecom';"],
    ['src/backend/notifications.web.ts', "import wixData from 'wix-data';"],
    ['src/backend/jobs.ts', "import { orders } from '@wix/ecom';"],
    ['src/backend/reconcile-orders.ts', "import wixData from 'wix-data';"],
    ['src/public/a.ts', "import { b } from '../../payloads/b.ts';"],
    ['emulator/a.ts', "import { b } from '../src/backend/b.ts';"],
    ['emulator/a.ts', "import type { B } from '../tools/b.ts';"],
    ['emulator/a.ts', "import { b } from 'backend/order-events.js';"],
    ['emulator/a.ts', "import { b } from '../../elsewhere/b.ts';"],
  ])('is found: in %s, %s', (path, text) => {
    expect(findWrongImports(path, text)).toMatchObject([{ path, line: 1 }]);
  });
});
