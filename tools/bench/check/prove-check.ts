import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Paths of the repository that the benchmarks need. */
const neededPaths = [
  'src',
  'tools',
  'emulator',
  'test',
  'payloads',
  'types',
  'bench',
  'package.json',
  'tsconfig.base.json',
];

/** An artificial slowdown: each event is copied through JSON six times before it is read. */
const planted = {
  file: 'src/backend/order-events/handlers/guard-structure.ts',
  lines: '  return faultIn(root, 0);',
  slow: '  for (let time = 0; time < 6; time += 1) JSON.parse(JSON.stringify(root));\n  return faultIn(root, 0);',
};

/** Runs `--check` of the part `cpu` on a copy of the sources with an artificial slowdown; `true` if the check fails and names it. */
export function checkNoticesSlowdown(rootDir: string, say: (text: string) => void): boolean {
  const dir = mkdtempSync(join(tmpdir(), 'planted-slowdown-'));
  try {
    for (const path of neededPaths) cpSync(join(rootDir, path), join(dir, path), { recursive: true });
    symlinkSync(join(rootDir, 'node_modules'), join(dir, 'node_modules'));
    plant(dir);
    const args = ['node_modules/tsx/dist/cli.mjs', 'tools/bench/main.ts', 'cpu', '--check'];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: dir, encoding: 'utf8' });
    say(`${stdout}${stderr}`.trim());
    return status === 1 && stdout.includes('SLOWER  cpu/');
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

function plant(dir: string): void {
  const path = join(dir, planted.file);
  const parts = readFileSync(path, 'utf8').split(planted.lines);
  if (parts.length !== 2) throw new Error(`${planted.file} must contain this exactly once: ${planted.lines}`);
  writeFileSync(path, parts.join(planted.slow));
}
