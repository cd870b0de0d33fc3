import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Paths of the repository that the benchmarks need. */
const neededPaths = [
  'src',
  'tools',
  'emulator',
  'hosts',
  'test',
  'payloads',
  'types',
  'bench',
  'package.json',
  'tsconfig.base.json',
];

/** Artificial slowdowns, each in the part that has to notice it. */
const slowdowns = [
  {
    part: 'cpu',
    // Each event is copied through JSON six times before it is read.
    file: 'src/backend/order-events/handlers/guard-structure.ts',
    lines: '  return faultIn(root, 0);',
    slow: '  for (let time = 0; time < 6; time += 1) JSON.parse(JSON.stringify(root));\n  return faultIn(root, 0);',
  },
  {
    part: 'cold-start',
    // After the first event, all that it took is spent once more.
    file: 'tools/bench/cold-start/import-once.js',
    lines: 'const done = readClocks();',
    slow: `if (handler !== '') for (const end = 2 * readClocks().cpuMs - started.cpuMs; readClocks().cpuMs < end; );
const done = readClocks();`,
  },
] as const;

/** Runs `--check` of a part on a copy of the sources with an artificial slowdown, for each of them; `true` if every check fails and names it. */
export function checkNoticesSlowdown(rootDir: string, say: (text: string) => void): boolean {
  return slowdowns.map((slowdown) => isNoticed(slowdown, rootDir, say)).every((noticed) => noticed);
}

type Slowdown = (typeof slowdowns)[number];

function isNoticed(slowdown: Slowdown, rootDir: string, say: (text: string) => void): boolean {
  const dir = mkdtempSync(join(tmpdir(), 'planted-slowdown-'));
  try {
    for (const path of neededPaths) cpSync(join(rootDir, path), join(dir, path), { recursive: true });
    symlinkSync(join(rootDir, 'node_modules'), join(dir, 'node_modules'));
    plant(slowdown, dir);
    const args = ['node_modules/tsx/dist/cli.mjs', 'tools/bench/main.ts', slowdown.part, '--check'];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: dir, encoding: 'utf8' });
    say(`${stdout}${stderr}`.trim());
    return status === 1 && stdout.includes(`SLOWER  ${slowdown.part}/`);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

function plant({ file, lines, slow }: Slowdown, dir: string): void {
  const path = join(dir, file);
  const parts = readFileSync(path, 'utf8').split(lines);
  if (parts.length !== 2) throw new Error(`${file} must contain this exactly once: ${lines}`);
  writeFileSync(path, parts.join(slow));
}
