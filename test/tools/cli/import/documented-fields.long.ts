import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { formatDocumentedFields } from '../../../../tools/documented-fields/format-documented-fields.ts';

const root = join(__dirname, '../../../..');

it('is what the installed typings and the documented payloads say: npm run documented-fields', () => {
  const committed = readFileSync(join(root, 'tools/workbench/payload/documented-fields.json'), 'utf8');

  expect(committed).toBe(formatDocumentedFields(root));
});
