import base from './jest.config.js';

// A mutant that is noticed fails many tests, of which only the number counts: no stack is made readable.
export default {
  ...base,
  testMatch: ['<rootDir>/tools/mutants/run-tests.ts'],
  roots: ['<rootDir>/src', '<rootDir>/test', '<rootDir>/tools'],
  noStackTrace: true,
};
