import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { formatDocumentedFields } from './format-documented-fields.ts';

const file = 'tools/cli/import/documented-fields.json';
writeFileSync(join(process.cwd(), file), formatDocumentedFields(process.cwd()));
console.log(file);
