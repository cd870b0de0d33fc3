import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { buildPackage } from './build-package.ts';

const [folder = 'dist/package'] = process.argv.slice(2);

await buildPackage(process.cwd(), folder);
const bytes = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .map((path) => statSync(join(folder, path)))
  .reduce((sum, stats) => sum + (stats.isFile() ? stats.size : 0), 0);
console.log(`${folder}  ${(bytes / 1024 / 1024).toFixed(1)} MB  (pack it: npm pack ./${folder})`);
