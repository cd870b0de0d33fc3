/** Step of `npm run check`. */
export interface Step {
  /** Name on the command line and in the report. */
  readonly name: string;
  /** File that Node.js runs, from the project's root, with its arguments. */
  readonly command: readonly string[];
  /** Instructions for fixing what it finds, if its own output has none. */
  readonly remedy?: string;
}

const TSC = 'node_modules/typescript/bin/tsc';
const JEST = 'node_modules/jest/bin/jest.js';
const TSX = 'node_modules/tsx/dist/cli.mjs';
// By content, because a checkout changes the times of files that it does not change. The cache of ESLint ignores changes in imported types, so
// the check of a clean clone, without a cache, decides.
const byContent = ['--cache', '--cache-strategy', 'content', '--cache-location'];

/** Steps of the check, longest first, because two run in parallel. */
export const steps: readonly Step[] = [
  {
    name: 'lint',
    command: [
      'node_modules/eslint/bin/eslint.js',
      '--max-warnings',
      '0',
      ...byContent,
      'node_modules/.cache/eslint/',
      '.',
    ],
  },
  { name: 'tests', command: [JEST, '--config', 'jest.uncovered.config.js'] },
  { name: 'coverage', command: [JEST, '--config', 'jest.coverage.config.js'] },
  { name: 'types-tools', command: [TSC, '-p', 'tsconfig.tools.json'] },
  { name: 'types-browser', command: [TSC, '-p', 'tsconfig.browser.json'] },
  { name: 'types-src', command: [TSC, '-p', 'tsconfig.src.json'] },
  { name: 'architecture', command: [TSX, 'tools/check/architecture/main.ts', '--check'] },
  { name: 'packages', command: [TSX, 'tools/check/packages/main.ts', '--check'] },
  {
    name: 'api-reference',
    command: [TSX, 'tools/api-reference/main.ts', '--check'],
    remedy: 'Run `npm run api-reference` and commit docs/api.',
  },
  {
    name: 'rule-fields',
    command: [TSX, 'tools/rule-fields/main.ts', '--check'],
    remedy: 'Run `npm run rule-fields` and commit what it writes.',
  },
  {
    name: 'emulated-members',
    command: [TSX, 'tools/emulated-members/main.ts', '--check'],
    remedy: 'Run `npm run emulated-members` and commit docs/emulated-members.md.',
  },
  {
    name: 'transcript',
    command: [TSX, 'tools/documents/transcript/main.ts', '--check'],
    remedy: 'Run `npm run transcript`, read what changed in docs/transcript.md, and commit it.',
  },
  {
    name: 'format',
    command: [
      'node_modules/prettier/bin/prettier.cjs',
      '--check',
      ...byContent,
      'node_modules/.cache/prettier.json',
      '.',
    ],
    remedy: 'Run `npm run format`.',
  },
  { name: 'dead-code', command: ['node_modules/knip/bin/knip.js', '--no-config-hints', '--cache'] },
  { name: 'built-files', command: [TSX, 'tools/site/build/main.ts', '--check'] },
];

/** Returns the requested steps: those named, or all except those after `--except`; or the reason why the arguments are invalid. */
export function selectSteps(
  args: readonly string[],
): { readonly steps: readonly Step[] } | { readonly problem: string } {
  const isExcept = args[0] === '--except';
  const names = isExcept ? args.slice(1) : args;
  const unknown = names.find((name) => !steps.some((step) => step.name === name));
  if (unknown !== undefined || (isExcept && names.length === 0)) {
    const known = steps.map((step) => step.name).join(' ');
    return { problem: `There is no step "${unknown ?? ''}". Usage: npm run check -- [--except] [${known}]` };
  }
  return { steps: steps.filter((step) => names.length === 0 || names.includes(step.name) !== isExcept) };
}
