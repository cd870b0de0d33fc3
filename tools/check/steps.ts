/** One thing that `npm run check` looks at. */
export interface Step {
  /** The word for it on the command line and in the report. */
  readonly name: string;
  /** A file that Node.js runs, from the project's root, with its arguments. */
  readonly command: readonly string[];
  /** How to mend what it finds, when its own output does not say. */
  readonly remedy?: string;
}

/** Every step, the longest first, because two run at a time. */
export const steps: readonly Step[] = [
  { name: 'lint', command: ['node_modules/eslint/bin/eslint.js', '--max-warnings', '0', '.'] },
  { name: 'tests', command: ['node_modules/jest/bin/jest.js', '--coverage'] },
  { name: 'types-tools', command: ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.tools.json'] },
  { name: 'types-browser', command: ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.browser.json'] },
  { name: 'types-src', command: ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.src.json'] },
  {
    name: 'format',
    command: ['node_modules/prettier/bin/prettier.cjs', '--check', '.'],
    remedy: 'Run `npm run format`.',
  },
  { name: 'dead-code', command: ['node_modules/knip/bin/knip.js', '--no-config-hints'] },
  { name: 'built-files', command: ['node_modules/tsx/dist/cli.mjs', 'tools/build/main.ts', '--check'] },
];

/** The steps that the command line asks for: those named, or all but those after `--except`; or why it is not understood. */
export function selectSteps(args: readonly string[]): { steps: readonly Step[] } | { problem: string } {
  const isExcept = args[0] === '--except';
  const names = isExcept ? args.slice(1) : args;
  const unknown = names.find((name) => !steps.some((step) => step.name === name));
  if (unknown !== undefined || (isExcept && names.length === 0)) {
    const known = steps.map((step) => step.name).join(' ');
    return { problem: `There is no step «${unknown ?? ''}». Usage: npm run check -- [--except] [${known}]` };
  }
  return { steps: steps.filter((step) => names.length === 0 || names.includes(step.name) !== isExcept) };
}
