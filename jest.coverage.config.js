import base from './jest.config.js';

// What decides who is told what, and what keeps that promise, leaves no branch untried.
const pure = 'values,changes,handlers,products,timeline,rules';
const protocol = 'intake,delivery,retention,jobs';
const core = 'src/backend/order-events';

export default {
  ...base,
  testMatch: [`<rootDir>/test/{${pure},${protocol},kinds,pairs,reconcile,web-methods}/**/*.test.ts`],
  collectCoverage: true,
  collectCoverageFrom: [`${core}/{${pure},${protocol}}/**/*.ts`],
  coverageReporters: [['text', { skipFull: true }], 'lcovonly'],
  coverageThreshold: { global: { branches: 100 } },
};
