import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';

import { comparedDir } from '../compared/install-compared.ts';
import type { CaseTimes } from './case-times.ts';

const run = promisify(execFile);

/**
 * Bundles the measurement as the site's code is bundled – one plain ES2020 module, our npm code in it – and runs it in a
 * fresh process. What is compared with stays in node_modules, where its users load it from.
 */
export async function runBundled(rootDir: string, rounds: number): Promise<readonly CaseTimes[]> {
  const dir = mkdtempSync(join(tmpdir(), 'bench-cpu-'));
  try {
    symlinkSync(join(rootDir, 'node_modules'), join(dir, 'node_modules'));
    // What stands only in the folder of the compared packages is found there, all else above it.
    mkdirSync(join(dir, 'compared'));
    symlinkSync(join(comparedDir, 'node_modules'), join(dir, 'compared/node_modules'));
    const file = join(dir, 'compared/cpu.mjs');
    await build({
      entryPoints: [join(rootDir, 'tools/bench/cpu/main.ts')],
      outfile: file,
      bundle: true,
      format: 'esm',
      platform: 'node',
      // ES2020, but for the `await` that the measurement itself begins with.
      target: 'es2022',
      external: ['@octokit/*', '@aws-lambda-powertools/*', '@wix/*'],
      logLevel: 'error',
    });
    const { stdout } = await run(process.execPath, ['--expose-gc', file, rootDir, String(rounds)]);
    return JSON.parse(stdout) as readonly CaseTimes[];
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
