import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';

import { backendModules } from '../../emulator/fidelity/backend-modules.ts';
import { wixDataMembers } from '../../emulator/fidelity/wix-data.ts';
import { dataErrorCodes } from '../../emulator/fidelity/wix-data-errors.ts';
import { wixDataSentences } from '../../emulator/fidelity/sentences/wix-data-sentences.ts';
import { formatPage } from './format-page.ts';

const PAGE = 'docs/emulated-members.md';

async function main(args: readonly string[]): Promise<number> {
  if (args.length > 1 || (args.length === 1 && args[0] !== '--check')) {
    console.error('Usage: npm run emulated-members [-- --check]');
    return 2;
  }
  const file = join(fileURLToPath(new URL('../../', import.meta.url)), PAGE);
  const config = await resolveConfig(file);
  const text = await format(formatPage(wixDataMembers, backendModules, dataErrorCodes, wixDataSentences), {
    ...config,
    filepath: file,
  });
  const isStale = !existsSync(file) || readFileSync(file, 'utf8') !== text;
  if (args[0] === '--check') {
    if (isStale) console.error(`${PAGE} is stale`);
    return isStale ? 1 : 0;
  }
  if (isStale) writeFileSync(file, text);
  console.log(isStale ? `Written: ${PAGE}` : 'Nothing changed.');
  return 0;
}

process.exitCode = await main(process.argv.slice(2));
