import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { formatDocumentedFields } from './format-documented-fields.ts';

const FILE = 'tools/workbench/payload/documented-fields.json';
writeFileSync(join(process.cwd(), FILE), formatDocumentedFields(process.cwd()));
console.log(FILE);
