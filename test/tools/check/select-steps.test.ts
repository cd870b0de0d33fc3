import { selectSteps } from '../../../tools/check/steps.ts';

function selectedNames(args: string[]): string[] | string {
  const selected = selectSteps(args);
  return 'problem' in selected ? selected.problem : selected.steps.map((step) => step.name);
}

const all = [
  'lint',
  'tests',
  'coverage',
  'types-tools',
  'types-browser',
  'types-src',
  'architecture',
  'packages',
  'api-reference',
  'rule-fields',
  'emulated-members',
  'transcript',
  'format',
  'dead-code',
  'built-files',
];

it.each([
  ['nothing', [], all],
  ['two names', ['format', 'lint'], ['lint', 'format']],
  ['an exception', ['--except', 'tests'], all.filter((name) => name !== 'tests')],
])('selects the right steps for %s', (_, args, names) => {
  expect(selectedNames(args)).toEqual(names);
});

it.each([[['tset']], [['--except']], [['--except', 'tset']]])(
  'refuses %j and names the steps that there are',
  (args) => {
    expect(selectedNames(args)).toContain('Usage: npm run check -- [--except] [lint tests');
  },
);
