import base from './jest.config.js';

// Apart from the other tests: these need a Chromium.
export default {
  ...base,
  testMatch: ['<rootDir>/test/browser/**/*.browser.ts'],
};
