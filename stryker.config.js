import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = process.env.MUTATED ?? '';

export default {
  mutate: [`src/backend/order-events/${folder}/*.ts`],
  plugins: ['@stryker-mutator/jest-runner', './tools/mutants/passed-over.js'],
  ignorers: ['passed-over'],
  testRunner: 'jest',
  // The tests of a folder are few and reach it: to look for them by their imports takes longer than to run them.
  jest: { configFile: 'jest.mutants.config.js', enableFindRelatedTests: false },
  coverageAnalysis: 'perTest',
  disableTypeChecks: false,
  concurrency: 2,
  timeoutMS: 15_000,
  incremental: true,
  incrementalFile: `node_modules/.cache/mutants/${folder}.json`,
  tempDirName: join(tmpdir(), 'mutants', folder),
  ignorePatterns: ['/bench', '/cases', '/docs', '/coverage'],
  reporters: ['clear-text', 'html', 'json', 'progress-append-only'],
  htmlReporter: { fileName: `coverage/mutants/${folder}.html` },
  jsonReporter: { fileName: `coverage/mutants/${folder}.json` },
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  thresholds: { high: 95, low: 90, break: 90 },
};
