import base from './jest.config.js';

// What decides who is told what, and what keeps that promise, leaves no branch untried.
const PURE = 'values,changes,handlers,products,timeline,rules,channels';
const PROTOCOL = 'intake,delivery,retention,jobs';
const CORE = 'src/backend/order-events';

/** Folders of `test/` whose tests this runs; `jest.uncovered.config.js` runs all others. */
export const coveringFolders = `${PURE},${PROTOCOL},kinds,pairs,reconcile,web-methods`.split(',');

export default {
  ...base,
  testMatch: [`<rootDir>/test/{${coveringFolders.join(',')}}/**/*.test.ts`],
  collectCoverage: true,
  // The calls of the channels are tried on the built files, and over those of a server in test/hosts.
  collectCoverageFrom: [
    `${CORE}/{${PURE},${PROTOCOL}}/**/*.ts`,
    '!**/channels/*/*-{calls,by-*}.ts',
    '!**/wix-reply.ts',
  ],
  coverageReporters: [['text', { skipFull: true }], 'lcovonly'],
  coverageThreshold: { global: { branches: 100 } },
};
