export default {
  testTimeout: 60_000,
  // By default one core is left free, which on two cores means no parallel run at all.
  maxWorkers: '100%',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  // The sites of cases/ bring a package.json each, all of one name.
  modulePathIgnorePatterns: ['<rootDir>/cases/'],
  transform: { '^.+\\.ts$': ['ts-jest', { tsconfig: 'tsconfig.jest.json', diagnostics: false }] },
  moduleNameMapper: {
    '^backend/(.*)\\.js$': '<rootDir>/src/backend/$1.ts',
  },
  cacheDirectory: '<rootDir>/node_modules/.cache/jest',
  collectCoverageFrom: ['src/backend/**/*.ts', 'emulator/**/*.ts', 'tools/**/*.ts', '!tools/**/main.ts'],
  coverageReporters: [['text', { skipFull: true }], 'lcovonly'],
  // What decides who is told what, and what keeps that promise, leaves no branch untried.
  coverageThreshold: {
    './src/backend/order-events/{values,changes,handlers,products,timeline,rules}/': { branches: 100 },
    './src/backend/order-events/{intake,delivery,retention,jobs}/': { branches: 100 },
  },
};
