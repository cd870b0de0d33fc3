import base from './jest.config.js';

// Apart from the other tests: these need a Chromium.
export default {
  ...base,
  testMatch: ['<rootDir>/test/browser/**/*.browser.ts'],
  // A busy machine takes several times as long; only a page that never answers reaches it.
  testTimeout: 180_000,
};
