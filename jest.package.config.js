import base from './jest.config.js';

// Apart from the other tests: these pack the command line and install it, for which npm asks its registry.
export default {
  ...base,
  testMatch: ['<rootDir>/test/package/**/*.package.ts'],
};
