import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build, type Plugin } from 'esbuild';

import { stubModules } from '../cold-start/stub-modules.ts';
import { packagesDir } from '../packages/install-packages.ts';
import type { CaseTimes } from './case-times.ts';

const run = promisify(execFile);

/**
 * Bundles the measurement like the site's code – one plain ES2020 module that includes npm code – and runs it in a fresh process. The
 * compared packages stay in node_modules, from where their users load them.
 */
export async function runBundled(rootDir: string, rounds: number): Promise<readonly CaseTimes[]> {
  const dir = mkdtempSync(join(tmpdir(), 'bench-cpu-'));
  try {
    symlinkSync(join(rootDir, 'node_modules'), join(dir, 'node_modules'));
    // Resolves packages that only the benchmarks have there, all others above it.
    mkdirSync(join(dir, 'packages'));
    symlinkSync(join(packagesDir, 'node_modules'), join(dir, 'packages/node_modules'));
    const file = join(dir, 'packages/cpu.mjs');
    await build({
      entryPoints: [join(rootDir, 'tools/bench/cpu/main.ts')],
      outfile: file,
      bundle: true,
      format: 'esm',
      platform: 'node',
      // Not ES2020, because of the top-level `await` of the measurement itself.
      target: 'es2022',
      external: ['@aws-lambda-powertools/*'],
      plugins: [wixInMemory(rootDir)],
      logLevel: 'error',
    });
    const { stdout } = await run(process.execPath, ['--expose-gc', file, rootDir, String(rounds)]);
    return JSON.parse(stdout) as readonly CaseTimes[];
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** Wix's modules as stand-ins; that of Wix Data keeps what the handlers give it. */
function wixInMemory(rootDir: string): Plugin {
  const wixData = "export { wixDataInMemory as default } from './wix-data-in-memory.ts';";
  return {
    name: 'wix-in-memory',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^wix-/ }, ({ path }) => ({ path, namespace: 'wix' }));
      onLoad({ filter: /./, namespace: 'wix' }, ({ path }) => ({
        contents: path === 'wix-data' ? wixData : (stubModules[path] ?? ''),
        resolveDir: join(rootDir, 'tools/bench/cpu'),
      }));
    },
  };
}
